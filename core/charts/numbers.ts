import { presentNumber } from "../numbers/present";

/** Numbers for a figure, each by `presentNumber`. */
export function plotNumbers(values: ArrayLike<number>): (number | null)[] {
  return Array.from(values, presentNumber);
}

/** A number for a label: four significant digits, and no exponent at everyday magnitudes. */
export function shortNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : "–";
}
