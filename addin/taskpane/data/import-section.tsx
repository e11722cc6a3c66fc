import { Button, Field, ProgressBar, Select, Subtitle2 } from "@fluentui/react-components";
import { useId, useMemo, useRef, useState, type ReactElement } from "react";
import {
  csvOf,
  customerFields,
  messageOf,
  planImport,
  proposeMapping,
  ratingHeader,
  type CsvCell,
  type Customer,
  type CustomerStore,
  type ImportMapping,
  type ImportTarget,
} from "@crm-functions/core";
import { isFileError, readWorkbookFile, type WorkbookFile } from "../../workbook/file";
import { usePageStyles } from "../shell/page-styles";
import { usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import type { UndoableStep } from "../shell/undo-stack";
import { download } from "./download";

interface Source {
  readonly name: string;
  readonly file: WorkbookFile;
  readonly sheet: number;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly taken: ReadonlySet<string>;
}

/** Most bad rows that the page lists; the file with all of them can be downloaded. */
const listed = 200;

const dateFields: ReadonlySet<string> = new Set(
  customerFields.filter((field) => field.type === "date").map((field) => field.name),
);

/** Reads a file, lets the columns be mapped, says what would happen row by row, and only then adds anybody. */
export function ImportSection(): ReactElement | null {
  const text = useText();
  const { t, language } = text;
  const { store, region, undo, notify } = usePane();
  const page = usePageStyles();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [source, setSource] = useState<Source | undefined>();
  const [mapping, setMapping] = useState<ImportMapping>([]);
  const [dayFirst, setDayFirst] = useState<boolean | undefined>();
  const [reading, setReading] = useState(false);
  const [progress, setProgress] = useState<{ done: number; total: number } | undefined>();
  const stop = useRef<AbortController | undefined>(undefined);

  const plan = useMemo(() => {
    if (source === undefined || !mapping.includes("name")) return undefined;
    return planImport(source.rows, mapping, {
      region,
      dayFirst,
      isTaken: (one) => source.taken.has(one),
    });
  }, [source, mapping, region, dayFirst]);

  async function open(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    setReading(true);
    try {
      // Reading takes a while and holds the page: the word that it is being read comes first.
      await new Promise((painted) => setTimeout(painted, 50));
      const workbook = readWorkbookFile(file.name, new Uint8Array(await file.arrayBuffer()));
      // The first sheet may be a cover: the one whose headers say most is meant.
      const known = workbook.sheets.map(
        ({ cells }) => proposeMapping((cells[0] ?? []).map((cell) => cell?.value)).filter(Boolean).length,
      );
      await takeSheet(file.name, workbook, known.indexOf(Math.max(...known)));
    } catch (error) {
      notify({ intent: "error", text: text.error(error) });
    } finally {
      setReading(false);
      if (picker.current) picker.current.value = "";
    }
  }

  async function takeSheet(name: string, file: WorkbookFile, sheet: number): Promise<void> {
    const cells = file.sheets[sheet]?.cells ?? [];
    const width = cells.reduce((widest, row) => Math.max(widest, row.length), 0);
    const table = cells.map((row) =>
      Array.from({ length: width }, (_, i) => {
        const value = row[i]?.value ?? null;
        return isFileError(value) ? value.error : value;
      }),
    );
    const headers = (table[0] ?? []).map((cell) => String(cell ?? ""));
    if (headers.length === 0) return notify({ intent: "error", text: t("fileEmpty") });
    const { items } = await store.list();
    const taken = new Set(items.map((each) => each.id));
    setSource({ name, file, sheet, headers, rows: table.slice(1), taken });
    setMapping(proposeMapping(headers));
  }

  async function run(): Promise<void> {
    if (plan === undefined) return;
    stop.current = new AbortController();
    setProgress({ done: 0, total: plan.customers.length });
    try {
      const added = await store.add(plan.customers, { onProgress: setProgress, signal: stop.current.signal });
      const label = t("imported", { count: added.length });
      undo.push(importStep(store, label, added));
      notify({ intent: "success", text: label });
      setSource(undefined);
    } catch (error) {
      notify({ intent: "error", text: text.error(error) });
    } finally {
      setProgress(undefined);
    }
  }

  const columnName = (column: number) => source?.headers[column] ?? "";
  const problemText = (problem: {
    column: number;
    key: Parameters<typeof messageOf>[0];
    parameters: Parameters<typeof messageOf>[1];
  }) => {
    const sentence = messageOf(problem.key, problem.parameters, language);
    return problem.column < 0 ? sentence : `${columnName(problem.column)}: ${sentence}`;
  };

  function downloadBad(): void {
    if (source === undefined || plan === undefined) return;
    const rows: CsvCell[][] = [
      [t("row"), t("problem"), ...source.headers],
      ...plan.bad.map((bad) => [
        bad.row,
        bad.problems.map(problemText).join(" / "),
        ...bad.cells.map((cell) => (cell === null || cell === undefined ? null : (cell as CsvCell))),
      ]),
    ];
    download(`${source.name.replace(/\.[^.]*$/, "")}-errors.csv`, csvOf(rows), "text/csv");
  }

  return (
    <section className={page.page} style={{ padding: 0 }} aria-labelledby={id}>
      <Subtitle2 as="h2" id={id}>
        {t("importTitle")}
      </Subtitle2>
      <span>{t("importAbout")}</span>
      <input
        ref={picker}
        type="file"
        accept=".csv,.txt,.tsv,.xlsx"
        hidden
        aria-label={t("chooseFile")}
        onChange={(event) => void open(event.target.files?.[0])}
      />
      <div className={page.actions}>
        <Button onClick={() => picker.current?.click()}>{t("chooseFile")}</Button>
        {reading && <span role="status">{t("readingFile")}</span>}
        {source && !reading && <span>{t("fileRows", { name: source.name, count: source.rows.length })}</span>}
      </div>
      {source && !reading && (
        <>
          {source.file.sheets.length > 1 && (
            <Field label={t("sheetOfFile")}>
              <Select
                value={String(source.sheet)}
                onChange={(_, data) => void takeSheet(source.name, source.file, Number(data.value))}
              >
                {source.file.sheets.map((sheet, i) => (
                  <option key={sheet.name} value={i}>
                    {sheet.name}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          <div className={page.twoColumns}>
            {source.headers.map((header, i) => (
              <Field key={i} label={header || t("columnNumber", { column: i + 1 })}>
                <Select
                  value={targetValue(mapping[i])}
                  onChange={(_, data) => {
                    const proposed = proposeMapping(source.headers)[i];
                    const chosen: ImportTarget =
                      customerFields.find((field) => field.name === data.value)?.name ??
                      (data.value === "" ? undefined : proposed);
                    // A field comes from one column: the newest choice wins.
                    setMapping(
                      mapping.map((each, k) => (k === i ? chosen : each === chosen ? undefined : each)),
                    );
                  }}
                >
                  <option value="">{t("leaveOut")}</option>
                  {customerFields.map((field) => (
                    <option key={field.name} value={field.name}>
                      {field.header[language]}
                    </option>
                  ))}
                  {ratingOption(proposeMapping(source.headers)[i], language)}
                </Select>
              </Field>
            ))}
          </div>
          {mapping.some((target) => typeof target === "string" && dateFields.has(target)) && (
            <Field label={t("datesLike")}>
              <Select
                value={dayFirst === undefined ? "" : dayFirst ? "day" : "month"}
                onChange={(_, data) => setDayFirst(data.value === "" ? undefined : data.value === "day")}
              >
                <option value="">{t("datesRefused")}</option>
                <option value="day">{t("datesDayFirst")}</option>
                <option value="month">{t("datesMonthFirst")}</option>
              </Select>
            </Field>
          )}
          {plan === undefined && <span role="alert">{t("mapName")}</span>}
          {plan && (
            <>
              <span role="status" data-import-plan={`${plan.customers.length}/${plan.bad.length}`}>
                {t("dryRun", { good: plan.customers.length, bad: plan.bad.length, blank: plan.blank })}
              </span>
              {plan.bad.length > 0 && (
                <div className={page.scroll} tabIndex={0} role="region" aria-label={t("badRows")}>
                  <table className={page.table}>
                    <thead>
                      <tr>
                        <th scope="col">{t("row")}</th>
                        <th scope="col">{t("problem")}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {plan.bad.slice(0, listed).map((bad) => (
                        <tr key={bad.row}>
                          <th scope="row">{bad.row}</th>
                          <td>{bad.problems.map(problemText).join(" / ")}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
              {plan.bad.length > listed && (
                <span>{t("badRowsCut", { count: plan.bad.length - listed })}</span>
              )}
              {progress && (
                <ProgressBar
                  aria-label={t("importing")}
                  value={progress.total === 0 ? 0 : progress.done / progress.total}
                />
              )}
              <div className={page.actions}>
                <Button
                  appearance="primary"
                  disabled={plan.customers.length === 0 || progress !== undefined}
                  onClick={() => void run()}
                >
                  {t("importGood", { count: plan.customers.length })}
                </Button>
                {progress && <Button onClick={() => stop.current?.abort()}>{t("stop")}</Button>}
                {plan.bad.length > 0 && <Button onClick={downloadBad}>{t("downloadBad")}</Button>}
                <Button onClick={() => setSource(undefined)}>{t("cancel")}</Button>
              </div>
            </>
          )}
        </>
      )}
    </section>
  );
}

/** Takes an import back, unless one of its customers has been changed since. Who is erased is no part of it any more. */
function importStep(store: CustomerStore, label: string, added: readonly Customer[]): UndoableStep {
  return {
    label,
    about: added.map((each) => each.id),
    undo: () =>
      store.remove(
        added.map((each) => each.id),
        { seen: added },
      ),
    without: (id) =>
      importStep(
        store,
        label,
        added.filter((each) => each.id !== id),
      ),
  };
}

const targetValue = (target: ImportTarget): string =>
  target === undefined ? "" : typeof target === "string" ? target : "rating";

function ratingOption(target: ImportTarget, language: "en-US" | "zh-CN"): ReactElement | null {
  if (typeof target !== "object") return null;
  return <option value="rating">{ratingHeader(target.analysis, target.criterion, language)}</option>;
}
