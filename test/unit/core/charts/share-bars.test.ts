import { expect, test } from "@jest/globals";
import { svgOf } from "@crm-functions/core";
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

test("a tick between whole percents says so", () => {
  const { ticktext } = axisOf([0.08, 0.02]) as unknown as { ticktext: string[] };
  expect(ticktext).toEqual(["0.0%", "2.5%", "5.0%", "7.5%", "10.0%"]);
});

test("in a picture names of many lines stand apart, and the figure of a bar stays inside", () => {
  const names = [
    "Responsiveness and speed of resolving problems afterwards",
    "Price",
    "及时解决问题并持续跟进".repeat(3),
  ];
  const figure = shareBars({ names, shares: [1_234_567, -20, 3], decimals: 0, unit: "Sales" }, "Sales");
  for (const width of [288, 388]) {
    const svg = svgOf(figure, { width, alternative: "Sales" });
    const texts = [
      ...svg.matchAll(/<text x="([\d.]+)" y="([\d.-]+)" text-anchor="(\w+)"[^>]*>([^<]*)</g),
    ].map(([, x, y, anchor, text]) => ({ x: Number(x), y: Number(y), anchor, text }));
    const lines = texts.filter(({ anchor }) => anchor === "end").map(({ y }) => y);
    expect(lines.length).toBeGreaterThan(5);
    expect(Math.min(...lines)).toBeGreaterThan(10);
    lines.slice(1).forEach((y, i) => expect(y - lines[i]).toBeGreaterThanOrEqual(14));
    const longest = texts.find(({ text }) => text === "1,234,567")!;
    // Nine characters of 12 pixels, seven of them digits: Arial takes 6.7 for a digit, 3.3 for a comma.
    expect(longest.x + 7 * 6.7 + 2 * 3.3).toBeLessThanOrEqual(width);
  }
});
