// The tslab kernel without what notebooks do not need: TypeScript loads every package of types it finds, and in this
// checkout those of Office alone take a hundred megabytes of the kernel's memory. Types that a notebook imports are
// found as usual.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const name = require.resolve("@tslab/typescript-for-tslab");
const ts = require(name);

const createWatchCompilerHost = (files, options, ...rest) =>
  ts.createWatchCompilerHost(files, { ...options, types: ["node"] }, ...rest);
// TypeScript's exports cannot be assigned to, so tslab gets a copy.
require.cache[name].exports = { ...ts, createWatchCompilerHost };
require("tslab/bin/tslab");
