import {
  Button,
  FluentProvider,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  ProgressBar,
  Tab,
  TabList,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { ArrowUndoRegular, DismissRegular } from "@fluentui/react-icons";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactElement } from "react";
import { CrmError, type Language, type Progress, type Region } from "@crm-functions/core";
import type { WorkbookCustomerStore } from "../../workbook/store/workbook-store";
import type { Workbook } from "../../workbook/workbook";
import { ChartsView } from "../charts/charts-view";
import { CustomersView } from "../customers/customers-view";
import { DataView } from "../data/data-view";
import { FormulasView } from "../formulas/formulas-view";
import { chosenSheet, keepChosenSheet, type OwnTable } from "../report/own-table";
import { ReportView } from "../report/report-view";
import { StartView } from "../start/start-view";
import { WeightsView } from "../weights/weights-view";
import { PaneContext, viewNames, type Notice, type Pane, type ViewName } from "./pane-context";
import { SheetNotices } from "./sheet-notices";
import type { OfficeServices } from "./office-services";
import { paneTasks, type AskedTask } from "./pane-task";
import { LanguageContext, useText } from "./text";
import type { ThemeChoice } from "./colors";
import { useTheme } from "./theme";
import { makeUndoStack } from "./undo-stack";

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
  tabs: { flex: "1 1 0", minWidth: 0, display: "flex", flexWrap: "wrap" },
  tab: { paddingLeft: "6px", paddingRight: "6px", flexGrow: 1, justifyContent: "center" },
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
  notice: { flexShrink: 0, margin: "4px 8px" },
  // Over the page, which does not move for it; what lies below can be clicked.
  overlay: {
    position: "absolute",
    bottom: 0,
    left: 0,
    right: 0,
    zIndex: 1,
    pointerEvents: "none",
    "& button": { pointerEvents: "auto" },
  },
});

/** True for what is only said and goes by itself; what asks for something stays until it is put away. */
const passes = (notice: Notice | undefined): boolean =>
  notice?.intent === "success" || notice?.intent === "info";

export interface TaskPaneProps {
  readonly workbook: Workbook;
  readonly store: WorkbookCustomerStore;
  readonly region: Region | undefined;
  readonly assets: string;
  readonly language: Language;
  readonly themeChoice: ThemeChoice;
  /** Another number: what the host does with blanks is to be looked at again. */
  readonly hostChecks: number;
  /** What a command asks for, a new object each time. */
  readonly asked: AskedTask | undefined;
  readonly onLanguage: (language: Language) => void;
  readonly onTheme: (theme: ThemeChoice) => void;
  readonly today: () => string;
  readonly office: OfficeServices | undefined;
  readonly selectedAtFirst?: string;
}

/** The whole pane: a tab per view, notices, undo. Views stay alive while hidden, so a half-filled form is kept. */
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

const views: Record<Exclude<ViewName, "start">, () => ReactElement> = {
  report: () => <ReportView />,
  customers: () => <CustomersView />,
  weights: () => <WeightsView />,
  formulas: () => <FormulasView />,
  charts: () => <ChartsView />,
  data: () => <DataView />,
};

/** Country of phone numbers where the host does not tell: by the language of the pane. */
const usualRegions: Record<Language, Region> = { "en-US": "US", "zh-CN": "CN" };

