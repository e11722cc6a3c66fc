import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  coefficientChart,
  cohortHeatMap,
  histogram,
  histogramEdges,
  importancePerformanceChart,
  needAgainstExpectationChart,
  plotText,
  probabilityAliveChart,
  purchaseTrackingChart,
  rfmMap,
  scoreDistributionChart,
  serviceAndMarketingChart,
  type ChartOptions,
  type Figure,
} from "@crm-functions/core";

const hostile = '<b onclick="x">&%{y}</b>';

/** Every chart with awkward data: missing numbers and names that look like markup. */
const charts: Readonly<Record<string, (options?: ChartOptions) => Figure>> = {
  scoreDistributionChart: (options) =>
    scoreDistributionChart(
      [
        { name: hostile, scores: [1, 2, NaN, 4] },
        { name: "E", scores: [] },
      ],
      options,
    ),
  needAgainstExpectationChart: (options) =>
    needAgainstExpectationChart({ criteria: [hostile, "b"], need: [1, NaN], expectation: [2, 3] }, options),
  importancePerformanceChart: (options) =>
    importancePerformanceChart(
      { attributes: [hostile, "b"], importance: [0.2, NaN], performance: [3, 4] },
      options,
    ),
  coefficientChart: (options) =>
    coefficientChart(
      { terms: [hostile, "b"], coefficients: [1, 2], lower: [0.5, NaN], upper: [2, NaN] },
      options,
    ),
  serviceAndMarketingChart: (options) =>
    serviceAndMarketingChart(
      { periods: ["2026-01", hostile], service: [1, NaN], marketing: [2, 3] },
      options,
    ),
  cohortHeatMap: (options) =>
    cohortHeatMap({ cohorts: [hostile, "b"], sizes: [3, 2], shares: [[1, 0.5], [1]] }, options),
  rfmMap: (options) =>
    rfmMap({ recency: [5, 1], frequency: [5, 1], monetary: [10, NaN], segments: [hostile, "Lost"] }, options),
  probabilityAliveChart: (options) =>
    probabilityAliveChart({ frequency: [0, 3], recency: [0, 9], alive: [NaN, 0.9] }, options),
  purchaseTrackingChart: (options) =>
    purchaseTrackingChart({ time: [1, 2], expected: [1, 3], actual: [2, NaN], calibrationEnd: 1 }, options),
};

describe.each(Object.entries(charts))("%s", (_, chart) => {
  test("is plain data: JSON gives it back unchanged, a missing number is null", () => {
    const figure = chart();
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure);
    expect(figure.data.length).toBeGreaterThan(0);
  });

  test("names of users cannot be markup or templates", () => {
    const text = JSON.stringify(chart({ title: hostile }));
    expect(text).not.toContain("<b onclick");
    expect(text).not.toContain("%{y}</b>");
  });

  test("has a title in both languages, one of one's own, or none", () => {
    const english = chart().layout.title?.text;
    const chinese = chart({ language: "zh-CN" }).layout.title?.text;
    expect(english).toMatch(/^[A-Z]/);
    expect(chinese).toMatch(/\p{Script=Han}/u);
    expect(chart({ title: "Mine" }).layout.title?.text).toBe("Mine");
    expect(chart({ title: "" }).layout.title).toBeUndefined();
  });

  test("takes the colours of each theme", () => {
    const texts = (["light", "dark", "highContrast"] as const).map((theme) =>
      JSON.stringify(chart({ theme }).layout["font"]),
    );
    expect(new Set(texts).size).toBe(3);
  });
});

