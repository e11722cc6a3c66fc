import { Button, Field, ProgressBar, Select, Subtitle2 } from "@fluentui/react-components";
import { useEffect, useId, useRef, useState, type ReactElement } from "react";
import {
  customerFields,
  messageOf,
  planImportSteps,
  proposeMapping,
  ratingHeader,
  ratingRangeBy,
  stepSize,
  type CsvCell,
  type DateOrder,
  type ImportPlan,
  type ImportMapping,
  type ImportTarget,
  type Steps,
} from "@crm-functions/core";
import { isFileError, readWorkbookFileSteps, type SheetFile, type WorkbookFile } from "../../workbook/file";
import { inSlices } from "../../workbook/in-slices";
import { readWeights } from "../../workbook/store/weights";
import { usePageStyles } from "../shell/page-styles";
import { usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import { changeStep } from "../shell/undo-stack";
import { useDeliver } from "./deliver";

interface Source {
  readonly name: string;
  readonly file: WorkbookFile;
  readonly sheet: number;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly taken: ReadonlySet<string>;
}

/** What goes on: reading the file, the dry run, or writing; `total` is not known while reading. */
interface Work {
  readonly phase: "read" | "plan" | "write";
  readonly done: number;
  readonly total: number | undefined;
}

const workTexts = { read: "readingRows", plan: "planningRows", write: "importingRows" } as const;

/** Most bad rows that the page lists; the file with all of them can be downloaded. */
const listed = 200;

const dateFields: ReadonlySet<string> = new Set(
  customerFields.filter((field) => field.type === "date").map((field) => field.name),
);

/** Reads a file, lets the columns be mapped, says what would happen row by row, and only then adds anybody. */
export function ImportSection(): ReactElement | null {
  const text = useText();
  const { t, language } = text;
  const { store, region, undo, notify, workbook } = usePane();
  const deliver = useDeliver();
  const page = usePageStyles();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLButtonElement>(null);
  const [source, setSource] = useState<Source | undefined>();
  const [mapping, setMapping] = useState<ImportMapping>([]);
  const [dates, setDates] = useState<DateOrder | undefined>();
  const [plan, setPlan] = useState<ImportPlan | undefined>();
  const [work, setWork] = useState<Work | undefined>();
  const stop = useRef<AbortController | undefined>(undefined);

  /** Runs one phase, which the button stops; what is stopped leaves nothing behind, and says so. */
  async function during(
    phase: Work["phase"],
    total: number | undefined,
    run: (signal: AbortSignal) => Promise<void>,
  ) {
    const controller = new AbortController();
    stop.current = controller;
    setWork({ phase, done: 0, total });
    try {
      await run(controller.signal);
    } catch (error) {
      // A later phase has taken its place.
      if (stop.current !== controller) return;
      if (phase === "plan") setSource(undefined);
      notify({ intent: controller.signal.aborted ? "info" : "error", text: text.error(error) });
      // The button that stops it goes with the bar.
      if (controller.signal.aborted) chooser.current?.focus();
    } finally {
      if (stop.current === controller) setWork(undefined);
    }
  }

  async function open(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    setSource(undefined);
    await during("read", undefined, async (signal) => {
      const steps = readWorkbookFileSteps(file.name, new Uint8Array(await file.arrayBuffer()));
      const onDone = (done: number) => setWork({ phase: "read", done, total: undefined });
      const workbook = await inSlices(steps, { signal, onDone });
      // The first sheet may be a cover: the one whose headers say most is meant.
      const known = workbook.sheets.map(
        ({ cells }) => proposeMapping((cells[0] ?? []).map((cell) => cell?.value)).filter(Boolean).length,
      );
      await takeSheet(file.name, workbook, known.indexOf(Math.max(...known)), signal);
    });
    if (picker.current) picker.current.value = "";
  }

  async function takeSheet(
    name: string,
    file: WorkbookFile,
    sheet: number,
    signal?: AbortSignal,
  ): Promise<void> {
    const table = await inSlices(plainRows(file.sheets[sheet]?.cells ?? []), { signal });
    const headers = (table[0] ?? []).map((cell) => String(cell ?? ""));
    if (headers.length === 0) return notify({ intent: "error", text: t("fileEmpty") });
    const { customers } = await store.changesSince(0);
    const taken = new Set(customers.map((each) => each.id));
    setPlan(undefined);
    setSource({ name, file, sheet, headers, rows: table.slice(1), taken });
    setMapping(proposeMapping(headers));
  }

  useEffect(() => {
    setPlan(undefined);
    if (source === undefined || !mapping.includes("name")) return;
    const { rows, taken } = source;
    void during("plan", rows.length, async (signal) => {
      const ratingRange = ratingRangeBy(await readWeights(workbook));
      const isTaken = (one: string) => taken.has(one);
      const steps = planImportSteps(rows, mapping, { region, dates, ratingRange, isTaken });
      const onDone = (done: number) => setWork({ phase: "plan", done, total: rows.length });
      setPlan(await inSlices(steps, { signal, onDone }));
    });
    const mine = stop.current;
    return () => {
      // Another mapping is another plan.
      if (stop.current === mine) {
        stop.current = undefined;
        setWork(undefined);
      }
      mine?.abort();
    };
    // The texts may change without planning anew.
  }, [source, mapping, region, dates]);

  /** Puts the file away; the focus goes to where the next one is chosen. */
  function leave(): void {
    setSource(undefined);
    chooser.current?.focus();
  }

  async function run(): Promise<void> {
    if (plan === undefined) return;
    const total = plan.customers.length;
    await during("write", total, async (signal) => {
      const onProgress = ({ done }: { done: number }) => setWork({ phase: "write", done, total });
      const { customers, inverse } = await store.change({ add: plan.customers }, { onProgress, signal });
      const label = t("imported", { count: customers.length });
      undo.push(changeStep(store, label, inverse));
      notify({ intent: "success", text: label });
      leave();
    });
  }

  const columnName = (column: number) => source?.headers[column] ?? "";
  const problemText = (problem: {
    column: number;
    key: Parameters<typeof messageOf>[0];
    parameters: Parameters<typeof messageOf>[1];
  }) => {
    const sentence = messageOf(problem.key, problem.parameters, language);
    return problem.column < 0 ? sentence : `${columnName(problem.column)}${t("colon")}${sentence}`;
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
    void deliver({ name: `${source.name.replace(/\.[^.]*$/, "")}-errors.csv`, rows });
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
        <Button
          ref={chooser}
          disabledFocusable={work?.phase === "write"}
          onClick={() => picker.current?.click()}
        >
          {t("chooseFile")}
        </Button>
        {source && work?.phase !== "read" && (
          <span>{t("fileRows", { name: source.name, count: source.rows.length })}</span>
        )}
      </div>
      {work && (
        <>
          <span role="status">{t(workTexts[work.phase], { count: work.done })}</span>
          <ProgressBar
            aria-label={t(workTexts[work.phase], { count: work.done })}
            value={work.total === undefined ? undefined : work.done / Math.max(1, work.total)}
          />
          <div className={page.actions}>
            <Button onClick={() => stop.current?.abort()}>{t("stop")}</Button>
          </div>
        </>
      )}
      {source && work?.phase !== "write" && (
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
                value={dates ?? ""}
                onChange={(_, data) => setDates(data.value === "" ? undefined : (data.value as DateOrder))}
              >
                <option value="">{t("datesRefused")}</option>
                <option value="dmy">{t("datesDayFirst")}</option>
                <option value="mdy">{t("datesMonthFirst")}</option>
              </Select>
            </Field>
          )}
          {!mapping.includes("name") && <span role="alert">{t("mapName")}</span>}
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
              <div className={page.actions}>
                <Button
                  appearance="primary"
                  disabled={plan.customers.length === 0}
                  onClick={() => void run()}
                >
                  {t("importGood", { count: plan.customers.length })}
                </Button>
                {plan.bad.length > 0 && <Button onClick={downloadBad}>{t("downloadBad")}</Button>}
                <Button onClick={leave}>{t("cancel")}</Button>
              </div>
            </>
          )}
        </>
      )}
    </section>
  );
}

/** The values of a sheet's cells, every row as wide as the widest. */
function* plainRows(cells: SheetFile["cells"]): Steps<unknown[][]> {
  const width = cells.reduce((widest, row) => Math.max(widest, row.length), 0);
  const rows: unknown[][] = [];
  for (const [i, row] of cells.entries()) {
    if (i % stepSize === 0) yield i;
    rows.push(
      Array.from({ length: width }, (_, column) => {
        const value = row[column]?.value ?? null;
        return isFileError(value) ? value.error : value;
      }),
    );
  }
  return rows;
}

const targetValue = (target: ImportTarget): string =>
  target === undefined ? "" : typeof target === "string" ? target : "rating";

function ratingOption(target: ImportTarget, language: "en-US" | "zh-CN"): ReactElement | null {
  if (typeof target !== "object") return null;
  return <option value="rating">{ratingHeader(target.analysis, target.criterion, language)}</option>;
}
