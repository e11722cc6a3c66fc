import { describe, expect, test } from "@jest/globals";
import { readResiduals, type Estimate } from "../../../../../core/regression/compress/residuals";

const blockOf = (x: number[], y: number[]) => ({
  rows: x.length,
  x: Float64Array.from(x),
  y: Float64Array.from(y),
});

/** 5 + slope · (x − 3), about the means of the rows. */
const about = (slope: number): Estimate => ({
  shift: Float64Array.of(3, 5),
  order: [0],
  w: Float64Array.of(1, 0, 0, 1),
  high: Float64Array.of(0, slope),
  low: new Float64Array(2),
});

// x = 1, 2, 4, 5 and y = 2, 6, 3, 9, by hand.
describe.each([
  ["plain doubles", false],
  ["doubled precision", true],
])("in %s", (_, isDoubled) => {
  const read = (x: number[], y: number[], slope: number) =>
    readResiduals(blockOf(x, y), about(slope), isDoubled);
  /** Σ e (x − 3), whatever the shift that the sums were made about. */
  const gradient = ({ high, low }: ReturnType<typeof read>): number =>
    high[0] + low[0] - (isDoubled ? 3 * (high[1] + low[1]) : 0);

  test("of the least squares: e = −.8, 2.1, −3.1, 1.8, upright on x and on the ones", () => {
    const found = read([1, 2, 4, 5], [2, 6, 3, 9], 1.1);
    expect(found.rows).toBe(4);
    expect(found.squares).toBeCloseTo(17.9, 13);
    expect(found.steps).toBeCloseTo(59.46, 13);
    expect([found.first, found.last].map((e) => Number(e.toFixed(14)))).toEqual([-0.8, 1.8]);
    expect(gradient(found)).toBeCloseTo(0, 13);
    expect(found.high[1]).toBeCloseTo(0, 13);
  });

  test("of a slope of 1: Σ e (x − 3) = 11 − 10, Σ e² = 18", () => {
    const found = read([1, 2, 4, 5], [2, 6, 3, 9], 1);
    expect(gradient(found)).toBeCloseTo(1, 13);
    expect(found.squares).toBeCloseTo(18, 13);
  });

  test("a row with a blank is passed over; without rows there is no residual", () => {
    const found = read([NaN, 1, 2, 3, 4, 5], [1, 2, 6, NaN, 3, 9], 1);
    expect([found.rows, found.squares, found.steps]).toEqual([
      4,
      18,
      read([1, 2, 4, 5], [2, 6, 3, 9], 1).steps,
    ]);
    expect(read([NaN], [1], 1)).toMatchObject({ rows: 0, squares: 0, first: NaN });
  });
});

test("in doubled precision a gradient of 0 between rows of 1e9 is 0 to the last digit", () => {
  const far = blockOf([1e9 + 1, 1e9 - 1, 1e9], [0.1, 0.1, 0.1]);
  const estimate = { ...about(0), shift: Float64Array.of(1e9, 0.1) };
  const { high, low } = readResiduals(far, estimate, true);
  expect([high[0] + low[0], high[1] + low[1]]).toEqual([0, 0]);
});
