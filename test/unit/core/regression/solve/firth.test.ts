import { expect, test } from "@jest/globals";
import { maximisePenalised, penalisedAt, profileBound } from "../../../../../core/regression/solve/firth";
import type { OutcomeRows } from "../../../../../core/regression/solve/newton";

// A 2×2 table, for which Firth's penalty is half a customer more in every cell: all in closed form.
function table(yes: number, no: number, otherYes: number, otherNo: number): OutcomeRows {
  const y = [yes, no, otherYes, otherNo].flatMap((count, k) => new Array<number>(count).fill(1 - (k % 2)));
  const high = Float64Array.from(y, (_, i) => Number(i >= yes + no));
  return { rows: y.length, columns: 1, high, shift: Float64Array.of(0), y: Uint8Array.from(y) };
}

const start = (rows: OutcomeRows) => penalisedAt(rows, new Float64Array(2));

test("a table of two by two with an empty cell", () => {
  const rows = table(0, 5, 4, 3);
  const top = maximisePenalised(rows, start(rows))!;
  expect(top.theta[0]).toBeCloseTo(Math.log(0.5 / 5.5), 12);
  expect(top.theta[1]).toBeCloseTo(Math.log(4.5 / 3.5) - Math.log(0.5 / 5.5), 12);
  // |information| of the table is the product of n π(1 − π) of the two columns.
  const [p, q] = [0.5 / 6, 4.5 / 8];
  const likelihood = 5 * Math.log(1 - p) + 4 * Math.log(q) + 3 * Math.log(1 - q);
  expect(top.logLikelihood).toBeCloseTo(likelihood, 12);
  const information = 5 * p * (1 - p) * 7 * q * (1 - q);
  expect(top.penalised).toBeCloseTo(likelihood + Math.log(information) / 2, 12);
});

test("held, a form has its value and the rest is at its best: no slope, half a customer in each pooled cell", () => {
  const rows = table(0, 5, 4, 3);
  const top = maximisePenalised(rows, start(rows))!;
  const held = maximisePenalised(rows, top, { form: Float64Array.of(0, 1), value: 0 })!;
  // Without a slope both columns have one π: the penalty counts ln(π(1 − π)), a whole customer in each cell.
  expect(held.theta[1]).toBeCloseTo(0, 12);
  expect(held.theta[0]).toBeCloseTo(Math.log((4 + 1) / (8 + 1)), 7);
});

test("at a bound the penalised profile likelihood has fallen by what was asked", () => {
  const rows = table(0, 5, 4, 3);
  const top = maximisePenalised(rows, start(rows))!;
  const form = Float64Array.of(0, 1);
  for (const side of [-1, 1] as const) {
    const bound = profileBound(rows, top, form, 1.92, side);
    expect(side * (bound - top.theta[1])).toBeGreaterThan(0);
    const there = maximisePenalised(rows, top, { form, value: bound })!;
    expect(top.penalised - there.penalised).toBeCloseTo(1.92, 11);
  }
});
