import { expect, test } from "@jest/globals";
import { maximise, type Objective } from "../../../../core/measures/maximise";

test("a curved ridge (Rosenbrock's valley, turned over) is followed to its top at (1, 1)", () => {
  const ridge: Objective = ([x, y], gradient) => {
    gradient[0] = 2 * (1 - x) + 400 * x * (y - x * x);
    gradient[1] = -200 * (y - x * x);
    return -((1 - x) ** 2) - 100 * (y - x * x) ** 2;
  };
  const top = maximise(ridge, [[-1.2, 1]], 1)!;
  expect(top.point[0]).toBeCloseTo(1, 9);
  expect(top.point[1]).toBeCloseTo(1, 9);
  expect(top.value).toBeCloseTo(0, 12);
});

test("what rises for ever, and a saddle, have none", () => {
  const slope: Objective = ([x], gradient) => {
    gradient[0] = 1 / (1 + Math.exp(x));
    return -Math.log1p(Math.exp(-x));
  };
  expect(maximise(slope, [[0], [2]], 1)).toBeUndefined();
  const saddle: Objective = ([x, y], gradient) => {
    gradient.set([-2 * x, 2 * y]);
    return y * y - x * x;
  };
  expect(maximise(saddle, [[0, 0]], 1)).toBeUndefined();
});

test("where one start runs away the next is tried", () => {
  const hill: Objective = ([x], gradient) => {
    const far = x > 4;
    gradient[0] = far ? 1 : -2 * (x - 1);
    return far ? x - 13 : -((x - 1) ** 2);
  };
  expect(maximise(hill, [[6], [0]], 1)!.point[0]).toBeCloseTo(1, 10);
});

test("a part of the observations leads there, though it ends elsewhere or runs away; what it says twice is tried once", () => {
  const hillAt =
    (summit: number): Objective =>
    ([x], gradient) => {
      gradient[0] = -Math.tanh(x - summit);
      return -Math.log(Math.cosh(x - summit));
    };
  const slope: Objective = ([x], gradient) => {
    gradient[0] = 1 / (1 + Math.exp(x));
    return -Math.log1p(Math.exp(-x));
  };
  for (const objective of [hillAt(1.5), slope])
    expect(maximise(hillAt(1), [[4]], 1, { objective, size: 1 })!.point[0]).toBeCloseTo(1, 10);
  let times = 0;
  const counted: Objective = (point, gradient) => {
    times++;
    return slope(point, gradient);
  };
  expect(maximise(counted, [[0]], 1, { objective: hillAt(2), size: 1 })).toBeUndefined();
  const once = times;
  maximise(counted, [[0], [1], [3]], 1, { objective: hillAt(2), size: 1 });
  expect(times).toBe(2 * once);
});
