import { Button, FluentProvider, ProgressBar, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowUndoRegular } from "@fluentui/react-icons";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactElement } from "react";
import { CrmError, samePersonIndex, type Language, type Progress, type Region } from "@crm-functions/core";
import { ChartsView } from "../charts/charts-view";
import { CustomersView } from "../customers/customers-view";
import { DataView } from "../data/data-view";
import { FormulasView } from "../formulas/formulas-view";
import { chosenSheet, keepChosenSheet, type OwnTable } from "../report/own-table";
import { ReportView } from "../report/report-view";
import { StartView } from "../start/start-view";
import { WeightsView } from "../weights/weights-view";
import { Message } from "./message";
import { PaneContext, useLoaded, viewNames, type Notice, type Pane, type ViewName } from "./pane-context";
import { SheetNotices } from "./sheet-notices";
import { paneTasks } from "./pane-task";
import { LanguageContext, useText } from "./text";
import { useTheme } from "./theme";
import { changeStep } from "./undo-stack";
import { ViewTabs } from "./view-tabs";

const useStyles = makeStyles({
  root: {
    height: "100%",
    display: "flex",
    flexDirection: "column",
    minWidth: 0,
    overflow: "hidden",
    position: "relative",
  },
  bar: {
    display: "flex",
    alignItems: "center",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  view: { flexGrow: 1, minHeight: 0, overflowY: "auto", position: "relative" },
  hidden: { display: "none" },
  undo: { flexShrink: 0, marginInlineEnd: "4px" },
  undoing: {
    display: "grid",
    gridTemplateColumns: "1fr auto",
    alignItems: "center",
    gap: "4px 8px",
    padding: "4px 8px",
    "& > span": { gridColumn: "1 / -1" },
  },
});

type Settings = "themeChoice" | "hostChecks" | "onLanguage" | "onTheme" | "today";
interface TaskPaneProps extends Pick<Pane, "workbook" | "store" | "undo" | "asked" | "office" | Settings> {
  readonly language: Language;
}

/** The whole pane: a tab for each view, messages, undo. Hidden views stay mounted, so half-filled forms are kept. */
export function TaskPane(props: TaskPaneProps): ReactElement | null {
  const { theme, name, chartTheme, colorScheme } = useTheme(props.themeChoice);
  return (
    <LanguageContext.Provider value={props.language}>
      <FluentProvider theme={theme} style={{ height: "100%", colorScheme }} lang={props.language}>
        <PaneBody {...props} themeName={name} chartTheme={chartTheme} />
      </FluentProvider>
    </LanguageContext.Provider>
  );
}

const views: Record<ViewName, () => ReactElement | null> = {
  report: ReportView,
  customers: CustomersView,
  weights: WeightsView,
  formulas: FormulasView,
  charts: ChartsView,
  data: DataView,
  start: StartView,
};

/** Default country of phone numbers by the language of the pane, if the host reports none. */
const usualRegions: Record<Language, Region> = { "en-US": "US", "zh-CN": "CN" };

function PaneBody(props: TaskPaneProps & Pick<Pane, "themeName" | "chartTheme">): ReactElement | null {
  const styles = useStyles();
  const text = useText();
  const { workbook, store, undo } = props;
  const chosenRegion = useSyncExternalStore(store.onChange, store.region);
  const region = chosenRegion ?? usualRegions[text.language];
  const [view, showView] = useState<ViewName>("report");
  const [visited, setVisited] = useState<ReadonlySet<ViewName>>(new Set(["report"]));
  const [notice, notify] = useState<Notice | undefined>();
  const [selected, select] = useState<string | undefined>();
  const [chosenFunction, setChosenFunction] = useState("NEEDSCORE");
  const [chosenCells, setChosenCells] = useState<Pane["chosenCells"]>();
  // If the remembered sheet cannot be read, the user has to choose again.
  const kept = useLoaded(() => chosenSheet(workbook, region), [workbook]).value;
  /** The choice made since the pane was opened. */
  const [chosenTable, setChosenTable] = useState<{ readonly table: OwnTable | undefined }>();
  const samePersons = useMemo(() => samePersonIndex(store), [store]);
  useEffect(() => () => samePersons.close(), [samePersons]);
  const [undoing, setUndoing] = useState<Progress | undefined>();
  const undoButton = useRef<HTMLButtonElement>(null);
  const stopUndo = useRef<AbortController | undefined>(undefined);
  const last = useSyncExternalStore(undo.onChange, () => undo.last);
  const undoLabel = last ? text.t("undoWhat", { what: last.label }) : text.t("undo");

  useEffect(() => setVisited((before) => (before.has(view) ? before : new Set([...before, view]))), [view]);
  useEffect(() => {
    const wanted = props.asked && paneTasks[props.asked.task];
    if (wanted !== undefined) pane.show(wanted);
    // Runs for each new task only, not when other values change.
  }, [props.asked]);
  /** Removes the message, which belongs to the previous view. */
  function turnTo(next: ViewName): void {
    notify(undefined);
    showView(next);
  }

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      notify({ intent: "error", text: text.error(error) });
      return false;
    }
  }

  const pane: Pane = {
    ...props,
    region,
    samePersons,
    notify,
    attempt,
    async change(label, changes, options) {
      const written = await store.change(changes, options);
      pane.did(changeStep(store, label, written.inverse));
      return written;
    },
    did(step, said) {
      undo.push(step);
      notify({ intent: "success", text: step.label, ...said, step });
    },
    // Moves the focus to the new view, because the button pressed is hidden with the old one.
    show: (next) => {
      turnTo(next);
      requestAnimationFrame(() => document.getElementById(`pane-view-${next}`)?.focus());
    },
    selected,
    select,
    chosenFunction,
    chooseFunction(name, cells) {
      setChosenFunction(name);
      setChosenCells(cells && { name, cells });
    },
    chosenCells,
    reportTable: chosenTable === undefined ? kept : chosenTable.table,
    chooseReportTable: (table) => {
      setChosenTable({ table });
      void attempt(() => keepChosenSheet(workbook, table));
    },
  };

  async function takeBack(): Promise<void> {
    const stop = new AbortController();
    stopUndo.current = stop;
    const what = undo.last?.label ?? "";
    try {
      const step = await undo.undo({ onProgress: setUndoing, signal: stop.signal });
      if (step) notify({ intent: "info", text: text.t("undone", { what: step.label }) });
    } catch (error) {
      const stopped = error instanceof CrmError && error.key === "stopped";
      if (stopped) notify({ intent: "info", text: text.t("undoStopped", { what }) });
      else notify({ intent: "error", text: text.error(error) });
    } finally {
      setUndoing(undefined);
      // The stop button disappears with the progress bar.
      if (stop.signal.aborted) undoButton.current?.focus();
    }
  }

  return (
    <PaneContext.Provider value={pane}>
      <div className={styles.root}>
        <div className={styles.bar}>
          <ViewTabs view={view} onShow={turnTo} />
          <Button
            ref={undoButton}
            size="small"
            appearance="subtle"
            icon={<ArrowUndoRegular />}
            className={styles.undo}
            // Keeps the focus when the last step has been undone.
            disabledFocusable={last === undefined || undoing !== undefined}
            onClick={() => void takeBack()}
            aria-label={undoLabel}
            title={undoLabel}
          />
        </div>
        {undoing && (
          <div className={styles.undoing}>
            <span>{undoLabel}</span>
            <ProgressBar
              aria-label={undoLabel}
              value={undoing.total === 0 ? undefined : undoing.done / undoing.total}
            />
            <Button size="small" onClick={() => stopUndo.current?.abort()}>
              {text.t("stop")}
            </Button>
          </div>
        )}
        <SheetNotices />
        {viewNames.map((one) => {
          const View = views[one];
          return (
            <div
              key={one}
              id={`pane-view-${one}`}
              role="tabpanel"
              aria-labelledby={`pane-tab-${one}`}
              className={one === view ? styles.view : styles.hidden}
              tabIndex={0}
            >
              {(visited.has(one) || one === view) && <View />}
            </div>
          );
        })}
        <Message
          notice={notice}
          canUndo={notice?.step !== undefined && notice.step === last && undoing === undefined}
          onUndo={() => {
            undoButton.current?.focus(); // the button disappears with the message
            void takeBack();
          }}
          // When its time is up, another message may have taken its place.
          onDismiss={() => notify((shown) => (shown === notice ? undefined : shown))}
        />
      </div>
    </PaneContext.Provider>
  );
}
