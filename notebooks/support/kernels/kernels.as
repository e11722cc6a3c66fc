// The loops over rows on pairs of doubles, in AssemblyScript: the build compiles this file to WebAssembly, and nothing
// else reads it. Addresses and lengths come from pair-kernels.ts; all numbers lie in the module's memory. A row of v − shift
// is held as pairs (v₀, v₁), (v₂, v₃) …, so that each sum is over the rows in their order, as in plain JavaScript.

/** Writes the rows of v − shift for v = (x₁ … x_p, y, 1); the 1 comes of a shift of −1. */
export function centre(x: usize, y: usize, rows: i32, p: usize, shift: usize, out: usize): void {
  const whole = (p >> 1) * 16;
  const isOdd = (p & 1) == 1;
  for (let i = 0; i < rows; i++) {
    for (let k: usize = 0; k < whole; k += 16)
      v128.store(out + k, f64x2.sub(v128.load(x + k), v128.load(shift + k)));
    const response = load<f64>(y);
    const last = isOdd
      ? f64x2.replace_lane(f64x2.splat(load<f64>(x + whole)), 1, response)
      : f64x2.replace_lane(f64x2.splat(0), 0, response);
    v128.store(out + whole, f64x2.sub(last, v128.load(shift + whole)));
    out += whole + 16;
    if (isOdd) {
      v128.store(out, f64x2.sub(f64x2.splat(0), v128.load(shift + whole + 16)));
      out += 16;
    }
    x += p * 8;
    y += 8;
  }
}

/** Sums of the products of two columns, at `left`, with some pairs of columns, at `top`. */
@inline
function tile(pairs: i32, left: usize, top: usize, rows: i32, stride: usize, out: usize): void {
  const zero = f64x2.splat(0);
  let a0 = zero;
  let a1 = zero;
  let a2 = zero;
  let a3 = zero;
  let b0 = zero;
  let b1 = zero;
  let b2 = zero;
  let b3 = zero;
  for (let i = 0; i < rows; i++) {
    const u = v128.load_splat<f64>(left);
    const v = v128.load_splat<f64>(left, 8);
    let z = v128.load(top);
    a0 = f64x2.add(a0, f64x2.mul(u, z));
    b0 = f64x2.add(b0, f64x2.mul(v, z));
    if (pairs > 1) {
      z = v128.load(top, 16);
      a1 = f64x2.add(a1, f64x2.mul(u, z));
      b1 = f64x2.add(b1, f64x2.mul(v, z));
    }
    if (pairs > 2) {
      z = v128.load(top, 32);
      a2 = f64x2.add(a2, f64x2.mul(u, z));
      b2 = f64x2.add(b2, f64x2.mul(v, z));
    }
    if (pairs > 3) {
      z = v128.load(top, 48);
      a3 = f64x2.add(a3, f64x2.mul(u, z));
      b3 = f64x2.add(b3, f64x2.mul(v, z));
    }
    left += stride;
    top += stride;
  }
  v128.store(out, a0);
  v128.store(out + stride, b0);
  if (pairs > 1) {
    v128.store(out, a1, 16);
    v128.store(out + stride, b1, 16);
  }
  if (pairs > 2) {
    v128.store(out, a2, 32);
    v128.store(out + stride, b2, 32);
  }
  if (pairs > 3) {
    v128.store(out, a3, 48);
    v128.store(out + stride, b3, 48);
  }
}

/**
 * The part on and above the diagonal of Σ v vᵀ over rows of so many pairs: the products of the first `columns` with
 * those from the pair `first` on.
 */
export function products(rows: usize, count: i32, columns: usize, first: usize, pairs: usize, out: usize): void {
  const stride = pairs * 16;
  for (let row: usize = 0; row < columns; row += 2) {
    for (let pair = max<usize>(row >> 1, first); pair < pairs; ) {
      const left = pairs - pair;
      const width = left > 4 && left < 8 ? (left + 1) >> 1 : min<usize>(left, 4);
      const from = rows + row * 8;
      const by = rows + pair * 16;
      const to = out + row * stride + pair * 16;
      if (width == 4) tile(4, from, by, count, stride, to);
      else if (width == 3) tile(3, from, by, count, stride, to);
      else if (width == 2) tile(2, from, by, count, stride, to);
      else tile(1, from, by, count, stride, to);
      pair += width;
    }
  }
}

/** Residuals of centred rows into `e`; Σ e², Σ of the squared steps between them and the last e to and from `found`. */
export function residuals(rows: usize, count: i32, pairs: usize, slopes: usize, e: usize, found: usize): void {
  const end = pairs * 16;
  let squares: f64 = 0;
  let steps: f64 = 0;
  let last = load<f64>(found, 16);
  for (let i = 0; i < count; i++) {
    let sum = f64x2.mul(v128.load(rows), v128.load(slopes));
    for (let k: usize = 16; k < end; k += 16)
      sum = f64x2.add(sum, f64x2.mul(v128.load(rows + k), v128.load(slopes + k)));
    const residual = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
    store<f64>(e, residual);
    squares += residual * residual;
    const step = residual - last;
    steps += step * step;
    last = residual;
    rows += end;
    e += 8;
  }
  store<f64>(found, squares);
  store<f64>(found, steps, 8);
  store<f64>(found, last, 16);
}

