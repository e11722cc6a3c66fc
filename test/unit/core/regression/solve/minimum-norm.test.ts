import { expect, test } from "@jest/globals";
import { minimumNorm } from "../../../../../core/regression/solve/minimum-norm";

const numbers = (found: readonly (readonly [number, number])[]): number[] => found.map(([high]) => high);

test("a copy shares its coefficient evenly", () => {
  const dependent = [{ column: 1, on: Float64Array.of(1) }];
  expect(
    numbers(
      minimumNorm(
        [
          [6, 0],
          [0, 0],
        ],
        [0],
        dependent,
        Float64Array.of(1, 1),
      ),
    ),
  ).toEqual([3, 3]);
});

test("x₃ = x₁ + 2x₂, by hand: β − t(1, 2, −1) with the shortest at t = (β₁ + 2β₂)/6", () => {
  const dependent = [{ column: 2, on: Float64Array.of(1, 2) }];
  const found = minimumNorm(
    [
      [4, 0],
      [10, 0],
      [0, 0],
    ],
    [0, 1],
    dependent,
    Float64Array.of(1, 1, 1),
  );
  numbers(found).forEach((value, j) => expect(value).toBeCloseTo([4 - 4, 10 - 8, 4][j], 14));
});

test("nothing dependent: as given", () => {
  expect(minimumNorm([[5, 1e-20]], [0], [], Float64Array.of(1))).toEqual([[5, 1e-20]]);
});
