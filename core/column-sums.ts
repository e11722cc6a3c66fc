import {
  advance,
  countDown,
  get,
  i32Const,
  instantiate,
  memoryOf,
  pairAdd,
  pairLoad,
  pairMul,
  pairStore,
  pairZero,
  repeat,
  set,
  splatLoad,
  upTo,
  wasmModule,
  type WasmMemory,
} from "./regression/wasm-assembler";

/** Columns added in one sweep: more weights would not fit the registers. */
const widest = 10;
/** Rows at a time: the sums of a block, and the copies of its columns, stay in the cache. */
const blockRows = 8192;
/** Bytes beyond the rows of a column, which the kernel may read: it takes four rows at a time. */
const slack = 64;
/** Where in a memory what stands, in bytes: weights, the sums of a block, then columns. */
const sumsAt = 8 * widest + 16;
const columnsAt = sumsAt + 8 * blockRows + slack;
/** Fewer numbers than this are not worth a memory of their own, or a copy into one. */
const worthwhile = 100_000;

/** Of the columns whose first row stands at `from`, so many times four rows. */
type Sweep = (from: number, fourRows: number) => void;

interface Memory {
  readonly numbers: Float64Array;
  readonly memory: WasmMemory;
  readonly sweeps: Map<string, Sweep>;
}

/** The memories that hold columns for the kernel to read where they are; a memory goes with the last of its columns. */
const memories = new WeakMap<object, Memory>();
/** One more, into which columns from elsewhere are copied block by block; null where there is no WebAssembly. */
let copies: Memory | null | undefined;

/**
 * Columns of zeros, side by side in one memory, in which `score` reads them faster than anywhere else: WebAssembly's,
 * whose pairs of doubles need no copy there. Ordinary typed columns where they are few or the engine has none.
 *
 * @param rows length of each column
 * @param count how many columns
 */
export function columnsForScores(rows: number, count: number): Float64Array[] {
  // Not a multiple of 4 KiB apart, where the columns of a row would compete for the same places of the cache.
  const stride = Math.ceil((8 * rows + slack) / 4096) * 4096 + 192;
  const memory = rows * count < worthwhile ? undefined : newMemory(columnsAt + stride * count);
  return Array.from({ length: count }, (_, j) =>
    memory === undefined
      ? new Float64Array(rows)
      : new Float64Array(memory.numbers.buffer, columnsAt + stride * j, rows),
  );
}

/**
 * Σ wⱼ vᵢⱼ of every row, added from the first column to the last; the same bits as a plain loop.
 *
 * @param out m sums
 * @returns false where the engine has no WebAssembly or the columns are short: nothing is done then
 */
export function sumColumnsByPairs(
  columns: readonly Float64Array[],
  weights: Float64Array,
  out: Float64Array,
): boolean {
  const n = columns.length;
  if (out.length * n < worthwhile) return false;
  const home = memories.get(columns[0].buffer);
  const stay =
    home !== undefined &&
    columns.every(
      ({ buffer, byteOffset }) =>
        buffer === home.numbers.buffer && byteOffset + 8 * out.length + slack <= buffer.byteLength,
    );
  const memory = stay ? home : memoryForCopies();
  if (memory === undefined) return false;
  const { numbers } = memory;
  const sums = numbers.subarray(sumsAt / 8, sumsAt / 8 + blockRows);
  const places = columns.map(({ byteOffset }, j) =>
    stay ? byteOffset : columnsAt + (8 * blockRows + slack) * (j % widest),
  );
  const steps = Array.from({ length: Math.ceil(n / widest) }, (_, k) => {
    const first = k * widest;
    const these = places.slice(first, first + widest);
    const from = Math.min(...these);
    const weightsHere = weights.subarray(first, first + these.length);
    return {
      first,
      these,
      from,
      weightsHere,
      sweep: sweepOver(
        memory,
        these.map((at) => at - from),
        k > 0,
      ),
    };
  });
  for (let start = 0; start < out.length; start += blockRows) {
    const rows = Math.min(blockRows, out.length - start);
    for (const { first, these, from, weightsHere, sweep } of steps) {
      numbers.set(weightsHere);
      if (!stay) {
        these.forEach((at, j) => numbers.set(columns[first + j].subarray(start, start + rows), at / 8));
      }
      sweep(stay ? from + 8 * start : from, Math.ceil(rows / 4));
    }
    out.set(rows === blockRows ? sums : sums.subarray(0, rows), start);
  }
  return true;
}

function memoryForCopies(): Memory | undefined {
  copies ??= newMemory(columnsAt + (8 * blockRows + slack) * widest) ?? null;
  return copies ?? undefined;
}

function newMemory(bytes: number): Memory | undefined {
  const memory = memoryOf(Math.ceil(bytes / 65536));
  if (memory === undefined || instantiate(() => sweepModule([0], false), memory) === undefined)
    return undefined;
  const made = { numbers: new Float64Array(memory.buffer), memory, sweeps: new Map<string, Sweep>() };
  memories.set(memory.buffer, made);
  return made;
}

function sweepOver({ memory, sweeps }: Memory, distances: readonly number[], onward: boolean): Sweep {
  const key = `${distances.join()},${onward}`;
  let sweep = sweeps.get(key);
  if (sweep === undefined) {
    sweep = instantiate(() => sweepModule(distances, onward), memory)!.sweep;
    sweeps.set(key, sweep);
  }
  return sweep;
}

/**
 * sweep(from, fourRows): of columns that stand at these distances from the first, from 0 or onward from the sums that are
 * there. The distances are written into the code, where one register does for the places of all columns.
 */
function sweepModule(distances: readonly number[], onward: boolean): Uint8Array {
  const [from, fourRows, out, weight] = [0, 1, 2, 3];
  const body = [
    [i32Const(sumsAt), set(out)],
    distances.map((_, j) => [i32Const(0), splatLoad(8 * j), set(weight + j)]),
    repeat([
      upTo(2, (half) => [
        get(out),
        onward ? [get(out), pairLoad(16 * half)] : pairZero,
        distances.map((distance, j) => [
          [get(from), pairLoad(distance + 16 * half)],
          [get(weight + j), pairMul, pairAdd],
        ]),
        pairStore(16 * half),
      ]),
      advance(from, 32),
      advance(out, 32),
      countDown(fourRows),
    ]),
  ];
  return wasmModule(
    [{ name: "sweep", parameters: 2, integers: 1, pairs: distances.length, body }],
    "imported",
  );
}
