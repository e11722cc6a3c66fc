import { Button, Field, ProgressBar, Select, Subtitle2 } from "@fluentui/react-components";
import { useEffect, useId, useMemo, useRef, useState, type ReactElement } from "react";
import {
  dryRunSteps,
  problemText,
  proposeImport,
  ratingRangeBy,
  shownText,
  tableNames,
  type CsvCell,
  type Customer,
  type DryRun,
  type ImportAnswers,
  type ImportSource,
  type Proposal,
  type ReadingProblem,
  type WhenKnown,
} from "@crm-functions/core";
import { encodingNamed, importSourceSteps } from "../../workbook/file";
import { inSlices } from "../../workbook/in-slices";
import { addOwnRows, readOwnRows } from "../../workbook/store/own-rows";
import { readWeights } from "../../workbook/store/weights";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import { changeStep } from "../shell/undo-stack";
import { useDeliver } from "./deliver";
import { FileButton } from "./file-button";
import { ImportOutcome } from "./import-outcome";
import { ProposalForm, answersAfter, isAboutReading } from "./proposal-form";
import { openedSheet, rememberedColumns, rememberColumns } from "./opened-sheet";

/** Where the rows come from: the bytes of a file, read again in another encoding, or a sheet that is open. */
interface Opened {
  readonly name: string;
  readonly bytes?: Uint8Array;
  readonly source: ImportSource;
  readonly existing: readonly Customer[];
}

/** What goes on: reading the file, the dry run, or writing; `total` is not known while reading. */
interface Work {
  readonly phase: "read" | "plan" | "write";
  readonly done: number;
  readonly total: number | undefined;
}

const workTexts = { read: "readingRows", plan: "planningRows", write: "importingRows" } as const;

/** What was imported last, at the end of which table. */
interface Added {
  readonly table: string;
  readonly rows: number;
}

/** What a row of a table of its own is. */
const kindOf = { purchases: "purchase", answers: "answer" } as const;

const noDecisions: ReadonlyMap<number, WhenKnown> = new Map();

const rowsToAdd = ({ addPurchases, addAnswers }: DryRun) => [...addPurchases, ...addAnswers];

