import { CrmError } from "../errors";
import { asyncGroupsOf, groupsOf } from "./groups";
import { mergeFindings, readGroup, settledPass, type Finding, type Pass } from "./passes";
import type { AsyncRowSource, RowBlock, RowSource } from "./rows";

/** Steps that ask for readings of the rows until they have a result. */
export type Steps<Result> = Generator<Pass, Result, Finding>;

/** Runs the steps over rows that can be read at once. */
export function runPasses<Result>(steps: Steps<Result>, source: RowSource): Result {
  const check = source.inMemory ? undefined : sameRows();
  let step = steps.next();
  while (!step.done) step = steps.next(runPass(step.value, source, check));
  return step.value;
}

function runPass(pass: Pass, source: RowSource, check: SameRows | undefined): Finding {
  const reader = passReader(pass, source.predictors);
  for (const group of groupsOf(source)) {
    check?.see(group);
    reader.add(group);
  }
  check?.end();
  return reader.found();
}

/** Runs the steps over rows that come asynchronously; one group of them is held at a time. */
export async function runPassesAsync<Result>(steps: Steps<Result>, source: AsyncRowSource): Promise<Result> {
  const check = sameRows();
  let step = steps.next();
  while (!step.done) {
    const reader = passReader(step.value, source.predictors);
    for await (const group of asyncGroupsOf(source)) {
      check.see(group);
      reader.add(group);
    }
    check.end();
    step = steps.next(reader.found());
  }
  return step.value;
}

function passReader(pass: Pass, predictors: number): { add(group: RowBlock): void; found(): Finding } {
  let total: Finding | undefined;
  return {
    add(group) {
      pass = settledPass(pass, group, predictors);
      const finding = readGroup(pass, group, predictors);
      total = total === undefined ? finding : mergeFindings(pass.kind, total, finding);
    },
    found: () =>
      total ?? readGroup(pass, { rows: 0, x: new Float64Array(0), y: new Float64Array(0) }, predictors),
  };
}

interface SameRows {
  see(group: RowBlock): void;
  end(): void;
}

/** Watches that a source hands out the same rows at each reading, by a hash of each group of them. */
function sameRows(): SameRows {
  const hashes: number[] = [];
  let complete = false;
  let at = 0;
  let first = 0;
  return {
    see({ rows, x, y }) {
      const hash = hashOf(y, hashOf(x, rows));
      if (complete && hash !== hashes[at]) throw changed(first + 1, first + rows);
      hashes[at++] = hash;
      first += rows;
    },
    end() {
      if (complete && at < hashes.length) throw changed(first + 1, first + 1);
      complete = true;
      at = 0;
      first = 0;
    },
  };
}

function changed(first: number, last: number): CrmError {
  return new CrmError("value", "feedbackSourceChanged", { first, last });
}

/** FNV-1a over the halves of the doubles. */
function hashOf(values: Float64Array, start: number): number {
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  let hash = start;
  for (let i = 0; i < halves.length; i++) hash = Math.imul(hash ^ halves[i], 16777619);
  return hash;
}
