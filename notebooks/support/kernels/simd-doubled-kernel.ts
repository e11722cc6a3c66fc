import { stripRowsFor, type DoubledKernel } from "@crm-functions/core";
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
  pairAdd,
  pairAnd,
  pairConst,
  pairLane,
  pairLoad,
  pairMul,
  pairReplaceLane,
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

/** The upper 26 bits of the mantissas of a pair of doubles, as bytes in WebAssembly's order (little end first). */
const topBits: readonly number[] = [0, 8].flatMap(() => [0, 0, 0, 0xf8, 255, 255, 255, 255]);

/** Most pairs of columns of which Σ e·x is made at once: what they need fits the registers. */
const widestTile = 2;

/** The kernel on pairs of doubles; undefined where the engine has no WebAssembly, or the page forbids it. */
export function simdDoubledKernel(p: number): DoubledKernel | undefined {
  const layout = layoutFor(p);
  const { pairs } = layout;
  const exports = instantiate(() =>
    wasmModule(
      [residuals(layout), ...Array.from({ length: widestTile }, (_, k) => gradient(layout, k + 1))],
      Math.ceil(layout.end / 65536),
    ),
  );
  if (exports === undefined) return undefined;
  const memory = new Float64Array(exports.memory.buffer);
  const part = (at: number, length: number): Float64Array => memory.subarray(at / 8, at / 8 + length);
  const sums = { high: part(layout.high, p), low: part(layout.low, p), others: part(layout.others, 5) };
  const slopes = part(layout.slopes, p);
  const heads = part(layout.heads, p);
  const rests = part(layout.rests, p);
  const constant = part(layout.constant, 2);
  const tiles = Array.from({ length: Math.ceil(pairs / widestTile) }, (_, t) => {
    const first = t * widestTile;
    return {
      gradient: exports[`gradient${Math.min(widestTile, pairs - first)}`],
      x: layout.x + 16 * first,
      out: layout.high + 16 * first,
    };
  });
  return ({ x, y }, at, rows, line, last) => {
    slopes.set(line.slopes);
    heads.set(line.heads);
    rests.set(line.rests);
    constant.set(line.constant);
    memory.set(x.subarray(at * p, (at + rows) * p), layout.x / 8);
    memory.set(y.subarray(at, at + rows), layout.y / 8);
    sums.others[2] = last;
    exports.residuals(layout.x, layout.y, rows);
    for (const tile of tiles) tile.gradient(tile.x, layout.residuals, rows, tile.out);
    return sums;
  };
}

/** Where in the module's memory what stands, in bytes. */
interface Layout {
  readonly p: number;
  readonly pairs: number;
  readonly slopes: number;
  readonly heads: number;
  readonly rests: number;
  readonly constant: number;
  readonly high: number;
  readonly low: number;
  readonly others: number;
  /** Of each row e, its upper bits, and what e in doubled precision has beyond them. */
  readonly residuals: number;
  readonly x: number;
  readonly y: number;
  readonly end: number;
}

function layoutFor(p: number): Layout {
  const pairs = Math.ceil(p / 2);
  const stripRows = stripRowsFor(p);
  const row = 16 * pairs;
  const constant = 3 * row;
  const high = constant + 16;
  const others = high + 2 * row;
  const residualsAt = others + 48;
  const x = residualsAt + 24 * stripRows;
  // Where p is odd, the last pair of the last row reaches into y.
  const y = x + 8 * p * stripRows;
  return {
    p,
    pairs,
    slopes: 0,
    heads: row,
    rests: 2 * row,
    constant,
    high,
    low: high + row,
    others,
    residuals: residualsAt,
    x,
    y,
    end: y + 8 * stripRows + 8,
  };
}

/** Adds the pair `product` to the sum `high`, and leaves the error of that on the stack. */
function addExactly(high: number, product: number, sum: number, share: number): Code {
  return [
    [get(high), get(product), pairAdd, tee(sum), get(high), pairSub, set(share)],
    [get(high), get(sum), get(share), pairSub, pairSub],
    [get(product), get(share), pairSub, pairAdd],
    [get(sum), set(high)],
  ];
}

