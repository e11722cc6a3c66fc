import { expect, test } from "@jest/globals";
import { driversTable, feedback, feedbackDrivers } from "../../../../../core/regression";
import {
  mostForOrderings,
  ranksOf,
  sharesOfProducts,
  sharesOverOrderings,
} from "../../../../../core/regression/figures/drivers";
import { exactLeastSquares } from "../exact-least-squares";
import { dataOf, dataSets, expectClose, figuresByR } from "../r-figures";

test.each(dataSets)("$name agrees with R", ({ name, less }) => {
  const { y, x } = dataOf(name);
  const wanted = figuresByR(name);
  const found = feedbackDrivers(y, x);
  expect(found.method).toBe("orderings");
  expectClose(found.share, wanted.lmg, 10);
  if (wanted.lmgByOrderings.length > 0) expectClose(found.share, wanted.lmgByOrderings, 10);
  expectClose(found.standardised, wanted.beta, 11 - less);
  expect(found.share.reduce((a, b) => a + b)).toBeCloseTo(found.rSquared, 13);
});

/** LMG from the exact R² of each of the 2ᵖ subsets, in rational arithmetic. */
function exactShares(y: Float64Array, x: number[][]): number[] {
  const p = x[0].length;
  const rSquared = Array.from({ length: 2 ** p }, (_, subset) => {
    const members = Array.from({ length: p }, (_u, j) => j).filter((j) => (subset >> j) & 1);
    return subset === 0
      ? 0
      : exactLeastSquares(
          [...y],
          x.map((row) => members.map((j) => row[j])),
        ).rSquared;
  });
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
  return Array.from({ length: p }, (_, j) =>
    rSquared.reduce((sum, without, subset) => {
      if ((subset >> j) & 1) return sum;
      const s = subset.toString(2).replaceAll("0", "").length;
      const weight = (factorial(s) * factorial(p - 1 - s)) / factorial(p);
      return sum + weight * (rSquared[subset | (1 << j)] - without);
    }, 0),
  );
}

test("drivers of mtcars, by 1,024 subsets in rational arithmetic", () => {
  const { y, x } = dataOf("mtcars");
  expectClose(feedbackDrivers(y, x).share, exactShares(y, x), 13);
});

test.each([1e-2, 1e-4, 1e-7, 1e-10, 1e-13])(
  "drivers that differ by %p only, in rational arithmetic",
  (distance) => {
    const x = Array.from({ length: 30 }, (_, i) => {
      const first = Math.sin(i * i);
      return [first, first + distance * Math.sin(i * i + 0.3 * i), Math.cos(3 * i)];
    });
    const y = Float64Array.from(x, ([u, v, w], i) => u + 2 * v - w + Math.sin(7 * i));
    const { share, rSquared } = feedbackDrivers(y, x);
    expectClose(share, exactShares(y, x), 13);
    expect(share.reduce((a, b) => a + b)).toBeCloseTo(rSquared, 14);
  },
);

// R² of {}, {1}, {2}, {1, 2}: predictor 1 adds .5 alone and .4 after 2, predictor 2 adds .3 alone and .2 after 1.
test("two orderings by hand", () => {
  expectClose(sharesOverOrderings(Float64Array.of(0, 0.5, 0.3, 0.7), 2), [0.45, 0.25], 15);
});

test("ranks: ties share the better one, what has no share has none", () => {
  expect([...ranksOf(Float64Array.of(0.2, 0.5, 0.2, 0.1, NaN))]).toEqual([2, 1, 2, 4, NaN]);
});

// numpy 2: with R = V diag(w) Vᵀ of the predictors, Λ = V diag(√w) Vᵀ and b = Λ⁻¹r, the weights are Λ∘Λ b∘b.
test("of more than 16 predictors Johnson's relative weights", () => {
  expect(mostForOrderings).toBe(16);
  const x = Array.from({ length: 80 }, (_, i) =>
    Array.from({ length: 17 }, (_u, j) => Math.sin(i * (j + 1.3))),
  );
  const result = feedbackDrivers(
    x.map((row, i) => row[0] + row[16] + Math.cos(i)),
    x,
  );
  expect(result.method).toBe("relative weights");
  const some = [result.share[0], result.share[1], result.share[16]];
  expectClose(some, [0.3405660574145522, 1.9379500797173582e-5, 0.30795077235709445], 10);
  expect(result.share.reduce((a, b) => a + b)).toBeCloseTo(0.928627336334857, 13);
});

test("the products alone tell the same shares, and what belongs together is one driver", () => {
  const { y, x } = dataOf("attitude");
  const { fit } = feedback(y, x);
  const alone = x[0].map((_, j) => [j]);
  expectClose(sharesOfProducts(fit.products, alone), [...feedbackDrivers(y, x).share], 11);
  const [both, rest] = sharesOfProducts(fit.products, [
    [0, 1],
    [2, 3, 4, 5],
  ]);
  expect(both + rest).toBeCloseTo(feedback(y, x).rSquared, 13);
});

// By their formulas in 60 digits (Python, mpmath).
test("a category is one driver, without a coefficient of its own", () => {
  const price = Float64Array.of(2, 1, 3, 5, 1, 4, 2, 6, 3);
  const segment = Array.from(price, (_, i) => ["Small", "Enterprise", "Mid"][i % 3]);
  const drivers = feedbackDrivers([7.1, 3.2, 5.5, 8.4, 2.9, 6.6, 4.4, 9.1, 5], [price, segment]);
  expectClose(drivers.share, [0.7950493305144468, 0.09081219168428474], 13);
  expect(drivers.standardised[1]).toBeNaN();
  expect(driversTable(drivers, ["Price", "Segment"]).map(([name, beta]) => [name, typeof beta])).toEqual([
    ["Driver", "string"],
    ["Price", "number"],
    ["Segment", "string"],
  ]);
});

test("a response that never changes has no drivers", () => {
  const { share, rank } = feedbackDrivers([5, 5, 5], [[1], [2], [4]]);
  expect([share[0], rank[0]]).toEqual([NaN, NaN]);
});