describe("the bars of a histogram", () => {
  test("1, 2, 3, 4 fall into four bars of one", () => {
    const edges = histogramEdges([1, 2, 3, 4]);
    expect(edges).toEqual([1, 2, 3, 4, 5]);
    expect(histogram([1, 2, 3, 4], edges).counts).toEqual([1, 1, 1, 1]);
  });

  test("one value, equal values, no values", () => {
    expect(histogram([7], histogramEdges([7])).counts.reduce((a, b) => a + b, 0)).toBe(1);
    expect(histogram([0, 0], histogramEdges([0, 0])).counts.reduce((a, b) => a + b, 0)).toBe(2);
    expect(histogramEdges([NaN])).toEqual([]);
  });

  test("values that differ in their last digit only share a bar, and end", () => {
    for (const low of [0.1 + 0.2, 4.2, 1e9, 1e300]) {
      const high = low * (1 + Number.EPSILON);
      const edges = histogramEdges([low, high, low]);
      expect(edges.length).toBeLessThan(5);
      expect(Math.max(...histogram([low, high, low], edges).counts)).toBe(3);
    }
  });

  test("every finite value is counted once, whatever the values, in a few ascending bars", () => {
    const anywhere = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 });
    const together = fc
      .tuple(anywhere, fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1 }))
      .map(([middle, steps]) => steps.map((step) => middle * (1 + step * Number.EPSILON)));
    const scores = fc.oneof(fc.array(anywhere, { minLength: 1, maxLength: 200 }), together);
    fc.assert(
      fc.property(scores, (values) => {
        const edges = histogramEdges(values);
        const { counts } = histogram(values, edges);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(values.length);
        expect(edges.length).toBeLessThan(30);
        for (let k = 1; k < edges.length; k++) expect(edges[k]).toBeGreaterThan(edges[k - 1]);
      }),
      { numRuns: 1000 },
    );
  });
});

test("up to two series are bars with their means in words, more are outlines over the same counts", () => {
  const scores = [1, 2, 2, 3, 4, NaN];
  const of = (count: number) =>
    scoreDistributionChart(Array.from({ length: count }, (_, i) => ({ name: `Series ${i + 1}`, scores })));
  const [bars, outlines] = [of(2), of(3)];
  expect(bars.data.map((trace) => trace.type)).toEqual(["bar", "bar"]);
  expect(bars.layout["annotations"]).toHaveLength(2);
  expect(bars.data[0].y).toEqual([1, 2, 1, 1]);
  expect(outlines.data.map((trace) => trace.type)).toEqual(["scatter", "scatter", "scatter"]);
  expect(outlines.layout["annotations"]).toEqual([]);
  expect(outlines.layout["shapes"]).toHaveLength(3);
  expect(outlines.data[0].x).toEqual([1, 1, 2, 3, 4, 5]);
  expect(outlines.data[0].y).toEqual([0, 1, 2, 1, 1, 0]);
  expect(outlines.data[0]["customdata"]).toEqual(["1 – 2", "1 – 2", "2 – 3", "3 – 4", "4 – 5", "4 – 5"]);
});

test("the cohort heat map leaves the future blank and names the sizes", () => {
  const figure = cohortHeatMap({ cohorts: ["1997-01", "1997-02"], sizes: [3, 2], shares: [[1, 0.5], [1]] });
  expect(figure.data[0].z).toEqual([
    [1, 0.5],
    [1, null],
  ]);
  expect(figure.data[0].y).toEqual(["1997-01 (3)", "1997-02 (2)"]);
});

test("the RFM map counts customers by recency across and frequency up", () => {
  const figure = rfmMap({ recency: [5, 5, 1], frequency: [1, 1, 4], monetary: [1, 1, 1] });
  expect(figure.data[0].z?.[0]).toEqual([0, 0, 0, 0, 2]);
  expect(figure.data[0].z?.[3]).toEqual([1, 0, 0, 0, 0]);
});

test("a coefficient without an interval has a point and no whiskers", () => {
  const bars = coefficientChart({ terms: ["a", "b"], coefficients: [1, 2], lower: [0, NaN], upper: [3, NaN] })
    .data[0]["error_x"];
  expect(bars).toMatchObject({ array: [2, 0], arrayminus: [1, 0] });
});

test("names on the importance map stand towards the middle, away from those of the quadrants", () => {
  const figure = importancePerformanceChart({
    attributes: ["a", "b", "c"],
    importance: [0.5, 0.1, NaN],
    performance: [7, 2, 3],
  });
  expect(figure.data[0].textposition).toEqual(["bottom center", "top center", "top center"]);
});

test("plotText leaves plain text alone", () => {
  expect(plotText("Price (CNY) 价格 100%")).toBe("Price (CNY) 价格 100%");
});
