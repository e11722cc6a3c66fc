import type { SheetChart } from "../workbook";
import { rangeOf } from "./areas";

export interface AddedChart {
  readonly sheet: string;
  readonly name: string;
}

const types = {
  bars: "BarClustered",
  points: "LineMarkers",
  line: "LineMarkers",
  histogram: "Histogram",
} as const;

/** With more values than this, data labels would overlap. */
const mostLabels = 12;

/**
 * Adds charts in two round trips (ExcelApi 1.9). Excel guesses the series from the cells it is given, so they are then
 * set explicitly.
 */
export async function addCharts(
  context: Excel.RequestContext,
  charts: readonly SheetChart[],
): Promise<AddedChart[]> {
  const added = charts.map(({ kind, place, series }) => {
    const { charts: its } = context.workbook.worksheets.getItem(place.sheet);
    const chart = its.add(types[kind], rangeOf(context, series[0].values), "Columns");
    chart.load("name");
    chart.series.load("items/name");
    return chart;
  });
  await context.sync();
  charts.forEach((each, i) => finish(context, added[i], each));
  await context.sync();
  return charts.map(({ place }, i) => ({ sheet: place.sheet, name: added[i].name }));
}

function finish(
  context: Excel.RequestContext,
  chart: Excel.Chart,
  { kind, title, place, names, series, axis }: SheetChart,
): void {
  const cell = (row: number, column: number) =>
    rangeOf(context, { ...place, row, column, rows: 1, columns: 1 });
  chart.setPosition(
    cell(place.row, place.column),
    cell(place.row + place.rows - 1, place.column + place.columns - 1),
  );
  chart.title.text = title;
  chart.legend.visible = series.length > 1;
  if (series.length > 1) chart.legend.position = "Top";
  const made = chart.series.items;
  // The last first, because each is identified by its position.
  for (const more of made.slice(series.length).reverse()) more.delete();
  series.forEach(({ name, values, color }, i) => {
    const its = made[i] ?? chart.series.add(name);
    its.name = name;
    its.setValues(rangeOf(context, values));
    if (names !== undefined) its.setXAxisValues(rangeOf(context, names));
    if (kind === "bars" || kind === "histogram") its.format.fill.setSolidColor(color);
    else {
      if (kind === "points") its.format.line.lineStyle = "None";
      else its.format.line.color = color;
      its.markerStyle = "Circle";
      its.markerSize = 8;
      its.markerBackgroundColor = color;
      its.markerForegroundColor = color;
    }
    if (series.length === 1 && kind !== "histogram")
      its.hasDataLabels = values.rows * values.columns <= mostLabels;
  });
  const { valueAxis, categoryAxis } = chart.axes;
  // A histogram has its own axes, with counts from 0.
  if (kind === "histogram") {
    categoryAxis.title.text = axis.title;
    return;
  }
  valueAxis.title.text = axis.title;
  if (axis.minimum !== undefined) valueAxis.minimum = axis.minimum;
  if (axis.maximum !== undefined) valueAxis.maximum = axis.maximum;
  if (kind !== "bars") return;
  categoryAxis.reversePlotOrder = true;
  // Keeps the value axis at the bottom: it crosses at the last name.
  categoryAxis.position = "Maximum";
}

/** Deletes those of the charts that still exist. */
export async function removeCharts(
  context: Excel.RequestContext,
  added: readonly AddedChart[],
): Promise<void> {
  const sheets = added.map(({ sheet }) => context.workbook.worksheets.getItemOrNullObject(sheet));
  await context.sync();
  const left = added.flatMap(({ name }, i) =>
    sheets[i].isNullObject ? [] : [sheets[i].charts.getItemOrNullObject(name)],
  );
  await context.sync();
  for (const chart of left) if (!chart.isNullObject) chart.delete();
  await context.sync();
}