/** residuals(x, y, rows): the residuals of the rows, and all sums but those with x. */
function residuals({
  p,
  pairs,
  slopes,
  heads,
  rests,
  constant,
  others,
  residuals: out,
}: Layout): WasmFunction {
  const [x, y, rows, to] = [0, 1, 2, 3];
  const [mask, high, low, value, top, product, sum, share] = [4, 5, 6, 7, 8, 9, 10, 11];
  const [response, first, part, e, rest, last, squares, steps, sumHigh, sumLow] = Array.from(
    { length: 10 },
    (_, k) => 12 + k,
  );
  const constants = (at: number): Code => [i32Const(0), pairLoad(at)];
  const load = (k: number): Code => (2 * k + 1 < p ? [get(x), pairLoad(16 * k)] : [get(x), zeroLoad(16 * k)]);
  const body = [
    [pairConst(topBits), set(mask)],
    [i32Const(out), set(to)],
    [i32Const(0), f64Load(others + 16), set(last)],
    repeat([
      // y + constant, with the error of the sum.
      [get(y), f64Load(0), tee(response), i32Const(0), f64Load(constant), f64Add, tee(first)],
      [get(response), f64Sub, set(part)],
      [pairZero, get(first), pairReplaceLane(0), set(high)],
      pairZero,
      [get(response), get(first), get(part), f64Sub, f64Sub],
      [i32Const(0), f64Load(constant), get(part), f64Sub, f64Add],
      [i32Const(0), f64Load(constant + 8), f64Add],
      [pairReplaceLane(0), set(low)],
      upTo(pairs, (k) => [
        [load(k), tee(value), get(mask), pairAnd, tee(top)],
        [constants(heads + 16 * k), pairMul, set(product)],
        get(low),
        addExactly(high, product, sum, share),
        [get(top), constants(rests + 16 * k), pairMul],
        [get(value), get(top), pairSub, constants(slopes + 16 * k), pairMul, pairAdd],
        [pairAdd, pairAdd, set(low)],
      ]),
      // Even and odd terms together.
      [get(high), pairLane(0), tee(first), get(high), pairLane(1), f64Add, tee(response)],
      [get(first), f64Sub, set(part)],
      [get(low), pairLane(0), get(low), pairLane(1), f64Add],
      [get(first), get(response), get(part), f64Sub, f64Sub],
      [get(high), pairLane(1), get(part), f64Sub, f64Add],
      [f64Add, tee(rest), get(response), f64Add, set(e)],
      [get(rest), get(e), get(response), f64Sub, f64Sub, set(rest)],
      [get(to), get(e), f64Store(0)],
      [get(to), get(e), pairSplat, get(mask), pairAnd, pairLane(0), tee(first), f64Store(8)],
      [get(to), get(e), get(first), f64Sub, get(rest), f64Add, f64Store(16)],
      [get(squares), get(e), get(e), f64Mul, f64Add, set(squares)],
      [get(steps), get(e), get(last), f64Sub, tee(last), get(last), f64Mul, f64Add, set(steps)],
      [get(e), set(last)],
      [get(sumHigh), get(e), f64Add, tee(response), get(sumHigh), f64Sub, set(part)],
      [get(sumLow)],
      [get(sumHigh), get(response), get(part), f64Sub, f64Sub, get(e), get(part), f64Sub, f64Add],
      [get(rest), f64Add, f64Add, set(sumLow)],
      [get(response), set(sumHigh)],
      advance(x, 8 * p),
      advance(y, 8),
      advance(to, 24),
      countDown(rows),
    ]),
    [squares, steps, last, sumHigh, sumLow].map((local, at) => [
      i32Const(0),
      get(local),
      f64Store(others + 8 * at),
    ]),
  ];
  return { name: "residuals", parameters: 3, integers: 1, pairs: 8, doubles: 10, body };
}

/** gradient(x, residuals, rows, out): Σ e·x of some pairs of columns. */
function gradient({ p, pairs: all }: Layout, pairs: number): WasmFunction {
  const [x, from, rows, out] = [0, 1, 2, 3];
  const [mask, e, top, rest, value, head, product, sum, share] = Array.from({ length: 9 }, (_, k) => 4 + k);
  const high = 13;
  const low = high + pairs;
  const body = [
    [pairConst(topBits), set(mask)],
    repeat([
      [get(from), splatLoad(0), set(e)],
      [get(from), splatLoad(8), set(top)],
      [get(from), splatLoad(16), set(rest)],
      upTo(pairs, (k) => [
        [get(x), pairLoad(16 * k), tee(value), get(mask), pairAnd, tee(head)],
        [get(top), pairMul, set(product)],
        get(low + k),
        addExactly(high + k, product, sum, share),
        [get(head), get(rest), pairMul],
        [get(value), get(head), pairSub, get(e), pairMul, pairAdd],
        [pairAdd, pairAdd, set(low + k)],
      ]),
      advance(x, 8 * p),
      advance(from, 24),
      countDown(rows),
    ]),
    upTo(pairs, (k) => [
      [get(out), get(high + k), pairStore(16 * k)],
      [get(out), get(low + k), pairStore(16 * (all + k))],
    ]),
  ];
  return { name: `gradient${pairs}`, parameters: 4, pairs: 9 + 2 * pairs, body };
}
