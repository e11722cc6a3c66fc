import {
  Button,
  Link,
  Subtitle1,
  Subtitle2,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { PrintRegular } from "@fluentui/react-icons";
import { useState, type ReactElement, type ReactNode } from "react";
import {
  cellText,
  figureOf,
  howMany,
  pageOf,
  percentText,
  reportWords,
  scoredAnalyses,
  type Report,
  type ReportFigure,
  type ReportFinding,
  type ReportTable,
  type Section,
  type Verdict,
} from "@crm-functions/core";
import { download, fileNameOf } from "../data/download";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import { ChooseTable } from "./choose-table";
import { likeliestSheet } from "./own-table";
import { Picture } from "./picture";
import { placeOfRatings } from "./place-of-ratings";
import { putReportIn } from "./report-sheet";
import { ReportTableView } from "./report-table";
import { useReport } from "./use-report";

const useStyles = makeStyles({
  bar: {
    display: "flex",
    flexWrap: "wrap",
    justifyContent: "space-between",
    gap: "4px 12px",
    fontSize: tokens.fontSizeBase200,
  },
  finding: {
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    padding: "12px 0 16px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  sentence: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  plain: { fontSize: tokens.fontSizeBase300 },
  evidence: {
    display: "flex",
    flexWrap: "wrap",
    gap: "0 12px",
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  verdict: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  call: {
    display: "flex",
    flexDirection: "column",
    gap: "2px",
    padding: "8px 0",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  contacts: { display: "flex", flexWrap: "wrap", gap: "4px 16px" },
  fold: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    "& > summary": {
      cursor: "pointer",
      display: "flex",
      justifyContent: "space-between",
      gap: "8px",
      minHeight: "32px",
      alignItems: "center",
      fontWeight: tokens.fontWeightSemibold,
    },
    "& > summary > span:last-child": {
      fontWeight: tokens.fontWeightRegular,
      color: tokens.colorNeutralForeground2,
    },
    "& > div": { display: "flex", flexDirection: "column", gap: "8px", paddingBottom: "12px" },
  },
  main: { flexGrow: 1 },
  // Three buttons fit in a row at the usual pane width; with wide letters, the last two wrap together.
  buttons: { "& button": { minWidth: 0, paddingLeft: "8px", paddingRight: "8px" } },
  pair: { display: "flex", gap: "8px", flexGrow: 1 },
});

const signs: Readonly<Record<Verdict, string>> = { clear: "●", none: "⊜", unknown: "◌" };

/** The first view: the findings on the customers, whom to call, and each analysis with its evidence. */
export function ReportView(): ReactElement | null {
  const text = useText();
  const { t, language } = text;
  const { workbook, store, notify, attempt, did, reportTable, chooseReportTable } = usePane();
  const page = usePageStyles();
  const styles = useStyles();
  const { analyses, report, error, proposal, rows } = useReport();
  const [isChoosing, setChoosing] = useState<boolean>();
  const isEmpty = report?.customers === 0 && reportTable === undefined;
  const { value: own } = useLoaded(
    async () => (isEmpty ? likeliestSheet(workbook) : undefined),
    [workbook, isEmpty],
  );
  if (isChoosing ?? own !== undefined) {
    return (
      <ChooseTable
        sheet={isEmpty ? own : undefined}
        onCancel={() => setChoosing(false)}
        onChosen={(table) => {
          setChoosing(false);
          chooseReportTable(table);
        }}
      />
    );
  }
  const links = (
    <span className={styles.contacts}>
      {reportTable !== undefined && (
        <Link as="button" onClick={() => chooseReportTable(undefined)}>
          {t("reportOfCustomers")}
        </Link>
      )}
      <Link as="button" onClick={() => setChoosing(true)}>
        {t("reportUseOwn")}
      </Link>
    </span>
  );
  if (error !== undefined) {
    return (
      <div className={page.page}>
        <span role="alert">{text.error(error)}</span>
        {links}
      </div>
    );
  }
  if (report === undefined || analyses === undefined) return <span role="status">{t("loading")}</span>;
  if (report.customers === 0) {
    return (
      <div className={page.page}>
        <Subtitle1 as="h1">{report.title}</Subtitle1>
        <p>
          {t(reportTable === undefined ? "reportEmpty" : "reportEmptyTable", {
            name: reportTable?.name ?? "",
          })}
        </p>
        <Button appearance="primary" onClick={() => setChoosing(true)}>
          {t("reportUseOwn")}
        </Button>
      </div>
    );
  }
  const [summary, ...sections] = report.sections;
  const calls = summary.tables.find(({ id }) => id === "calls");

  const putIn = () =>
    attempt(async () => {
      const place = await placeOfRatings(workbook, store.mapping(), reportTable, proposal, rows);
      const { sheet, isDrawn, takeBack } = await putReportIn(workbook, report!, analyses!, place, {
        sheet: t("view_report"),
        note: t("reportSheetNote", { day: report!.asOf }),
        noteWithoutFormulas: t("reportSheetNoteWithoutFormulas", { day: report!.asOf }),
        live: t("reportLive"),
        charts: t("view_charts"),
        drivers: t("reportDriversLive"),
        gaps: t("reportGapsLive"),
      });
      const label = t("reportPutInDone", { sheet });
      did({ label, undo: takeBack }, isDrawn ? {} : { text: `${label} ${t("chartsNotOnSheet")}` });
    });

  function save(): void {
    const file = `${fileNameOf(`${report!.title} ${report!.asOf}`)}.html`;
    download(file, pageOf(report!), "text/html;charset=utf-8");
    notify({ intent: "success", text: t("reportSaved", { file }) });
  }

  return (
    <div className={page.page}>
      <div className={styles.bar}>
        <span className={page.muted}>{report.about}</span>
        {links}
      </div>
      <Subtitle1 as="h1">{summary.title}</Subtitle1>
      {summary.findings.map((finding) => (
        <Finding
          key={`${finding.section} ${finding.id}`}
          finding={finding}
          section={sections.find(({ id }) => id === finding.section)!}
          report={report}
          isLarge
        />
      ))}
      {calls !== undefined && <Calls table={calls} />}
      <Subtitle2 as="h2">{t("reportAll")}</Subtitle2>
      <div>
        {sections.map((section) => (
          <Fold key={section.id} id={section.id} title={section.title} value={meanOfSection(section)}>
            {section.findings.map((finding) => (
              <Finding key={finding.id} finding={finding} section={section} report={report} />
            ))}
            {section.figures.map((figure) => (
              <FigureWithCaption key={figure.id} figure={figure} title={figure.title} />
            ))}
            {section.tables.map((table) => (
              <ReportTableView key={table.id} table={table} />
            ))}
          </Fold>
        ))}
        <Fold title={reportWords(language).tables.scores}>
          {summary.figures.map((figure) => (
            <FigureWithCaption key={figure.id} figure={figure} />
          ))}
          {summary.tables
            .filter(({ id }) => id === "scores")
            .map((table) => (
              <ReportTableView key={table.id} table={table} />
            ))}
        </Fold>
        {report.notes.length > 0 && (
          <Fold title={reportWords(language).notes} value={report.notes.length}>
            {report.notes.map((note) => (
              <span key={note}>{note}</span>
            ))}
          </Fold>
        )}
      </div>
      <div className={mergeClasses(page.footer, styles.buttons)}>
        <Button appearance="primary" className={styles.main} onClick={() => void putIn()}>
          {t("reportPutIn")}
        </Button>
        <span className={styles.pair}>
          <Button className={styles.main} onClick={save}>
            {t("reportSave")}
          </Button>
          <Button
            icon={<PrintRegular />}
            onClick={() => printPage(pageOf(report))}
            aria-label={t("reportPrint")}
            title={t("reportPrint")}
          />
        </span>
      </div>
    </div>
  );

  function meanOfSection({ id }: Section): string {
    const scored = scoredAnalyses.find((analysis) => analysis === id);
    const share = scored && analyses?.scores[scored]?.meanShare.mean;
    return share === undefined || !Number.isFinite(share)
      ? ""
      : t("reportMean", { share: percentText(share) });
  }
}

interface FindingProps {
  readonly finding: ReportFinding;
  readonly section: Section;
  readonly report: Report;
  /** True for a key finding, which is shown large and with its figure. */
  readonly isLarge?: boolean;
}

function Finding({ finding, section, report, isLarge = false }: FindingProps): ReactElement | null {
  const styles = useStyles();
  const words = reportWords(report.language);
  const figure = isLarge ? figureOf(section, finding) : undefined;
  return (
    <div className={isLarge ? styles.finding : undefined} data-finding={finding.id}>
      <span
        className={isLarge ? styles.sentence : styles.plain}
        role={isLarge ? "heading" : undefined}
        aria-level={isLarge ? 2 : undefined}
      >
        {finding.text}
      </span>
      {figure !== undefined && (
        <div>
          <Picture figure={figure} />
          <span className={styles.evidence}>{figure.caption}</span>
        </div>
      )}
      <div className={styles.evidence}>
        {finding.verdict !== undefined && (
          <span className={styles.verdict}>
            <span aria-hidden>{signs[finding.verdict]} </span>
            {words.verdicts[finding.verdict]}
          </span>
        )}
        <span>{howMany(finding, words)}</span>
        {finding.evidence.map((piece) => (
          <span key={piece}>{piece}</span>
        ))}
      </div>
    </div>
  );
}

/** Customers to call: name, reason, and links for phone and e-mail. */
function Calls({ table }: { table: ReportTable }): ReactElement | null {
  const styles = useStyles();
  const page = usePageStyles();
  const { language } = useText();
  const { columns } = reportWords(language);
  const of = (row: ReportTable["rows"][number], column: string): string => {
    const j = table.columns.indexOf(column);
    return j < 0 ? "" : cellText(row[j], table.kinds[j]);
  };
  return (
    <div>
      <Subtitle2 as="h2">{table.title}</Subtitle2>
      {table.rows.map((row, i) => {
        const [phone, email] = [of(row, columns.phone), of(row, columns.email)];
        return (
          <div key={i} className={styles.call} data-call={i}>
            <span>
              <b>{of(row, columns.name)}</b> {of(row, columns.company)}
            </span>
            <span className={page.muted}>{of(row, columns.reason)}</span>
            {(phone !== "" || email !== "") && (
              <span className={styles.contacts}>
                {phone !== "" && (
                  <Link href={`tel:${phone.replace(/[^+\d]/g, "")}`} inline>
                    {phone}
                  </Link>
                )}
                {email !== "" && (
                  <Link href={`mailto:${encodeURIComponent(email)}`} inline>
                    {email}
                  </Link>
                )}
              </span>
            )}
          </div>
        );
      })}
      {table.note !== undefined && <span className={page.muted}>{table.note}</span>}
    </div>
  );
}

/** A collapsible part of the report. */
function Fold({
  id,
  title,
  value = "",
  children,
}: {
  readonly id?: string;
  readonly title: string;
  readonly value?: string | number;
  readonly children: ReactNode;
}): ReactElement {
  const styles = useStyles();
  return (
    <details className={styles.fold} data-section={id}>
      <summary>
        <span>{title}</span>
        <span>{value}</span>
      </summary>
      <div>{children}</div>
    </details>
  );
}

function FigureWithCaption({
  figure,
  title,
}: {
  readonly figure: ReportFigure;
  readonly title?: string;
}): ReactElement {
  const page = usePageStyles();
  return (
    <div>
      {title !== undefined && <b>{title}</b>}
      <Picture figure={figure} />
      <span className={page.muted}>{figure.caption}</span>
    </div>
  );
}

/** Prints the report from an iframe, which is removed afterwards. */
function printPage(html: string): void {
  const frame = document.createElement("iframe");
  frame.style.cssText = "position:fixed;width:0;height:0;border:0;visibility:hidden";
  frame.srcdoc = html;
  frame.onload = () => {
    frame.contentWindow?.addEventListener("afterprint", () => frame.remove());
    frame.contentWindow?.print();
  };
  document.body.append(frame);
}
