import { Button } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { svgOf, type ReportFigure } from "@crm-functions/core";
import type { SheetChart } from "../../workbook/workbook";
import { download, fileNameOf } from "../data/download";
import { Picture } from "../report/picture";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import { pngOf } from "./png";

/** Width of a saved picture in pixels, before its density is doubled. */
const savedWidth = 640;

interface ChartPictureProps {
  readonly figure: ReportFigure;
  /** The data that the chart describes, for its caption. */
  readonly about: string;
  /** The same chart as a native chart of the spreadsheet; without it, the picture is put into the sheet. */
  readonly native?: SheetChart;
}

/** A chart with its caption and buttons to put it into the sheet or save it as a picture with all its text. */
export function ChartPicture({ figure, about, native }: ChartPictureProps): ReactElement | null {
  const { t, language } = useText();
  const { workbook, office, today, attempt, did } = usePane();
  const page = usePageStyles();
  const { value: host } = useLoaded(() => workbook.capabilities(), [workbook]);
  const { title } = figure;

  function png(): Promise<Uint8Array> {
    const drawn = svgOf(figure.draw({ language, theme: "light", title: "", columns: 3 }), {
      width: savedWidth,
      theme: "light",
      alternative: title,
      caption: `${figure.caption} · ${about}`,
      withWords: true,
    });
    return pngOf(drawn);
  }
  const save = () =>
    attempt(async () => download(`${fileNameOf(`${title} ${today()}`)}.png`, await png(), "image/png"));
  const putIn = () =>
    attempt(async () => {
      const undo =
        native === undefined
          ? await office!.insertPicture(await png(), title)
          : await workbook.addCharts([native]);
      did({ label: t("chartPutIn", { what: title }), undo });
    });
  const canPutIn = native === undefined ? office !== undefined : host?.charts === true;
  return (
    <>
      <Picture figure={figure} />
      <p className={page.muted}>{figure.caption}</p>
      <div className={page.actions}>
        {canPutIn && (
          <Button size="small" onClick={() => void putIn()} aria-label={t("putIntoSheetOf", { what: title })}>
            {t("putIntoSheet")}
          </Button>
        )}
        <Button size="small" onClick={() => void save()} aria-label={t("savePictureOf", { what: title })}>
          {t("savePicture")}
        </Button>
        {native !== undefined && host?.charts === false && (
          <span className={page.muted}>{t("chartsNotOnSheet")}</span>
        )}
      </div>
    </>
  );
}
