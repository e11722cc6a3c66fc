import { stripRowsFor, type RowKernels } from "@crm-functions/core";
import {
  advance,
  countDown,
  f64Add,
  f64Load,
  f64Mul,
  f64Store,
  f64Sub,
  get,
  i32Const,
  instantiate,
  laneOneLoad,
  pairAdd,
  pairLane,
  pairLoad,
  pairMul,
  pairSplat,
  pairStore,
  pairSub,
  pairZero,
  repeat,
  set,
  splatLoad,
  tee,
  upTo,
  wasmModule,
  zeroLoad,
  type Code,
  type WasmFunction,
} from "./wasm-assembler";

/** Most pairs of columns in one tile: with two rows of sums they fill the registers. */
const widestTile = 4;

/**
 * The kernels on pairs of doubles (WebAssembly's `f64x2`), generated for this many predictors. A strip is copied into
 * the module's memory; a row is held as pairs (v₀, v₁), (v₂, v₃) …, so that each sum is over the rows in their order,
 * as in plain JavaScript.
 *
 * @returns undefined where the engine has no WebAssembly with pairs, or the page's Content-Security-Policy forbids it
 */
export function simdKernels(p: number): RowKernels | undefined {
  const layout = layoutFor(p);
  const { stride, stripRows } = layout;
  const exports = instantiate(() => moduleFor(layout));
  if (exports === undefined) return undefined;
  const memory = new Float64Array(exports.memory.buffer);
  const part = (at: number, length: number): Float64Array => memory.subarray(at / 8, at / 8 + length);
  const sums = part(layout.sums, stride * stride);
  const found = part(layout.found, stride + 3);
  const calls = tilesOf(layout).map(({ pairs, row, pair }) => ({
    tile: exports[`tile${pairs}`],
    left: layout.centred + 8 * row,
    top: layout.centred + 16 * pair,
    out: layout.sums + 8 * row * stride + 16 * pair,
  }));
  const setShift = (shift: Float64Array): void => {
    memory.set(shift, layout.shift / 8);
    // The 1 of a row is not in memory, where 0 is read in its place.
    memory[layout.shift / 8 + p + 1] = -1;
  };
  const copyRows = (x: Float64Array, y: Float64Array, at: number, rows: number): void => {
    memory.set(x.subarray(at * p, (at + rows) * p), layout.x / 8);
    memory.set(y.subarray(at, at + rows), layout.y / 8);
  };
  return {
    stripRows,
    stride,
    products(block, at, rows, shift) {
      setShift(shift);
      copyRows(block.x, block.y, at, rows);
      exports.centre(layout.x, layout.y, rows);
      for (const { tile, left, top, out } of calls) tile(left, top, rows, out);
      return sums;
    },
    residuals(block, at, rows, shift, slopes, last) {
      setShift(shift);
      memory.set(slopes, layout.slopes / 8);
      copyRows(block.x, block.y, at, rows);
      found[stride + 2] = last;
      exports.residuals(layout.x, layout.y, rows);
      if (stride > p + 2) found.copyWithin(p + 2, stride);
      return found;
    },
  };
}

/** Where in the module's memory what stands, in bytes. */
interface Layout {
  readonly p: number;
  readonly stripRows: number;
  /** Numbers in a row of pairs. */
  readonly stride: number;
  readonly shift: number;
  readonly slopes: number;
  readonly found: number;
  readonly sums: number;
  readonly x: number;
  readonly y: number;
  readonly centred: number;
  readonly end: number;
}

function layoutFor(p: number): Layout {
  const stride = 2 * Math.ceil((p + 2) / 2);
  const stripRows = stripRowsFor(p);
  const slopes = 8 * stride;
  const found = 2 * slopes;
  const sums = found + slopes + 32;
  const x = sums + slopes * stride;
  const y = x + 8 * p * stripRows;
  const centred = y + 8 * stripRows;
  return {
    p,
    stripRows,
    stride,
    shift: 0,
    slopes,
    found,
    sums,
    x,
    y,
    centred,
    end: centred + slopes * stripRows,
  };
}

/** The tiles of two rows by some pairs of columns that cover the matrix of products on and above its diagonal. */
function tilesOf({ p, stride }: Layout): { pairs: number; row: number; pair: number }[] {
  const tiles: { pairs: number; row: number; pair: number }[] = [];
  for (let row = 0; row <= p; row += 2) {
    for (let pair = row / 2; pair < stride / 2;) {
      const left = stride / 2 - pair;
      const pairs =
        left > widestTile && left < 2 * widestTile ? Math.ceil(left / 2) : Math.min(left, widestTile);
      tiles.push({ pairs, row, pair });
      pair += pairs;
    }
  }
  return tiles;
}