function PaneBody(props: TaskPaneProps & Pick<Pane, "themeName" | "chartTheme">): ReactElement | null {
  const styles = useStyles();
  const text = useText();
  const { workbook, store, office, assets, themeName, chartTheme, today } = props;
  const region = props.region ?? usualRegions[text.language];
  const [view, show] = useState<ViewName>("report");
  const [visited, setVisited] = useState<ReadonlySet<ViewName>>(new Set(["report"]));
  const [notice, notify] = useState<Notice | undefined>();
  const [selected, select] = useState<string | undefined>(props.selectedAtFirst);
  const [chosenFunction, chooseFunction] = useState("NEEDSCORE");
  const [reportTable, setReportTable] = useState<OwnTable | undefined>();
  const undo = useMemo(() => makeUndoStack(), []);
  const [undoing, setUndoing] = useState<Progress | undefined>();
  const undoButton = useRef<HTMLButtonElement>(null);
  const stopUndo = useRef<AbortController | undefined>(undefined);
  const last = useSyncExternalStore(undo.onChange, () => undo.last);
  const undoLabel = last ? text.t("undoWhat", { what: last.label }) : text.t("undo");

  useEffect(() => setVisited((before) => (before.has(view) ? before : new Set([...before, view]))), [view]);
  useEffect(() => {
    const wanted = props.asked && paneTasks[props.asked.task];
    if (wanted !== undefined) pane.show(wanted);
    // Only what is asked, not what has changed since.
  }, [props.asked]);
  useEffect(() => {
    // A sheet that cannot be read any more is chosen anew.
    void chosenSheet(workbook, region).then(setReportTable, () => undefined);
    // What was chosen when the pane began.
  }, [workbook]);
  useEffect(() => {
    if (!passes(notice)) return;
    const timer = setTimeout(() => notify(undefined), 6000);
    return () => clearTimeout(timer);
  }, [notice]);

  const pane = useMemo<Pane>(
    () => ({
      workbook,
      store,
      region,
      undo,
      office,
      assets,
      themeName,
      chartTheme,
      today,
      notify,
      // Who is led elsewhere by a button goes on there: the button is hidden with its view.
      show: (next) => {
        show(next);
        requestAnimationFrame(() => document.getElementById(`pane-view-${next}`)?.focus());
      },
      selected,
      select,
      chosenFunction,
      chooseFunction,
      reportTable,
      chooseReportTable: (table) => {
        setReportTable(table);
        void keepChosenSheet(workbook, table).catch((error: unknown) =>
          notify({ intent: "error", text: text.error(error) }),
        );
      },
      asked: props.asked,
    }),
    [
      workbook,
      store,
      office,
      region,
      undo,
      assets,
      themeName,
      chartTheme,
      today,
      selected,
      chosenFunction,
      reportTable,
      props.asked,
    ],
  );

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
      // The button that stops it goes with the bar.
      if (stop.signal.aborted) undoButton.current?.focus();
    }
  }

  return (
    <PaneContext.Provider value={pane}>
      <div className={styles.root}>
        <div className={styles.bar}>
          <TabList
            className={styles.tabs}
            size="small"
            selectedValue={view}
            onTabSelect={(_, data) => show(data.value as ViewName)}
            aria-label={text.t("views")}
          >
            {viewNames.map((one) => (
              <Tab
                key={one}
                value={one}
                id={`pane-tab-${one}`}
                aria-controls={`pane-view-${one}`}
                className={styles.tab}
              >
                {text.t(`view_${one}`)}
              </Tab>
            ))}
          </TabList>
          <Button
            ref={undoButton}
            size="small"
            appearance="subtle"
            icon={<ArrowUndoRegular />}
            className={styles.undo}
            // Keeps the focus when the last step has been taken back.
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
        <div role="status" aria-live="polite" className={passes(notice) ? styles.overlay : undefined}>
          {notice && (
            <MessageBar
              intent={notice.intent}
              className={styles.notice}
              politeness="polite"
              layout="multiline"
            >
              <MessageBarBody>{notice.text}</MessageBarBody>
              <MessageBarActions
                containerAction={
                  <Button
                    size="small"
                    appearance="transparent"
                    icon={<DismissRegular />}
                    aria-label={text.t("dismiss")}
                    onClick={() => notify(undefined)}
                  />
                }
              />
            </MessageBar>
          )}
        </div>
        {viewNames.map((one) => (
          <div
            key={one}
            id={`pane-view-${one}`}
            role="tabpanel"
            aria-labelledby={`pane-tab-${one}`}
            className={one === view ? styles.view : styles.hidden}
            tabIndex={0}
          >
            {(visited.has(one) || one === view) && (
              <>
                {one === "start" ? (
                  <StartView
                    themeChoice={props.themeChoice}
                    hostChecks={props.hostChecks}
                    office={props.office}
                    onLanguage={props.onLanguage}
                    onTheme={props.onTheme}
                  />
                ) : (
                  views[one]()
                )}
              </>
            )}
          </div>
        ))}
      </div>
    </PaneContext.Provider>
  );
}
