import { expect, test } from "@jest/globals";
import { shareBars } from "../../../../core/charts/share-bars";

const axisOf = (shares: number[], upper?: number[]) => {
  const bounds = upper === undefined ? {} : { lower: shares.map((share) => share / 2), upper };
  const names = shares.map((_, i) => `C${i}`);
  const { layout } = shareBars({ names, shares, unit: "Share of R²", ...bounds }, "Drivers");
  return layout.xaxis as { range: number[]; tickvals: number[] };
};

test("no tick stands beyond the whole, and the longest bar leaves room for its figure", () => {
  const { range, tickvals } = axisOf([0.8, 0.08, 0.02], [0.9, 0.2, 0.1]);
  expect(Math.max(...tickvals)).toBe(1);
  expect(range[1]).toBeGreaterThan(0.9 * 1.1);
});

test("small shares have an axis of their own size", () => {
  const { range, tickvals } = axisOf([0.04, 0.01]);
  expect(range[0]).toBe(0);
  expect(range[1]).toBeLessThan(0.1);
  expect(tickvals.length).toBeGreaterThan(2);
});
