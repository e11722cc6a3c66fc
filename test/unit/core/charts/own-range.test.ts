import { describe, expect, test } from "@jest/globals";
import {
  countsOfRange,
  drawableRange,
  kindsOfRange,
  rangeChart,
  svgOf,
  type CellValue,
  type RangeChoice,
} from "@crm-functions/core";

const sales: CellValue[][] = [
  ["Region", "Sales", "Target", "Note"],
  ["North", 12.5, 10, "x"],
  ["South", -3, 4, null],
  ["West", null, 7, "n/a"],
  [null, null, null, null],
];
const draw = (cells: CellValue[][], choice: RangeChoice) => rangeChart(drawableRange(cells)!, choice);

describe("a range of one's own", () => {
  test("names its columns in its first row: texts name the rows, columns of nothing but numbers are drawn", () => {
    const range = drawableRange(sales)!;
    expect(range).toMatchObject({
      headers: ["Region", "Sales", "Target", "Note"],
      numbers: [1, 2],
      names: 0,
    });
    expect(range.rows).toHaveLength(3);
    expect(kindsOfRange(range, 0)).toEqual(["bars", "sides", "line", "histogram"]);
    expect(countsOfRange(range, { kind: "sides", names: 0, numbers: [1, 2] })).toEqual({ n: 2, leftOut: 1 });
  });

  test("leaves out cells without a number: blanks, words for none, errors of formulas", () => {
    const scores: CellValue[][] = [
      ["Name", "Score"],
      ["Ann", 5.5],
      ["Ben", { error: "#N/A" }],
      ["Cem", "n/a"],
      ["Dee", null],
      ["Eve", 4],
    ];
    expect(drawableRange(scores)).toMatchObject({ numbers: [1], names: 0 });
    const choice: RangeChoice = { kind: "bars", names: 0, numbers: [1] };
    expect(countsOfRange(drawableRange(scores)!, choice)).toEqual({ n: 2, leftOut: 3 });
    expect(draw(scores, choice).data[0]["x"]).toEqual([5.5, null, null, null, 4]);
  });

  test.each([
    ["no header", [[1, 2], [3, 4]]], // prettier-ignore
    ["no numbers", [["Name", "Note"], ["Ann", "x"]]], // prettier-ignore
    ["numbers among texts", [["Name", "Score"], ["Ann", 3], ["Ben", "three"]]], // prettier-ignore
    ["a header alone", [["Name", "Score"]]],
    ["nothing", []],
  ] as [string, CellValue[][]][])("is nothing to draw with %s", (_, cells) => {
    expect(drawableRange(cells)).toBeUndefined();
  });

  test("bars begin at zero on both sides of it, and say their numbers", () => {
    const { data, layout } = draw(sales, { kind: "bars", names: 0, numbers: [1] });
    expect(data[0]).toMatchObject({ x: [12.5, -3, null], orientation: "h" });
    const { tickvals, range } = layout["xaxis"] as { tickvals: number[]; range: number[] };
    expect(tickvals).toContain(0);
    expect(range[0]).toBeLessThanOrEqual(-3);
    expect(range[1]).toBeGreaterThan(12.5);
    expect((layout["annotations"] as { text: string }[]).map(({ text }) => text)).toEqual(["12.5", "−3.0"]);
    const whole = draw([["A", "B"], ["x", 80], ["y", 90]], { kind: "bars", names: 0, numbers: [1] }); // prettier-ignore
    expect((whole.layout["xaxis"] as { range: number[] }).range[0]).toBe(0);
  });

  test("two columns stand on one axis from zero", () => {
    const { data, layout } = draw(sales, { kind: "sides", names: 0, numbers: [2, 1] });
    expect(data.map(({ name, x }) => [name, x])).toEqual([
      ["Target", [10, 4, 7]],
      ["Sales", [12.5, -3, null]],
    ]);
    expect((layout["xaxis"] as { range: number[] }).range[0]).toBeLessThanOrEqual(-3);
  });

  test("dates and months are proposed as a line; days that are numbers are read as days", () => {
    // 2026-01-01 is day 46,023 of Excel's calendar: =DATE(2026,1,1).
    const byDay = drawableRange([
      ["Day", "Visits"],
      [46_023, 5],
      [46_024, 7],
    ])!;
    expect([byDay.names, byDay.numbers, kindsOfRange(byDay, 0)[0]]).toEqual([0, [1], "line"]);
    const { layout } = rangeChart(byDay, { kind: "line", names: 0, numbers: [1] });
    expect(layout["xaxis"]).toMatchObject({ ticktext: ["2026-01-01", "2026-01-02"] });
    expect((layout["yaxis"] as { range: number[] }).range[0]).toBe(0);
  });

  test("ratings without names, and more rows than names fit, are spread: counted from zero in whole rows", () => {
    const range = drawableRange([["Rating"], [1], [2], [2], [3], [5], [null]])!;
    expect(kindsOfRange(range, range.names)).toEqual(["histogram"]);
    const { data, layout } = rangeChart(range, { kind: "histogram", names: undefined, numbers: [0] });
    expect(data[0].y).toEqual([1, 2, 1, 0, 1]);
    expect(layout["xaxis"]).toMatchObject({ title: { text: "Rating" }, tickvals: [1, 2, 3, 4, 5, 6] });
    expect(layout["yaxis"]).toMatchObject({
      title: { text: "Rows" },
      range: [0, 2],
      ticktext: ["0", "1", "2"],
    });
    const many = drawableRange([
      ["Name", "Rating"],
      ...Array.from({ length: 60 }, (_, i) => [`n${i}`, i % 5]),
    ])!;
    expect(kindsOfRange(many, many.names)).toEqual(["histogram"]);
  });

  test.each(["bars", "sides", "line", "histogram"] as const)(
    "is a picture that holds no markup of it: %s",
    (kind) => {
      const hostile = "<b onclick=1>&";
      const cells = sales.map((row) => row.map((cell) => (typeof cell === "string" ? hostile + cell : cell)));
      const range = drawableRange(cells)!;
      const figure = rangeChart(
        range,
        { kind, names: 0, numbers: kind === "sides" ? [1, 2] : [1] },
        { title: "" },
      );
      const svg = svgOf(figure, { width: 296, alternative: hostile });
      expect(svg).not.toContain("<b");
      expect(svg).not.toMatch(/NaN|Infinity/);
    },
  );
});
