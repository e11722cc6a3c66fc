import { Button, Field, Select, Subtitle1 } from "@fluentui/react-components";
import { useEffect, useRef, useState, type ReactElement } from "react";
import { analysesOf } from "@crm-functions/core";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane, useStoreVersion } from "../shell/pane-context";
import { useText } from "../shell/text";
import { useTableVersion } from "../weights/use-table-version";
import { readWeights } from "../../workbook/store/weights";
import { chartNames, chartOf, type ChartName, type ChartWords } from "./chart-data";
import { narrowLayout } from "./narrow-layout";
import { loadPlotter } from "./plotly";

const contrastGrounds = { light: "#ffffff", dark: "#000000", highContrast: "#000000" } as const;

/** One chart at a time: interactive, with its numbers as a table below, and as a PNG file. */
export function ChartsView(): ReactElement | null {
  const text = useText();
  const { t, language, number } = text;
  const { store, workbook, assets, themeName, chartTheme, notify, office } = usePane();
  const page = usePageStyles();
  const version = useStoreVersion();
  const tableVersion = useTableVersion("Weights");
  const [name, setName] = useState<ChartName>("distribution");
  const place = useRef<HTMLDivElement>(null);
  const source = useLoaded(async () => {
    const [customers, interactions, weights] = await Promise.all([
      store.list(),
      store.listInteractions(),
      readWeights(workbook),
    ]);
    return analysesOf({ customers: customers.items, interactions: interactions.items, weights });
  }, [store, workbook, version, tableVersion]);
  const plotter = useLoaded(() => loadPlotter(assets), [assets]);

  const words: ChartWords = {
    analysis: (analysis) => t(`scored_${analysis}`),
    month: text.month,
    columns: {
      analysis: t("analysis"),
      mean: t("mean"),
      count: t("customers"),
      criterion: t("criterion"),
      need: t("scored_need"),
      expectation: t("scored_expectation"),
      importance: t("importance"),
      performance: t("performance"),
      coefficient: t("coefficient"),
      lower: t("lower"),
      upper: t("upper"),
      period: t("period"),
      service: t("scored_service"),
      marketing: t("scored_marketing"),
    },
  };
  let chart: ReturnType<typeof chartOf>;
  let failure: unknown;
  try {
    chart = source.value && chartOf(name, source.value, { language, theme: chartTheme }, words);
  } catch (error) {
    failure = error;
  }
  const figure = chart && JSON.stringify(chart.figure);

  useEffect(() => {
    const element = place.current;
    if (element === null || plotter.value === undefined || figure === undefined) return;
    const { data, layout } = JSON.parse(figure) as { data: readonly unknown[]; layout: object };
    plotter.value
      .react(element, data, narrowLayout(layout, element.clientWidth, data.length), {
        responsive: true,
        displaylogo: false,
        displayModeBar: false,
        locale: language === "zh-CN" ? "zh-CN" : "en",
      })
      .catch((error: unknown) => notify({ intent: "error", text: String(error) }));
  }, [plotter.value, figure, language, notify]);

  async function download(): Promise<void> {
    if (place.current === null || plotter.value === undefined) return;
    const picture = { format: "png", width: 960, height: 600, scale: 2 } as const;
    try {
      if (office === undefined || office.downloads) {
        await plotter.value.downloadImage(place.current, { ...picture, filename: `crm-${name}` });
        return;
      }
      const answer = await plotter.value.toImage(place.current, picture);
      const [, content] = answer.split(",");
      await office.insertPicture(
        Uint8Array.from(atob(content), (one) => one.charCodeAt(0)),
        title,
      );
      notify({ intent: "success", text: t("pictureInserted") });
    } catch (error) {
      notify({ intent: "error", text: text.error(error) });
    }
  }

  const title = t(`chart_${name}`);
  // A column is either of whole numbers or has the same decimals in every row.
  const columnDigits = (chart?.header ?? []).map((_, j) => {
    const isBroken = chart?.rows.some(({ [j]: cell }) => typeof cell === "number" && cell % 1 !== 0);
    return isBroken === true ? 3 : 0;
  });
  return (
    <div className={page.page}>
      <Subtitle1 as="h1">{t("chartsTitle")}</Subtitle1>
      <Field label={t("chart")}>
        <Select value={name} onChange={(_, data) => setName(data.value as ChartName)}>
          {chartNames.map((each) => (
            <option key={each} value={each}>
              {t(`chart_${each}`)}
            </option>
          ))}
        </Select>
      </Field>
      {(source.loading || plotter.loading) && <span role="status">{t("loading")}</span>}
      {[source.error, plotter.error, failure]
        .filter((error) => error !== undefined)
        .map((error, i) => (
          <span key={i} role="alert">
            {text.error(error)}
          </span>
        ))}
      {source.value && !chart && failure === undefined && <span>{t(`chartNeeds_${name}`)}</span>}
      <div
        ref={place}
        role="img"
        aria-label={t("chartAlternative", { what: title })}
        style={{
          width: "100%",
          height: 340,
          display: chart ? undefined : "none",
          // Forced colours leave drawings alone: the ground has to be that of the drawing.
          forcedColorAdjust: "none",
          backgroundColor:
            themeName === "contrast"
              ? contrastGrounds[chartTheme as keyof typeof contrastGrounds]
              : undefined,
        }}
      />
      {chart && (
        <>
          <div className={page.actions}>
            <Button size="small" disabled={!plotter.value} onClick={() => void download()}>
              {t("downloadPng")}
            </Button>
          </div>
          <div
            className={page.scroll}
            tabIndex={0}
            role="region"
            aria-label={t("chartNumbers", { what: title })}
          >
            <table className={page.table}>
              <thead>
                <tr>
                  {chart.header.map((each, j) => (
                    <th key={each} scope="col" data-numeric={j > 0 ? "" : undefined}>
                      {each}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {chart.rows.map((row, i) => (
                  <tr key={i}>
                    {row.map((cell, j) =>
                      j === 0 ? (
                        <th key={j} scope="row">
                          {cell}
                        </th>
                      ) : (
                        <td key={j} data-numeric>
                          {typeof cell === "number" ? number(cell, 3, columnDigits[j]) : cell}
                        </td>
                      ),
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </div>
  );
}
