import { presentNumber } from "../numbers/present";

/** The numbers as a figure keeps them, each as `presentNumber`. */
export function plotNumbers(values: ArrayLike<number>): (number | null)[] {
  return Array.from(values, presentNumber);
}

/** A number for a label: four significant digits, no exponent for everyday sizes. */
export function shortNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : "–";
}