function moduleFor(layout: Layout): Uint8Array {
  const tiles = Array.from({ length: widestTile }, (_, k) => tile(layout, k + 1));
  return wasmModule([centre(layout), residuals(layout), ...tiles], Math.ceil(layout.end / 65536));
}

/** Pair `k` of v − shift of the row at the addresses in locals 0 (x) and 1 (y), left on the stack. */
function shiftedPair({ p, shift }: Layout, k: number): Code {
  const column = 2 * k;
  const pair =
    column + 1 < p
      ? [get(0), pairLoad(8 * column)]
      : column + 1 === p
        ? [get(1), get(0), zeroLoad(8 * column), laneOneLoad(0)]
        : column === p
          ? [get(1), zeroLoad(0)]
          : pairZero;
  return [pair, i32Const(0), pairLoad(shift + 16 * k), pairSub];
}

/** centre(x, y, rows): writes the rows of v − shift. */
function centre(layout: Layout): WasmFunction {
  const [x, y, rows, out] = [0, 1, 2, 3];
  const body = [
    i32Const(layout.centred),
    set(out),
    repeat([
      upTo(layout.stride / 2, (k) => [get(out), shiftedPair(layout, k), pairStore(16 * k)]),
      advance(x, 8 * layout.p),
      advance(y, 8),
      advance(out, 8 * layout.stride),
      countDown(rows),
    ]),
  ];
  return { name: "centre", parameters: 3, integers: 1, body };
}

/** tile(left, top, rows, out): sums of the products of two columns with some pairs of columns. */
function tile({ stride }: Layout, pairs: number): WasmFunction {
  const [left, top, rows, out] = [0, 1, 2, 3];
  const sums = [4, 4 + pairs];
  const factors = [4 + 2 * pairs, 5 + 2 * pairs];
  const pair = 6 + 2 * pairs;
  const addProduct = (sum: number, factor: number): Code => [
    get(sum),
    get(factor),
    get(pair),
    pairMul,
    pairAdd,
    set(sum),
  ];
  const body = [
    repeat([
      upTo(2, (r) => [get(left), splatLoad(8 * r), set(factors[r])]),
      upTo(pairs, (k) => [
        get(top),
        pairLoad(16 * k),
        set(pair),
        upTo(2, (r) => addProduct(sums[r] + k, factors[r])),
      ]),
      advance(left, 8 * stride),
      advance(top, 8 * stride),
      countDown(rows),
    ]),
    upTo(2, (r) => upTo(pairs, (k) => [get(out), get(sums[r] + k), pairStore(8 * stride * r + 16 * k)])),
  ];
  return { name: `tile${pairs}`, parameters: 4, pairs: 2 * pairs + 3, body };
}

/** residuals(x, y, rows): the sums that `RowKernels.residuals` describes, into `found`. */
function residuals(layout: Layout): WasmFunction {
  const { p, stride, slopes, found } = layout;
  const [x, y, rows] = [0, 1, 2];
  const count = stride / 2;
  const gradient = 3;
  const shifted = gradient + count;
  const dot = shifted + count;
  const spread = dot + 1;
  const [e, last, squares, steps] = [spread + 1, spread + 2, spread + 3, spread + 4];
  const after = (at: number): number => found + 8 * stride + 8 * at;
  const body = [
    i32Const(0),
    f64Load(after(2)),
    set(last),
    repeat([
      upTo(count, (k) => [
        shiftedPair(layout, k),
        tee(shifted + k),
        i32Const(0),
        pairLoad(slopes + 16 * k),
        pairMul,
        k > 0 ? pairAdd : [],
      ]),
      [tee(dot), pairLane(0), get(dot), pairLane(1), f64Add, tee(e), pairSplat, set(spread)],
      upTo(count, (k) => [
        get(gradient + k),
        get(shifted + k),
        get(spread),
        pairMul,
        pairAdd,
        set(gradient + k),
      ]),
      [get(squares), get(e), get(e), f64Mul, f64Add, set(squares)],
      [get(steps), get(e), get(last), f64Sub, tee(last), get(last), f64Mul, f64Add, set(steps)],
      [get(e), set(last)],
      advance(x, 8 * p),
      advance(y, 8),
      countDown(rows),
    ]),
    upTo(count, (k) => [i32Const(0), get(gradient + k), pairStore(found + 16 * k)]),
    [squares, steps, last].map((local, at) => [i32Const(0), get(local), f64Store(after(at))]),
  ];
  return { name: "residuals", parameters: 3, pairs: 2 * count + 2, doubles: 4, body };
}
