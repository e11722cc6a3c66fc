import { Button, ProgressBar, Subtitle2 } from "@fluentui/react-components";
import { useEffect, useRef, useState, type ReactElement } from "react";
import {
  dryRunSteps,
  ratingRangeBy,
  shownText,
  tableNameOf,
  type CsvCell,
  type DryRun,
  type ReadingProblem,
  type WhenKnown,
} from "@crm-functions/core";
import { inSlices } from "../../workbook/in-slices";
import { addOwnRows, readOwnRows } from "../../workbook/store/own-rows";
import { readWeights } from "../../workbook/store/weights";
import { Choice } from "../shell/choice";
import { usePageStyles } from "../shell/page-styles";
import { usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import { useSheets } from "../shell/use-sheets";
import { useDeliver } from "./deliver";
import { FileButton } from "./file-button";
import { ImportOutcome, whatIsWrong } from "./import-outcome";
import { rememberColumns } from "./opened-sheet";
import { useOpenedTable } from "./opened-table";
import { ProposalForm } from "./proposal-form";

/** The phase in progress: reading the file, the dry run, or writing; `total` is unknown while reading. */
interface Work {
  readonly phase: "read" | "plan" | "write";
  readonly done: number;
  readonly total: number | undefined;
}

const workTexts = { read: "readingRows", plan: "planningRows", write: "importingRows" } as const;

/** The last import: its rows are at the end of this table. */
interface Added {
  readonly table: string;
  readonly rows: number;
}

/** The record kind of the rows of a table other than customers. */
const kindOf = { purchases: "purchase", answers: "answer" } as const;

const noDecisions: ReadonlyMap<number, WhenKnown> = new Map();

const rowsToAdd = ({ addPurchases, addAnswers }: DryRun) => [...addPurchases, ...addAnswers];

/** Reads a file or a sheet, shows how it understands each column and what would happen row by row, and then imports. */
export function ImportSection(): ReactElement | null {
  const text = useText();
  const { t, language } = text;
  const { store, change, did, notify, workbook, show, chooseReportTable } = usePane();
  const deliver = useDeliver();
  const page = usePageStyles();
  const chooser = useRef<HTMLButtonElement>(null);
  const [whenKnown, setWhenKnown] = useState<WhenKnown>("update");
  /** Choices for single rows that differ from `whenKnown`. */
  const [decisions, setDecisions] = useState(noDecisions);
  const [run, setRun] = useState<DryRun | undefined>();
  const [work, setWork] = useState<Work | undefined>();
  const [added, setAdded] = useState<Added | undefined>();
  const stop = useRef<AbortController | undefined>(undefined);
  const { opened, proposal, failure, take, takeSheet, answer, close } = useOpenedTable((work) => {
    close();
    setAdded(undefined);
    return during("read", undefined, (signal) =>
      work({ signal, onDone: (done) => setWork({ phase: "read", done, total: undefined }) }),
    );
  });
  const sheets = useSheets();
  const ownTable = proposal === undefined || proposal.table === "customers" ? undefined : proposal.table;

  /** Runs one phase, which the user can stop; a stopped phase changes nothing and notifies the user. */
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
      // A later phase has replaced this one.
      if (stop.current !== controller) return;
      if (phase === "plan") close();
      notify({ intent: controller.signal.aborted ? "info" : "error", text: text.error(error) });
      // The stop button disappears with the progress bar.
      if (controller.signal.aborted) chooser.current?.focus();
    } finally {
      if (stop.current === controller) setWork(undefined);
    }
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
        existing: (await store.changesSince(0)).customers,
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
      // A change of the proposal starts a new dry run.
      if (stop.current === mine) {
        stop.current = undefined;
        setWork(undefined);
      }
      mine?.abort();
    };
    // A change of the texts does not require a new dry run.
  }, [opened, proposal, whenKnown, decisions]);

  /** Closes the file and focuses the button that chooses the next one. */
  function leave(): void {
    close();
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
        setAdded({ table: tableNameOf[kind], rows: rows.length });
        leave();
        return;
      }
      const label =
        update.length === 0
          ? t("imported", { count: add.length })
          : t("importedUpdated", { count: add.length, updated: update.length });
      await change(label, { add, update }, { onProgress, signal });
      if (opened.bytes === undefined) await rememberColumns(workbook, opened.name, proposal);
      setAdded({ table: tableNameOf.customer, rows: add.length });
      leave();
    });
  }

  /** Selects the sheet's cell that could not be read. */
  async function showCell({ row, column }: ReadingProblem): Promise<void> {
    if (opened === undefined || proposal === undefined) return;
    const used = await workbook.usedArea(opened.name);
    const place = proposal.columns.find(({ header }) => header === column)?.column ?? 0;
    const area = { sheet: opened.name, row: row - 1, column: (used?.column ?? 0) + place };
    await workbook.select({ ...area, rows: 1, columns: 1 });
  }

  /** Selects the added rows, which are at the end of the table. */
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
        whatIsWrong(problem, text),
        ...proposal.columns.map(({ column }) => shownText(sheet.rows[problem.row - first]?.[column])),
      ]),
    ];
    const name = `${(opened?.name ?? "import").replace(/\.[^.]*$/, "")}-errors.csv`;
    void deliver(async () => ({ name, rows }));
  }

  const isBusy = work?.phase === "write";
  return (
    <section className={page.page} style={{ padding: 0 }} aria-label={t("importTitle")}>
      <Subtitle2 as="h2">{t("importTitle")}</Subtitle2>
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
        <Choice
          label={t("useTable")}
          value=""
          options={[["", t("pleaseChoose")], ...sheets]}
          onChoose={(name) => name !== "" && void takeSheet(name)}
        />
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
      {opened && failure && (
        <>
          <span role="alert">{text.error(failure)}</span>
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
