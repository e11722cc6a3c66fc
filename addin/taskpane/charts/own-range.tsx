import { Button, Subtitle2 } from "@fluentui/react-components";
import { useState, type ReactElement } from "react";
import {
  countsOfRange,
  drawableRange,
  kindsOfRange,
  rangeChart,
  reportWords,
  type DrawableRange,
  type RangeChoice,
  type RangeKind,
  type ReportFigure,
} from "@crm-functions/core";
import { areaReference } from "../formulas/formula-text";
import { useSheetVersion } from "../shell/use-sheet-version";
import { Choice } from "../shell/choice";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import type { Area, SheetChart } from "../../workbook/workbook";
import { ChartPicture } from "./chart-picture";

const nativeKinds: Readonly<Record<RangeKind, SheetChart["kind"]>> = {
  bars: "bars",
  sides: "points",
  line: "line",
  histogram: "histogram",
};

/** A chart of the selected cells; proposes a role for each column, which the user can change. */
function OwnRange({ area }: { area: Area }): ReactElement | null {
  const text = useText();
  const { t } = text;
  const { workbook } = usePane();
  const page = usePageStyles();
  const version = useSheetVersion(area.sheet);
  const { value, error } = useLoaded(
    async () => ({ cells: (await workbook.read([area]))[0] }),
    [workbook, area, version],
  );
  const [chosen, choose] = useState<Partial<RangeChoice>>({});
  if (error !== undefined) return <div role="alert">{text.error(error)}</div>;
  if (value === undefined) return <div role="status">{t("loading")}</div>;
  const range = drawableRange(value.cells);
  if (range === undefined) return <div role="alert">{t("rangeNotDrawable")}</div>;
  const choice = choiceOf(range, chosen);
  const { kind, names, numbers } = choice;
  const columns = (all: readonly number[]) => all.map((j) => [j, range.headers[j]] as const);
  return (
    <>
      <div className={page.twoColumns}>
        <Choice
          label={t("rangeChart")}
          value={kind}
          options={kindsOfRange(range, names).map((each) => [each, t(`range_${each}`)])}
          onChoose={(next) => choose({ ...chosen, kind: next })}
        />
        {kind !== "histogram" && (
          <Choice
            label={t("rangeNames")}
            value={names ?? -1}
            options={columns(range.headers.map((_, j) => j).filter((j) => !numbers.includes(j)))}
            onChoose={(next) => choose({ ...chosen, names: next })}
          />
        )}
        {numbers.map((number, i) => (
          <Choice
            key={i}
            label={t(i === 0 ? "rangeNumbers" : "rangeBeside")}
            value={number}
            options={columns(range.numbers.filter((j) => j === number || !numbers.includes(j)))}
            onChoose={(next) => choose({ ...chosen, numbers: numbers.map((j, k) => (k === i ? next : j)) })}
          />
        ))}
      </div>
      <ChartPicture
        figure={figureOf(range, choice, text.language)}
        about={areaReference(area)}
        native={chartOver(area, value.cells.length, range, choice)}
      />
    </>
  );
}

/** The user's choice as far as it fits this range, else the proposal. */
function choiceOf(range: DrawableRange, chosen: Partial<RangeChoice>): RangeChoice {
  const names = chosen.names ?? range.names;
  const kinds = kindsOfRange(range, names);
  const kind = chosen.kind !== undefined && kinds.includes(chosen.kind) ? chosen.kind : kinds[0];
  const isThere = chosen.numbers?.every((j) => range.numbers.includes(j)) === true;
  const wanted = [...(isThere ? chosen.numbers! : []), ...range.numbers];
  return { kind, names, numbers: [...new Set(wanted)].slice(0, kind === "sides" ? 2 : 1) };
}

function figureOf(range: DrawableRange, choice: RangeChoice, language: "en-US" | "zh-CN"): ReportFigure {
  const { n, leftOut } = countsOfRange(range, choice);
  const title = choice.numbers.map((j) => range.headers[j]).join(", ");
  return {
    id: "range",
    title,
    caption: [`n ${n}`, ...(leftOut > 0 ? [reportWords(language).leftOut(leftOut)] : [])].join(" · "),
    draw: (options) => rangeChart(range, choice, options),
  };
}

/** The native chart over the same cells, to their right. */
function chartOver(
  area: Area,
  rows: number,
  range: DrawableRange,
  { kind, names, numbers }: RangeChoice,
): SheetChart {
  const column = (j: number): Area => ({
    ...area,
    row: area.row + 1,
    rows: rows - 1,
    column: area.column + j,
    columns: 1,
  });
  const headers = numbers.map((j) => range.headers[j]);
  const isNegative = range.rows.some((row) => numbers.some((j) => Number(row[j]) < 0));
  return {
    kind: nativeKinds[kind],
    title: headers.join(", "),
    place: { ...area, column: area.column + area.columns + 1, rows: 16, columns: 6 },
    ...(kind !== "histogram" && names !== undefined && { names: column(names) }),
    series: numbers.map((j, i) => ({
      name: headers[i],
      values: column(j),
      color: i === 0 && numbers.length > 1 ? "#81908b" : "#0b6b5b",
    })),
    axis: { title: headers.join(", "), ...(!isNegative && { minimum: 0 }) },
  };
}

/** The button that takes the selected range, with the chart of it. */
export function OwnRangeSection(): ReactElement | null {
  const { t } = useText();
  const { workbook, notify, attempt } = usePane();
  const [area, setArea] = useState<Area | undefined>();
  const take = () =>
    attempt(async () => {
      const selected = await workbook.selection();
      // A selection of whole columns is cut at the last used row.
      const used = selected && (await workbook.usedArea(selected.sheet));
      const rows = used && Math.min(selected!.rows, used.row + used.rows - selected!.row);
      const columns = used && Math.min(selected!.columns, used.column + used.columns - selected!.column);
      if (rows === undefined || columns === undefined || rows < 2 || columns < 1) {
        notify({ intent: "warning", text: t("rangeSelectFirst") });
      } else setArea({ ...selected!, rows, columns });
    });
  return (
    <>
      <div>
        <Button onClick={() => void take()}>{t("rangeUse")}</Button>
      </div>
      {area !== undefined && (
        <section data-chart="range" aria-label={areaReference(area)}>
          <Subtitle2 as="h2">{areaReference(area)}</Subtitle2>
          <OwnRange key={areaReference(area)} area={area} />
        </section>
      )}
    </>
  );
}
