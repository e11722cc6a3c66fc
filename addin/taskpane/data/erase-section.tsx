import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
  useRestoreFocusTarget,
} from "@fluentui/react-components";
import { useRef, useState, type ReactElement } from "react";
import { tableNameOf, type Customer } from "@crm-functions/core";
import { clearTraces, tracesOf, type Trace } from "../../workbook/store/traces";
import { overlap } from "../../workbook/file/areas";
import type { Workbook } from "../../workbook/workbook";
import { areaReference } from "../formulas/formula-text";
import { DataTable } from "../shell/data-table";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane, useStoreVersion } from "../shell/pane-context";
import { useText } from "../shell/text";
import { describe } from "./duplicates-section";

/** Maximum number of cells listed at once; the next ones appear when these are cleared. */
const listed = 100;

/** Cells that still name an erased person. The record is kept in memory until the user has decided about them. */
interface Remains {
  readonly person: Customer;
  readonly traces: readonly Trace[];
  /** References of the cells to clear. */
  readonly ticked: ReadonlySet<string>;
}

/** Erases one person: their records, with a log entry, the undo history, and other cells that name them. */
export function EraseSection({ customer }: { customer: Customer | undefined }): ReactElement | null {
  const text = useText();
  const { t } = text;
  const { store, workbook, undo, notify, attempt, select, today } = usePane();
  const page = usePageStyles();
  const version = useStoreVersion();
  const [asking, setAsking] = useState(false);
  const [working, setWorking] = useState(false);
  const [remains, setRemains] = useState<Remains | undefined>();
  const [hostRemembers, setHostRemembers] = useState(false);
  const after = useRef<HTMLDivElement>(null);
  const returnFocus = useRestoreFocusTarget();
  const log = useLoaded(() => store.erasures(), [store, version]);

  async function during(work: () => Promise<void>): Promise<void> {
    setWorking(true);
    await attempt(work);
    setWorking(false);
  }
  const erase = () =>
    during(async () => {
      if (customer === undefined) return;
      setAsking(false);
      const { interactions } = await store.erase(customer.id, today());
      undo.forget(customer.id);
      setHostRemembers(!(await workbook.forgetHistory()));
      select(undefined);
      notify({ intent: "success", text: t("erased", { count: interactions }) });
      setRemains(await remainsOf(workbook, customer));
      // The button has disappeared with the customer: focus the remaining cells and the log.
      after.current?.focus();
    });
  const clear = (found: Remains) =>
    during(async () => {
      // The sheet may have changed since the search: clears only cells that still name the person.
      const now = await remainsOf(workbook, found.person);
      const wanted = now?.traces.filter(({ area }) => found.ticked.has(areaReference(area))) ?? [];
      await clearTraces(workbook, wanted);
      setHostRemembers(!(await workbook.forgetHistory()));
      setRemains(await remainsOf(workbook, found.person));
      notify({ intent: "success", text: t("cellsCleared", { count: wanted.length }) });
    });
  const tick = (cell: string, on: boolean) =>
    setRemains((before) => {
      if (before === undefined) return before;
      const ticked = new Set(before.ticked);
      if (on) ticked.add(cell);
      else ticked.delete(cell);
      return { ...before, ticked };
    });

  return (
    <>
      {customer !== undefined && (
        <div className={page.actions}>
          <Button {...returnFocus} className={page.danger} disabled={working} onClick={() => setAsking(true)}>
            {t("erasePerson")}
          </Button>
        </div>
      )}
      <Dialog
        open={asking && customer !== undefined}
        onOpenChange={(_, data) => setAsking(data.open)}
        modalType="alert"
      >
        <DialogSurface aria-describedby="erase-about">
          <DialogBody>
            <DialogTitle>{t("eraseSure", { name: customer?.name ?? "" })}</DialogTitle>
            <DialogContent id="erase-about" className={page.page} style={{ padding: 0 }}>
              <strong>{customer && describe(customer)}</strong>
              <span>{t("eraseAbout")}</span>
            </DialogContent>
            <DialogActions>
              <Button onClick={() => setAsking(false)}>{t("cancel")}</Button>
              <Button appearance="primary" className={page.dangerPrimary} onClick={() => void erase()}>
                {t("eraseForGood")}
              </Button>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
      <div ref={after} tabIndex={-1} className={page.page} style={{ padding: 0, outline: "none" }}>
        {hostRemembers && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{t("hostRemembers")}</MessageBarBody>
          </MessageBar>
        )}
        {remains && (
          <div className={page.page} style={{ padding: 0 }} role="group" aria-label={t("stillNamed")}>
            <strong>{t("stillNamedIn", { count: remains.traces.length, name: remains.person.name })}</strong>
            <span className={page.muted}>{t("stillNamedAbout")}</span>
            <ul style={{ margin: 0, padding: 0, listStyle: "none" }}>
              {remains.traces.slice(0, listed).map((trace) => {
                const cell = areaReference(trace.area);
                return (
                  <li key={cell} className={page.actions} style={{ flexWrap: "nowrap" }}>
                    <Checkbox
                      checked={remains.ticked.has(cell)}
                      disabled={trace.calculated}
                      onChange={(_, data) => tick(cell, data.checked === true)}
                      label={`${cell}${t("colon")}${String(trace.value)}${trace.calculated ? ` (${t("calculatedCell")})` : ""}`}
                      style={{ flexGrow: 1, minWidth: 0, overflowWrap: "anywhere" }}
                    />
                    <Button
                      size="small"
                      aria-label={t("showCell", { cell })}
                      onClick={() => void attempt(() => workbook.select(trace.area))}
                    >
                      {t("show")}
                    </Button>
                  </li>
                );
              })}
            </ul>
            <div className={page.actions}>
              <Button
                appearance="primary"
                disabled={working || remains.ticked.size === 0}
                onClick={() => void clear(remains)}
              >
                {t("clearCells", { count: remains.ticked.size })}
              </Button>
              <Button onClick={() => setRemains(undefined)}>{t("leaveCells")}</Button>
            </div>
          </div>
        )}
        {(log.value?.length ?? 0) > 0 && (
          <DataTable
            region={t("erasureLog")}
            caption={t("erasureLog")}
            columns={[t("erasedOn"), t("idHash"), t("table_interactions")]}
            isNumber={(j) => j === 2}
            hasNames={false}
            rows={(log.value ?? []).map(({ date, idHash, interactions }) => [
              text.date(date),
              `${idHash.slice(0, 12)}…`,
              interactions,
            ])}
          />
        )}
      </div>
    </>
  );
}

/** The cells that still name a person; undefined if there are none. Cells in other people's records start unticked. */
async function remainsOf(workbook: Workbook, person: Customer): Promise<Remains | undefined> {
  await workbook.calculated(); // a formula may still show erased data
  const traces = await tracesOf(workbook, person);
  if (traces.length === 0) return undefined;
  const kept = (await workbook.tables())
    .filter(({ name }) => name === tableNameOf.customer || name === tableNameOf.interaction)
    .map(({ area }) => area);
  const isOfOthers = ({ area: cell }: Trace) => kept.some((area) => overlap(area, cell));
  const ticked = traces
    .slice(0, listed)
    .filter((trace) => trace.whole && !trace.calculated && !isOfOthers(trace))
    .map(({ area }) => areaReference(area));
  return { person, traces, ticked: new Set(ticked) };
}
