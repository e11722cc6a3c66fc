import { Subtitle1, Subtitle2 } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { ReportTableView } from "../report/report-table";
import { useReport } from "../report/use-report";
import { usePageStyles } from "../shell/page-styles";
import { useText } from "../shell/text";
import { ChartPicture } from "./chart-picture";
import { OwnRangeSection } from "./own-range";

/** The table that holds the numbers of each figure, by the figure's id. */
const numbersOf: Readonly<Record<string, string>> = {
  spread: "scores",
  gap: "gaps",
  drivers: "drivers",
  map: "drivers",
  coefficients: "drivers",
  service: "months",
  marketing: "months",
  nps: "answers",
  segments: "segments",
};

/** Shows every chart of the report with its numbers, and a chart of a range that the user selects. */
export function ChartsView(): ReactElement | null {
  const text = useText();
  const { t } = text;
  const page = usePageStyles();
  const { report, error } = useReport();
  if (error !== undefined) return <span role="alert">{text.error(error)}</span>;
  if (report === undefined) return <span role="status">{t("loading")}</span>;
  const charts = report.sections.flatMap(({ figures, tables }) =>
    figures.map((figure) => ({
      figure,
      table: tables.find(({ id }) => id === (numbersOf[figure.id] ?? figure.id)),
    })),
  );

  return (
    <div className={page.page}>
      <Subtitle1 as="h1">{t("view_charts")}</Subtitle1>
      <OwnRangeSection />
      {charts.length === 0 && <span>{t("chartsNone")}</span>}
      {charts.map(({ figure, table }) => (
        <section key={figure.id} data-chart={figure.id} aria-label={figure.title}>
          <Subtitle2 as="h2">{figure.title}</Subtitle2>
          <ChartPicture figure={figure} about={report.about} />
          {table !== undefined && (
            <details>
              <summary>{t("reportNumbers")}</summary>
              <ReportTableView table={table} />
            </details>
          )}
        </section>
      ))}
    </div>
  );
}
