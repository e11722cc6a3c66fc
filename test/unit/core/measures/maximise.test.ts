import { expect, test } from "@jest/globals";
import { maximise, type Objective } from "../../../../core/measures/maximise";

const wide = [
  [-14, 14],
  [-14, 14],
] as const;

test("a curved ridge (Rosenbrock's valley, turned over) is followed to its top at (1, 1)", () => {
  const ridge: Objective = (point) => {
    const [x, y] = point;
    const off = y - x * x;
    return {
      point,
      value: -((1 - x) ** 2) - 100 * off ** 2,
      gradient: Float64Array.of(2 * (1 - x) + 400 * x * off, -200 * off),
      hessian: [
        [400 * off - 800 * x * x - 2, 400 * x],
        [400 * x, -200],
      ],
    };
  };
  const top = maximise(ridge, [-1.2, 1], wide, 1)!;
  expect(top.point[0]).toBeCloseTo(1, 9);
  expect(top.point[1]).toBeCloseTo(1, 9);
  expect(top.value).toBeCloseTo(0, 12);
});

test("what rises to a bound rests there; in between a saddle is no maximum", () => {
  const plane: Objective = (point) => ({
    point,
    value: 2 * point[0] - (point[1] - 3) ** 2,
    gradient: Float64Array.of(2, -2 * (point[1] - 3)),
    hessian: [
      [0, 0],
      [0, -2],
    ],
  });
  expect([...maximise(plane, [0, 0], [[-1, 5], wide[0]], 1)!.point]).toEqual([5, 3]);
  expect([...maximise(plane, [0, 0], [wide[0], [0, 2]], 1)!.point]).toEqual([14, 2]);
  expect([...maximise(plane, [0, 0], [[1, 1], wide[0]], 1)!.point]).toEqual([1, 3]);
  const saddle: Objective = (point) => ({
    point,
    value: point[1] ** 2 - point[0] ** 2,
    gradient: Float64Array.of(-2 * point[0], 2 * point[1]),
    hessian: [
      [-2, 0],
      [0, 2],
    ],
  });
  expect(maximise(saddle, [0, 0], wide, 1)).toBeUndefined();
});
