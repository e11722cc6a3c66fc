/**
 * The upper 26 bits of a double's mantissa, the lower 27 cut off. Value and head differ by an exact double, and the
 * product of two heads is exact: a split like Dekker's, at the cost of one operation on bits.
 */
const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
/** Which of the two halves of a double holds the lower bits. */
const lowerHalf = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1;
const kept = 0xf8000000;

/** The bits that are kept, as the bytes of a pair of doubles in WebAssembly's order (little end first). */
export const topBitsOfPair: readonly number[] = [0, 8].flatMap(() => [0, 0, 0, 0xf8, 255, 255, 255, 255]);

export function topBits(of: number): number {
  value[0] = of;
  words[lowerHalf] &= kept;
  return value[0];
}

/** Cuts all numbers of an array down to their upper bits. */
export function keepTopBits(numbers: Float64Array): void {
  const halves = new Int32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length);
  for (let i = lowerHalf; i < halves.length; i += 2) halves[i] &= kept;
}
