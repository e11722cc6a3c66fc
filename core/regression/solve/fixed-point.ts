/**
 * Fixed-point numbers for the small problem: a BigInt v stands for v · 2⁻³²⁰. Columns are scaled to a length near 1, so
 * 320 binary places hold the cross products of columns with a condition number of 1e16 (its square takes 32 digits)
 * with 200 bits to spare.
 */
export const places = 320;

const unit = 2 ** -places;
const shift = BigInt(places);

/** The fixed-point number nearest to a double of moderate size; 0 if it is below the last place. */
export function fixedOf(value: number): bigint {
  if (Math.abs(value) < unit / 2) return 0n;
  const up = 52 - Math.floor(Math.log2(Math.abs(value)));
  return shifted(BigInt(Math.round(value * 2 ** up)), places - up);
}

/** v · 2^bits; bits below the last place are cut off. */
export function shifted(v: bigint, bits: number): bigint {
  return bits >= 0 ? v << BigInt(bits) : v >> BigInt(-bits);
}

export function multiplyFixed(a: bigint, b: bigint): bigint {
  return (a * b) >> shift;
}

export function divideFixed(a: bigint, b: bigint): bigint {
  return (a << shift) / b;
}

/** The double nearest to v. */
export function numberOf(v: bigint): number {
  return Number(v) * unit;
}

/** v as a double and the double nearest to the remainder. */
export function doubledOf(v: bigint): [high: number, low: number] {
  const high = Number(v);
  return [high * unit, Number(v - BigInt(high)) * unit];
}
