import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  fixedAxis,
  heightOfNames,
  namesAxis,
  percentTicks,
  roundTicks,
  scaleTicks,
} from "../../../../core/charts/ticks";

test.each([
  [0, 23, 3, [0, 10, 20, 30]],
  [0, 1, 4, [0, 0.25, 0.5, 0.75, 1]],
  [-0.3, 0.3, 4, [-0.4, -0.2, 0, 0.2, 0.4]],
  [7, 7, 4, [6, 8]],
  [0, 0, 4, [0, 0.25]],
])("from %p to %p, about %p: %j", (low, high, wanted, ticks) =>
  expect(roundTicks(low, high, wanted)).toEqual(ticks),
);

test("ticks hold both ends, are as many as asked or few more, and stand evenly", () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      number,
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.integer({ min: 2, max: 8 }),
      (low, span, wanted) => {
        const ticks = roundTicks(low, low + span, wanted);
        const step = ticks[1] - ticks[0];
        const near = 1e-6 * step;
        expect(ticks[0]).toBeLessThanOrEqual(low + near);
        expect(ticks.at(-1)!).toBeGreaterThanOrEqual(low + span - near);
        expect(ticks.length).toBeLessThanOrEqual(wanted + 2);
        ticks.forEach((tick, k) =>
          expect(Math.abs(tick - ticks[0] - k * step)).toBeLessThan(1e-6 * step + 1e-6),
        );
      },
    ),
  );
});

test.each([
  [1, 10, [1, 4, 7, 10]],
  [1, 5, [1, 2, 3, 4, 5]],
  [1, 7, [1, 3, 5, 7]],
  [0, 10, [0, 2, 4, 6, 8, 10]],
  [0, 100, [0, 25, 50, 75, 100]],
  [0, 1, [0, 1]],
])("the scale from %p to %p", (minimum, maximum, ticks) =>
  expect(scaleTicks({ minimum, maximum })).toEqual(ticks),
);

test("an axis says its ends and its ticks, with as many decimals as they have", () => {
  expect(fixedAxis([0, 10, 20], { title: "n" })).toMatchObject({
    range: [0, 20],
    ticktext: ["0", "10", "20"],
    title: "n",
  });
  expect(fixedAxis([0, 0.5])["ticktext"]).toEqual(["0.0", "0.5"]);
  expect(fixedAxis([0, 0.25])["ticktext"]).toEqual(["0.00", "0.25"]);
  expect([percentTicks([0, 0.1]), percentTicks([0, 0.125])]).toEqual([
    ["0%", "10%"],
    ["0.0%", "12.5%"],
  ]);
});

test("names stand one below the other", () => {
  expect(namesAxis(["a", "b"])).toMatchObject({ range: [1.5, -0.5], tickvals: [0, 1], ticktext: ["a", "b"] });
  expect(heightOfNames(3)).toBe(148);
});