/** Reads a file or a sheet, says what it takes each part for, what would happen row by row, and only then adds anybody. */
export function ImportSection(): ReactElement | null {
  const text = useText();
  const { t, language } = text;
  const { store, region, did, notify, workbook, show, chooseReportTable } = usePane();
  const deliver = useDeliver();
  const page = usePageStyles();
  const id = useId();
  const chooser = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<Opened | undefined>();
  const [answers, setAnswers] = useState<ImportAnswers>({});
  const [whenKnown, setWhenKnown] = useState<WhenKnown>("update");
  /** What becomes of single rows, where it is something else. */
  const [decisions, setDecisions] = useState(noDecisions);
  const [run, setRun] = useState<DryRun | undefined>();
  const [work, setWork] = useState<Work | undefined>();
  const [added, setAdded] = useState<Added | undefined>();
  const stop = useRef<AbortController | undefined>(undefined);
  const sheets = useLoaded(() => workbook.sheets(), [workbook, opened]).value ?? [];

  const proposed = useMemo((): Proposal | Error | undefined => {
    if (opened === undefined) return undefined;
    try {
      return proposeImport(opened.source, answers, region);
    } catch (error) {
      return error as Error;
    }
  }, [opened, answers, region]);
  const proposal = proposed instanceof Error ? undefined : proposed;
  const ownTable = proposal === undefined || proposal.table === "customers" ? undefined : proposal.table;

  /** Runs one phase, which the button stops; what is stopped leaves nothing behind, and says so. */
  async function during(
    phase: Work["phase"],
    total: number | undefined,
    act: (signal: AbortSignal) => Promise<void>,
  ) {
    const controller = new AbortController();
    stop.current = controller;
    setWork({ phase, done: 0, total });
    try {
      await act(controller.signal);
    } catch (error) {
      // A later phase has taken its place.
      if (stop.current !== controller) return;
      if (phase === "plan") setOpened(undefined);
      notify({ intent: controller.signal.aborted ? "info" : "error", text: text.error(error) });
      // The button that stops it goes with the bar.
      if (controller.signal.aborted) chooser.current?.focus();
    } finally {
      if (stop.current === controller) setWork(undefined);
    }
  }

  async function take(name: string, bytes: Uint8Array, given: ImportAnswers = {}): Promise<void> {
    setOpened(undefined);
    setAdded(undefined);
    await during("read", undefined, async (signal) => {
      const options = {
        encoding: encodingNamed(given.encoding ?? ""),
        separator: given.delimiter,
      };
      const onDone = (done: number) => setWork({ phase: "read", done, total: undefined });
      const source = await inSlices(importSourceSteps(name, bytes, options), { signal, onDone });
      const { customers: existing } = await store.changesSince(0);
      setRun(undefined);
      setAnswers(given);
      setOpened({ name, bytes, source, existing });
    });
  }

  async function takeSheet(name: string): Promise<void> {
    setOpened(undefined);
    setAdded(undefined);
    await during("read", undefined, async () => {
      const source = await openedSheet(workbook, name);
      const { customers: existing } = await store.changesSince(0);
      setRun(undefined);
      setAnswers(await rememberedColumns(workbook, name));
      setOpened({ name, source, existing });
    });
  }

  /** Another answer is another proposal; another encoding is another reading. */
  function answer(more: Partial<ImportAnswers>): void {
    const all = answersAfter(answers, more);
    if (isAboutReading(more) && opened?.bytes !== undefined) void take(opened.name, opened.bytes, all);
    else setAnswers(all);
  }

  useEffect(() => {
    setRun(undefined);
    setDecisions(noDecisions);
  }, [opened, proposal]);
  useEffect(() => {
    if (opened === undefined || proposal === undefined) return;
    const total = proposal.sheet.rows.length;
    void during("plan", total, async (signal) => {
      const ratingRange = ratingRangeBy(await readWeights(workbook));
      const steps = dryRunSteps(proposal, {
        existing: opened.existing,
        rowsThere: ownTable === undefined ? [] : await readOwnRows(workbook, kindOf[ownTable]),
        whenKnown,
        rows: decisions,
        ratingRange,
        fixedRanges: true,
      });
      const onDone = (done: number) => setWork({ phase: "plan", done, total });
      setRun(await inSlices(steps, { signal, onDone }));
    });
    const mine = stop.current;
    return () => {
      // Another proposal is another dry run.
      if (stop.current === mine) {
        stop.current = undefined;
        setWork(undefined);
      }
      mine?.abort();
    };
    // The texts may change without planning again.
  }, [opened, proposal, whenKnown, decisions]);

  /** Puts the file away; the focus goes to where the next one is chosen. */
  function leave(): void {
    setOpened(undefined);
    chooser.current?.focus();
  }

  async function write(): Promise<void> {
    if (run === undefined || proposal === undefined || opened === undefined) return;
    const { add, update } = run;
    const rows = rowsToAdd(run);
    const total = add.length + update.length + rows.length;
    await during("write", total, async (signal) => {
      const onProgress = ({ done }: { done: number }) => setWork({ phase: "write", done, total });
      if (ownTable !== undefined) {
        const kind = kindOf[ownTable];
        const back = await addOwnRows(workbook, kind, rows, language, { onProgress, signal });
        if (opened.bytes === undefined) await rememberColumns(workbook, opened.name, proposal);
        const label = t(`importedRows_${ownTable}`, { count: rows.length });
        did({ label, undo: async ({ onProgress: tell } = {}) => back({ onProgress: tell }) });
        setAdded({ table: tableNames[ownTable], rows: rows.length });
        leave();
        return;
      }
      const { inverse } = await store.change({ add, update }, { onProgress, signal });
      if (opened.bytes === undefined) await rememberColumns(workbook, opened.name, proposal);
      const label =
        update.length === 0
          ? t("imported", { count: add.length })
          : t("importedUpdated", { count: add.length, updated: update.length });
      did(changeStep(store, label, inverse));
      setAdded({ table: tableNames.customers, rows: add.length });
      leave();
    });
  }

  /** Selects the cell of a sheet that could not be read. */
  async function showCell({ row, column }: ReadingProblem): Promise<void> {
    if (opened === undefined || proposal === undefined) return;
    const used = await workbook.usedArea(opened.name);
    const place = proposal.columns.find(({ header }) => header === column)?.column ?? 0;
    const area = { sheet: opened.name, row: row - 1, column: (used?.column ?? 0) + place };
    await workbook.select({ ...area, rows: 1, columns: 1 });
  }

  /** Selects the rows that were added, which stand at the end of the table. */
  async function showThem(): Promise<void> {
    const table = (await workbook.tables()).find(({ name }) => name === added?.table);
    if (table === undefined || added === undefined) return;
    const { area } = table;
    await workbook.select({ ...area, row: area.row + area.rows - added.rows, rows: added.rows });
  }

  function downloadBad(): void {
    if (proposal === undefined || run === undefined) return;
    const { sheet } = proposal;
    const first = sheet.firstRow ?? 1;
    const rows: CsvCell[][] = [
      [t("row"), t("problem"), ...proposal.columns.map(({ header }) => header)],
      ...run.problems.map((problem): CsvCell[] => [
        problem.row,
        `${problem.column === "" ? "" : `${problem.column}${t("colon")}`}${problemText(problem, language)}`,
        ...proposal.columns.map(({ column }) => shownText(sheet.rows[problem.row - first]?.[column])),
      ]),
    ];
    void deliver({ name: `${(opened?.name ?? "import").replace(/\.[^.]*$/, "")}-errors.csv`, rows });
  }

  const isBusy = work?.phase === "write";
  return (
    <section className={page.page} style={{ padding: 0 }} aria-labelledby={id}>
      <Subtitle2 as="h2" id={id}>
        {t("importTitle")}
      </Subtitle2>
      <span>{t("importAbout")}</span>
      <div className={page.actions}>
        <FileButton ref={chooser} disabledFocusable={isBusy} onFile={take} />
        {opened && proposal && work?.phase !== "read" && (
          <span>
            {t("fileRows", {
              name: opened.name,
              count: Math.max(0, proposal.sheet.rows.length - proposal.firstData),
            })}
          </span>
        )}
      </div>
      {opened === undefined && work === undefined && (
        <Field label={t("useTable")}>
          <Select value="" onChange={(_, data) => data.value !== "" && void takeSheet(data.value)}>
            <option value="">{t("pleaseChoose")}</option>
            {sheets.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {opened === undefined && added !== undefined && (
        <div className={page.actions}>
          {added.rows > 0 && <Button onClick={() => void showThem()}>{t("showThem")}</Button>}
          <Button onClick={() => show("report")}>{t("ownTableShow")}</Button>
        </div>
      )}
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
      {opened && proposed instanceof Error && (
        <>
          <span role="alert">{text.error(proposed)}</span>
          <div className={page.actions}>
            <Button onClick={leave}>{t("cancel")}</Button>
          </div>
        </>
      )}
      {opened && proposal && !isBusy && (
        <>
          <ProposalForm proposal={proposal} onAnswer={answer} />
          {ownTable !== undefined && <span>{t(`ownTable_${ownTable}`)}</span>}
          {run && (
            <ImportOutcome
              proposal={proposal}
              run={run}
              whenKnown={whenKnown}
              onWhenKnown={(choice) => {
                setDecisions(noDecisions);
                setWhenKnown(choice);
              }}
              decisions={decisions}
              onDecision={(row, choice) => setDecisions(new Map([...decisions, [row, choice]]))}
              onShow={opened.bytes === undefined ? (problem) => void showCell(problem) : undefined}
            />
          )}
          {run && (
            <div className={page.actions}>
              <Button
                appearance="primary"
                disabled={
                  work !== undefined ||
                  proposal.questions.length > 0 ||
                  run.add.length + run.update.length + rowsToAdd(run).length === 0
                }
                onClick={() => void write()}
              >
                {ownTable !== undefined
                  ? t(`importRows_${ownTable}`, { count: rowsToAdd(run).length })
                  : run.update.length === 0
                    ? t("importGood", { count: run.add.length })
                    : t("importUpdate", { count: run.add.length, updated: run.update.length })}
              </Button>
              {opened.bytes === undefined && (
                <Button
                  onClick={() => {
                    chooseReportTable({ name: opened.name, isSheet: true, proposal });
                    show("report");
                  }}
                >
                  {t("useHere")}
                </Button>
              )}
              {run.problems.length > 0 && <Button onClick={downloadBad}>{t("downloadBad")}</Button>}
              <Button onClick={leave}>{t("cancel")}</Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
