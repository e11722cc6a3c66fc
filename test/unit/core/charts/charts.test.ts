import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  coefficientChart,
  expectedAndReceivedChart,
  monthText,
  overTimeChart,
  scoreSpreadChart,
  svgOf,
  tenthsOf,
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

test("a series is bars with its mean in words", () => {
  const figure = scoreDistributionChart([{ name: "P", scores: [1, 2, 2, 3, 4, NaN] }]);
  expect(figure.data.map((trace) => trace.type)).toEqual(["bar"]);
  expect(figure.layout["annotations"]).toHaveLength(1);
  expect(figure.data[0].y).toEqual([1, 2, 1, 1]);
});

test("shares of the scale are counted by tenths, what lies on a border in the tenth it begins", () => {
  expect(tenthsOf([0, 0.05, 0.1, 0.3 - 1e-15, 0.95, 1, NaN])).toEqual([2, 1, 0, 1, 0, 0, 0, 0, 0, 2]);
});

test("small multiples share their axes, and say mean and n of each", () => {
  const { data, layout } = scoreSpreadChart([
    { name: "Need", shares: [0.2, 0.4, NaN] },
    { name: "Service", shares: [0.5, 0.5, 0.5] },
  ]);
  expect(data.map(({ xaxis }) => xaxis)).toEqual(["x", "x2"]);
  expect(layout["yaxis2"]).toMatchObject({ range: (layout["yaxis"] as { range: unknown }).range });
  expect((layout["annotations"] as { text: string }[]).map(({ text }) => text)).toEqual([
    "Need<br>mean 30%, n 2",
    "Service<br>mean 50%, n 3",
  ]);
});

test("axes show the whole scale, counts begin at zero", () => {
  const range = { minimum: 1, maximum: 10 };
  const map = importancePerformanceChart({
    attributes: ["a", "b"],
    importance: [0.5, 0.1],
    performance: [6.8, 7.1],
    range,
  });
  expect(map.layout["xaxis"]).toMatchObject({ range: [1, 10], ticktext: ["1", "4", "7", "10"] });
  expect((map.layout["yaxis"] as { range: number[] }).range[0]).toBe(0);
  const sides = expectedAndReceivedChart({ criteria: ["a"], first: [7], second: [6], range, marked: [0] });
  expect(sides.layout["xaxis"]).toMatchObject({ range: [1, 10] });
  expect((sides.layout["annotations"] as { text: string }[])[0].text).toBe("−1.0");
});

test("no axis says -0.000, and months have one spelling", () => {
  const figure = coefficientChart({ terms: ["a"], coefficients: [-1e-9], lower: [-0.01], upper: [0.01] });
  expect(JSON.stringify(figure.layout["xaxis"])).not.toMatch(/[-−]0\.?0*"/);
  expect(["2026-09", "2026-01"].map((month) => monthText(month))).toEqual(["Sep 2026", "Jan 2026"]);
  expect(monthText("2026-09", "zh-CN")).toBe("2026年9月");
});

describe("pictures without plotly", () => {
  const draw = (figure: Figure, width = 296) =>
    svgOf(figure, { width, theme: "page", alternative: `About ${hostile}` });

  test.each(Object.entries(charts).filter(([name]) => /need|importance|coefficient|service/.test(name)))(
    "%s is SVG in which no text is markup",
    (_, chart) => {
      const svg = draw(chart({ title: "" }));
      expect(svg).toMatch(/^<svg.*<\/svg>$/s);
      expect(svg).not.toMatch(/<b onclick|NaN|undefined/);
    },
  );

  test("names of points stand apart", () => {
    const svg = draw(
      importancePerformanceChart({
        attributes: ["Advice", "Price", "Innovation", "Delivery"],
        importance: [0.1, 0.1, 0.1, 0.5],
        performance: [6.5, 6.51, 6.52, 5],
        range: { minimum: 1, maximum: 10 },
      }),
    );
    const places = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>(Advice|Price|Innovation)</g)].map(
      ([, x, y]) => [Number(x), Number(y)],
    );
    expect(places).toHaveLength(3);
    for (const [i, a] of places.entries()) {
      for (const b of places.slice(i + 1)) {
        expect(Math.abs(a[1] - b[1]) >= 12 || Math.abs(a[0] - b[0]) >= 40).toBe(true);
      }
    }
  });

  test("ticks of many months are thinned to what fits", () => {
    const periods = Array.from(
      { length: 24 },
      (_, i) => `20${24 + Math.floor(i / 12)}-${String(1 + (i % 12)).padStart(2, "0")}`,
    );
    const svg = draw(overTimeChart(periods, [{ name: "s", values: periods.map(() => 5) }]));
    const shown = [...svg.matchAll(/>(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)</g)].length;
    expect(shown).toBeGreaterThan(3);
    expect(shown).toBeLessThan(13);
  });
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