@inline
function gradientTile(width: i32, rows: usize, count: i32, stride: usize, e: usize, out: usize): void {
  const zero = f64x2.splat(0);
  let a = zero;
  let b = zero;
  let c = zero;
  let d = zero;
  for (let i = 0; i < count; i++) {
    const residual = v128.load_splat<f64>(e);
    a = f64x2.add(a, f64x2.mul(v128.load(rows), residual));
    if (width > 1) b = f64x2.add(b, f64x2.mul(v128.load(rows, 16), residual));
    if (width > 2) c = f64x2.add(c, f64x2.mul(v128.load(rows, 32), residual));
    if (width > 3) d = f64x2.add(d, f64x2.mul(v128.load(rows, 48), residual));
    rows += stride;
    e += 8;
  }
  v128.store(out, a);
  if (width > 1) v128.store(out, b, 16);
  if (width > 2) v128.store(out, c, 32);
  if (width > 3) v128.store(out, d, 48);
}

/** Σ e v over centred rows. */
export function gradient(rows: usize, count: i32, pairs: usize, e: usize, out: usize): void {
  const stride = pairs * 16;
  for (let pair: usize = 0; pair < pairs; pair += 4) {
    const at = pair * 16;
    const left = pairs - pair;
    if (left >= 4) gradientTile(4, rows + at, count, stride, e, out + at);
    else if (left == 3) gradientTile(3, rows + at, count, stride, e, out + at);
    else if (left == 2) gradientTile(2, rows + at, count, stride, e, out + at);
    else gradientTile(1, rows + at, count, stride, e, out + at);
  }
}

/** The upper 26 bits of the mantissas of a pair of doubles. */
@inline
function topBits(pair: v128): v128 {
  return v128.and(pair, i64x2.splat(0xfffffffff8000000));
}

/** What a sum lost of its two parts (Knuth). */
@inline
function lost(a: v128, b: v128, sum: v128): v128 {
  const part = f64x2.sub(sum, a);
  return f64x2.add(f64x2.sub(a, f64x2.sub(sum, part)), f64x2.sub(b, part));
}

/**
 * Residuals in doubled precision: of each row e, its upper bits and what e has beyond them, into `e`; all sums but those
 * with x into `others`. At `line` stand slopes, heads and rests, so many pairs each, then the constant.
 */
export function doubledResiduals(
  x: usize,
  y: usize,
  rows: i32,
  p: usize,
  line: usize,
  e: usize,
  others: usize,
): void {
  const pairs = (p + 1) >> 1;
  const end = pairs * 16;
  const whole = (p >> 1) * 16;
  const heads = line + end;
  const rests = heads + end;
  const constantHigh = load<f64>(rests + end);
  const constantLow = load<f64>(rests + end, 8);
  let squares: f64 = 0;
  let steps: f64 = 0;
  let sumHigh: f64 = 0;
  let sumLow: f64 = 0;
  let last = load<f64>(others, 16);
  for (let i = 0; i < rows; i++) {
    const response = load<f64>(y);
    const first = response + constantHigh;
    let part = first - response;
    const firstLow = response - (first - part) + (constantHigh - part) + constantLow;
    let high = f64x2.replace_lane(f64x2.splat(0), 0, first);
    let low = f64x2.replace_lane(f64x2.splat(0), 0, firstLow);
    for (let k: usize = 0; k < end; k += 16) {
      const value = k < whole ? v128.load(x + k) : v128.load64_zero(x + k);
      const top = topBits(value);
      const product = f64x2.mul(top, v128.load(heads + k));
      const sum = f64x2.add(high, product);
      const rest = f64x2.add(
        f64x2.mul(top, v128.load(rests + k)),
        f64x2.mul(f64x2.sub(value, top), v128.load(line + k)),
      );
      low = f64x2.add(low, f64x2.add(lost(high, product, sum), rest));
      high = sum;
    }
    // Even and odd terms together.
    const even = f64x2.extract_lane(high, 0);
    const odd = f64x2.extract_lane(high, 1);
    const sum = even + odd;
    part = sum - even;
    let rest =
      f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1) + (even - (sum - part) + (odd - part));
    const residual = sum + rest;
    rest -= residual - sum;
    const top = f64x2.extract_lane(topBits(f64x2.splat(residual)), 0);
    store<f64>(e, residual);
    store<f64>(e, top, 8);
    store<f64>(e, residual - top + rest, 16);
    squares += residual * residual;
    const step = residual - last;
    steps += step * step;
    last = residual;
    const before = sumHigh;
    sumHigh = before + residual;
    part = sumHigh - before;
    sumLow += before - (sumHigh - part) + (residual - part) + rest;
    x += p * 8;
    y += 8;
    e += 24;
  }
  store<f64>(others, squares);
  store<f64>(others, steps, 8);
  store<f64>(others, last, 16);
  store<f64>(others, sumHigh, 24);
  store<f64>(others, sumLow, 32);
}

