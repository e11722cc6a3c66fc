import { expect, test } from "@jest/globals";
import { calibrationChart, gainsChart, oddsRatioChart } from "@crm-functions/core";

const groups = [
  { customers: 2, predicted: 0.8, observed: 1, lift: 2, captured: 1 },
  { customers: 2, predicted: 0.2, observed: 0, lift: 0, captured: 1 },
];

test("gains: from nothing to all, over the share of customers", () => {
  const { data } = gainsChart(groups);
  expect(data[0].x).toEqual([0, 0.5, 1]);
  expect(data[0].y).toEqual([0, 1, 1]);
});

test("calibration: a point per group", () => {
  const { data } = calibrationChart(groups, { language: "zh-CN" });
  expect(data[0].x).toEqual([0.8, 0.2]);
  expect(data[0].y).toEqual([1, 0]);
});

test("odds ratios stand on a logarithmic axis, with 1 where nothing is told; bounds far out are cut", () => {
  const { data, layout } = oddsRatioChart({
    terms: ["a", "b"],
    coefficients: [2, 1],
    lower: [1.5, 0],
    upper: [3, Infinity],
  });
  expect(data[0].x).toEqual([Math.log(2), 0]);
  const axis = layout.xaxis as { tickvals: number[]; ticktext: string[] };
  expect(axis.tickvals[axis.ticktext.indexOf("1")]).toBe(0);
  expect(axis.ticktext[0]).toBe("0.001");
  expect((data[0].marker as { symbol: string[] }).symbol).toEqual(["circle", "circle-open"]);
});
