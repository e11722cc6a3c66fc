// The tslab kernel without what notebooks do not need: TypeScript loads every package of types it finds, and in this
// checkout those of Office alone take a hundred megabytes of the kernel's memory. Types that a notebook imports are
// found as usual.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const name = require.resolve("@tslab/typescript-for-tslab");
const ts = require(name);

/**
 * TypeScript has one timer for a new program and one for packages that have changed; tslab holds a single one and refuses
 * the second: after an `npm install` no cell of a running notebook would work. Here they wait together for the next cell.
 */
function holdTimersTogether(system) {
  const waiting = new Set();
  const hold = system.setTimeout;
  let held;
  system.setTimeout = (callback) => {
    const timer = { callback };
    waiting.add(timer);
    held ??= hold(() => {
      for (const each of waiting) {
        waiting.delete(each);
        each.callback();
      }
      held = undefined;
    });
    return timer;
  };
  system.clearTimeout = (timer) => void waiting.delete(timer);
}

const createWatchCompilerHost = (files, options, system, ...rest) => {
  holdTimersTogether(system);
  return ts.createWatchCompilerHost(files, { ...options, types: ["node"] }, system, ...rest);
};
// TypeScript's exports cannot be assigned to, so tslab gets a copy.
require.cache[name].exports = { ...ts, createWatchCompilerHost };
require("tslab/bin/tslab");