@inline
function doubledTile(width: i32, x: usize, rows: i32, stride: usize, e: usize, out: usize, low: usize): void {
  const zero = f64x2.splat(0);
  let high0 = zero;
  let low0 = zero;
  let high1 = zero;
  let low1 = zero;
  for (let i = 0; i < rows; i++) {
    const residual = v128.load_splat<f64>(e);
    const top = v128.load_splat<f64>(e, 8);
    const rest = v128.load_splat<f64>(e, 16);
    const value = v128.load(x);
    const head = topBits(value);
    const product = f64x2.mul(head, top);
    const sum = f64x2.add(high0, product);
    const more = f64x2.add(f64x2.mul(head, rest), f64x2.mul(f64x2.sub(value, head), residual));
    low0 = f64x2.add(low0, f64x2.add(lost(high0, product, sum), more));
    high0 = sum;
    if (width > 1) {
      const value = v128.load(x, 16);
      const head = topBits(value);
      const product = f64x2.mul(head, top);
      const sum = f64x2.add(high1, product);
      const more = f64x2.add(f64x2.mul(head, rest), f64x2.mul(f64x2.sub(value, head), residual));
      low1 = f64x2.add(low1, f64x2.add(lost(high1, product, sum), more));
      high1 = sum;
    }
    x += stride;
    e += 24;
  }
  v128.store(out, high0);
  v128.store(low, low0);
  if (width > 1) {
    v128.store(out, high1, 16);
    v128.store(low, low1, 16);
  }
}

/** Σ e·x in doubled precision: the high parts, then the low ones. Where p is odd, the last pair reaches past its row. */
export function doubledGradient(x: usize, rows: i32, p: usize, e: usize, out: usize): void {
  const pairs = (p + 1) >> 1;
  const low = out + pairs * 16;
  for (let pair: usize = 0; pair < pairs; pair += 2) {
    const at = pair * 16;
    if (pairs - pair > 1) doubledTile(2, x + at, rows, p * 8, e, out + at, low + at);
    else doubledTile(1, x + at, rows, p * 8, e, out + at, low + at);
  }
}

/** Centres rows into `out`, so many pairs each, and makes η of two rows at a time, in the order of the columns. */
export function etas(
  x: usize,
  rows: i32,
  p: usize,
  shift: usize,
  theta: usize,
  out: usize,
  pairs: usize,
  eta: usize,
): void {
  const whole = (p >> 1) * 16;
  const isOdd = (p & 1) == 1;
  const start = load<f64>(theta);
  const slopes = theta + 8;
  for (let i = 0; i < rows; i += 2) {
    const isLast = i + 1 == rows;
    const other = isLast ? x : x + p * 8;
    const to = isLast ? out : out + pairs * 16;
    let sums = f64x2.splat(start);
    for (let k: usize = 0; k < whole; k += 16) {
      const about = v128.load(shift + k);
      const first = f64x2.sub(v128.load(x + k), about);
      const second = f64x2.sub(v128.load(other + k), about);
      v128.store(out + k, first);
      v128.store(to + k, second);
      sums = f64x2.add(sums, f64x2.mul(v128.load_splat<f64>(slopes + k), v128.shuffle<f64>(first, second, 0, 2)));
      sums = f64x2.add(
        sums,
        f64x2.mul(v128.load_splat<f64>(slopes + k, 8), v128.shuffle<f64>(first, second, 1, 3)),
      );
    }
    if (isOdd) {
      const about = load<f64>(shift + whole);
      const first = load<f64>(x + whole) - about;
      const second = load<f64>(other + whole) - about;
      store<f64>(out + whole, first);
      store<f64>(to + whole, second);
      const both = f64x2.replace_lane(f64x2.splat(first), 1, second);
      sums = f64x2.add(sums, f64x2.mul(v128.load_splat<f64>(slopes + whole), both));
    }
    v128.store(eta, sums);
    x += p * 16;
    out += pairs * 32;
    eta += 16;
  }
}

/** Multiplies each centred row by its root, which comes after it. */
export function weigh(rows: usize, count: i32, p: usize, pairs: usize, roots: usize): void {
  const end = ((p + 1) >> 1) * 16;
  for (let i = 0; i < count; i++) {
    const root = v128.load_splat<f64>(roots);
    for (let k: usize = 0; k < end; k += 16) v128.store(rows + k, f64x2.mul(v128.load(rows + k), root));
    store<f64>(rows + p * 8, load<f64>(roots));
    rows += pairs * 16;
    roots += 8;
  }
}
