// The tslab kernel, less what notebooks have no use for: TypeScript takes in every package of types it finds, and in
// this checkout those of Office alone are a hundred megabytes of the kernel's memory. Types of what a notebook imports
// are found as ever.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const name = require.resolve("@tslab/typescript-for-tslab");
const ts = require(name);

const createWatchCompilerHost = (files, options, ...rest) =>
  ts.createWatchCompilerHost(files, { ...options, types: ["node"] }, ...rest);
// What TypeScript exports cannot be assigned to, so tslab gets a copy.
require.cache[name].exports = { ...ts, createWatchCompilerHost };
require("tslab/bin/tslab");
