import { expect, test } from "@jest/globals";
import { feedback } from "../../../../core/regression";

const p = 3;
const rows = 70000;
const x = Float64Array.from(
  { length: rows * p },
  (_, i) => Math.sin(i * 1.7) * (1 + (i % p)) + Math.sqrt(i % 97),
);
const y = Float64Array.from(
  { length: rows },
  (_, i) => 20 + x[i * p] + 2 * x[i * p + 1] - 3 * x[i * p + 2] + Math.cos(i * 12.9),
);
y[20000] = NaN;
x[50 * p] = NaN;

test("an infinite number is named by its row among all rows", () => {
  const spoilt = Float64Array.from(x);
  spoilt[65000 * p + 1] = Infinity;
  const message = "Row 65001 holds a number too large to calculate with.";
  expect(() => feedback(y, { data: spoilt, columns: p })).toThrow(message);
  const columns = [0, 1, 2].map((j) => Float64Array.from({ length: rows }, (_, i) => spoilt[i * p + j]));
  expect(() => feedback(y, columns)).toThrow(message);
});

test("rows that begin unlike the rest keep their digits", () => {
  // The first rows lie a million of the others' scatters away from them.
  const shifted = Float64Array.from({ length: rows }, (_, i) => (i < 300 ? 1e6 : 0) + Math.sin(i * 3.3));
  const response = Float64Array.from(shifted, (value, i) => 3 + 2 * value + Math.cos(i * 7.1));
  const other = Float64Array.from({ length: rows }, (_, i) => Math.sin(i * i * 0.1));
  const third = Float64Array.from({ length: rows }, (_, i) => Math.cos(i * i * 0.7));
  const forwards = feedback(response, [shifted, other, third]);
  const backwards = feedback(response.slice().reverse(), [
    shifted.slice().reverse(),
    other.slice().reverse(),
    third.slice().reverse(),
  ]);
  for (let j = 0; j < 4; j++) {
    expect(Math.abs(forwards.coefficients[j] / backwards.coefficients[j] - 1)).toBeLessThan(1e-13);
    expect(Math.abs(forwards.standardErrors[j] / backwards.standardErrors[j] - 1)).toBeLessThan(1e-13);
  }
});
