import { groupRowsFor, type AsyncRowSource, type RowBlock, type RowSource } from "./rows";

/** Hands the rows of a source out in groups of a fixed height, the last one shorter, however the source cuts them. */
export function* groupsOf(source: RowSource): Iterable<RowBlock> {
  if (source.inMemory) {
    yield* source.blocks();
    return;
  }
  const cutter = groupCutter(source.predictors);
  for (const block of source.blocks()) yield* cutter.add(block);
  yield* cutter.rest();
}

/** The same for rows that come asynchronously. */
export async function* asyncGroupsOf(source: AsyncRowSource): AsyncIterable<RowBlock> {
  const cutter = groupCutter(source.predictors);
  for await (const block of source.blocks()) yield* cutter.add(block);
  yield* cutter.rest();
}

interface GroupCutter {
  add(block: RowBlock): Iterable<RowBlock>;
  rest(): Iterable<RowBlock>;
}

/** Whole groups inside a block are handed on without a copy; what overlaps two blocks is put together in one place. */
function groupCutter(p: number): GroupCutter {
  const size = groupRowsFor(p);
  let x = new Float64Array(0);
  let y = x;
  let kept = 0;
  let first = 0;
  function* rest(): Iterable<RowBlock> {
    if (kept === 0) return;
    const group = { rows: kept, first, x: x.subarray(0, kept * p), y: y.subarray(0, kept) };
    first += kept;
    kept = 0;
    yield group;
  }
  return {
    *add(block) {
      for (let at = 0; at < block.rows;) {
        const left = block.rows - at;
        if (kept === 0 && left >= size) {
          yield {
            rows: size,
            first,
            x: block.x.subarray(at * p, (at + size) * p),
            y: block.y.subarray(at, at + size),
          };
          first += size;
          at += size;
          continue;
        }
        if (y.length === 0) {
          x = new Float64Array(size * p);
          y = new Float64Array(size);
        }
        const rows = Math.min(left, size - kept);
        x.set(block.x.subarray(at * p, (at + rows) * p), kept * p);
        y.set(block.y.subarray(at, at + rows), kept);
        kept += rows;
        at += rows;
        if (kept === size) yield* rest();
      }
    },
    rest,
  };
}
