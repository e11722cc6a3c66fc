import { Button, Subtitle1, Subtitle2 } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { svgOf, type ReportFigure, type ReportTable } from "@crm-functions/core";
import { download, fileNameOf } from "../data/download";
import { Picture } from "../report/picture";
import { ReportTableView } from "../report/report-table";
import { useReport } from "../report/use-report";
import { usePageStyles } from "../shell/page-styles";
import { usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import { pngOf } from "./png";

/** Which table has the numbers of which figure. */
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

/** Pixels of a picture that is saved, at twice the density. */
const savedWidth = 640;

/** Every chart of the report, with its numbers, and as a picture that says what it rests on. */
export function ChartsView(): ReactElement | null {
  const text = useText();
  const { t, language } = text;
  const { notify } = usePane();
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

  async function save(figure: ReportFigure): Promise<void> {
    const title = figure.title;
    const svg = svgOf(figure.draw({ language, theme: "light", title: "", columns: 3 }), {
      width: savedWidth,
      theme: "light",
      alternative: title,
      caption: `${figure.caption} · ${report!.about}`,
      withWords: true,
    });
    try {
      download(`${fileNameOf(`${title} ${report!.asOf}`)}.png`, await pngOf(svg), "image/png");
    } catch (thrown) {
      notify({ intent: "error", text: text.error(thrown) });
    }
  }

  return (
    <div className={page.page}>
      <Subtitle1 as="h1">{t("chartsTitle")}</Subtitle1>
      {charts.length === 0 && <span>{t("chartsNone")}</span>}
      {charts.map(({ figure, table }) => (
        <Chart key={figure.id} figure={figure} table={table} onSave={() => void save(figure)} />
      ))}
    </div>
  );
}

interface ChartProps {
  readonly figure: ReportFigure;
  readonly table: ReportTable | undefined;
  readonly onSave: () => void;
}

function Chart({ figure, table, onSave }: ChartProps): ReactElement | null {
  const { t } = useText();
  const page = usePageStyles();
  return (
    <section data-chart={figure.id} aria-label={figure.title}>
      <Subtitle2 as="h2">{figure.title}</Subtitle2>
      <Picture figure={figure} />
      <p className={page.muted}>{figure.caption}</p>
      <div className={page.actions}>
        <Button size="small" onClick={onSave} aria-label={t("savePictureOf", { what: figure.title })}>
          {t("savePicture")}
        </Button>
      </div>
      {table !== undefined && (
        <details>
          <summary>{t("reportNumbers")}</summary>
          <ReportTableView table={table} />
        </details>
      )}
    </section>
  );
}
