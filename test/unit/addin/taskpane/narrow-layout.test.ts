import { describe, expect, test } from "@jest/globals";
import { narrowLayout } from "../../../../addin/taskpane/charts/narrow-layout";

const layout = {
  title: { text: "Title" },
  annotations: [{ text: "Keep up the good work", font: { color: "red" } }],
};
const top = (width: number, entries: number, more: object = {}) =>
  (narrowLayout({ ...layout, ...more }, width, entries) as { margin: { t: number } }).margin.t;

describe("the layout of a chart in the pane", () => {
  test("has room above the drawing for the title and every line of the legend", () => {
    // One name needs no legend; two stand in one line, five in three lines of two.
    expect([top(350, 1), top(350, 2), top(350, 5), top(760, 5)]).toEqual([40, 60, 100, 60]);
    expect(top(350, 2, { showlegend: false })).toBe(40);
    expect(top(100, 3)).toBe(100);
  });

  test("breaks long words beside the marks where it is narrow, and only there", () => {
    const words = (width: number) =>
      (narrowLayout(layout, width, 1) as { annotations: { text: string; font: object }[] }).annotations[0];
    expect(words(350)).toEqual({ text: "Keep up the<br>good work", font: { color: "red", size: 10 } });
    expect(words(760)).toEqual(layout.annotations[0]);
  });
});
