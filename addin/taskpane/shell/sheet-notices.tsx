import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { useEffect, useState, type ReactElement } from "react";
import { usePane, useStoreVersion } from "./pane-context";
import { useText } from "./text";

/** Notices about conditions of the sheet that limit the pane: a cell being edited, a table without ids. */
export function SheetNotices(): ReactElement | null {
  return (
    <>
      <WaitingNotice />
      <TablesWithoutId />
    </>
  );
}

function WaitingNotice(): ReactElement | null {
  const { workbook } = usePane();
  const { t } = useText();
  const [waiting, setWaiting] = useState(false);
  useEffect(() => workbook.onWaiting(setWaiting), [workbook]);
  return (
    <div role="status" aria-live="polite">
      {waiting && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t("waitingForCell")}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}

function TablesWithoutId(): ReactElement | null {
  const { store, notify, attempt, show } = usePane();
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  useStoreVersion();
  async function add(kind: "customers" | "interactions", name: string, field: string): Promise<void> {
    setBusy(true);
    await attempt(async () => {
      await store.addIdColumn(kind);
      notify({ intent: "success", text: t("withoutIdAdded", { name, field }) });
    });
    setBusy(false);
  }
  return (
    <>
      {store.tablesWithoutId().map(({ kind, name, field }) => (
        <MessageBar key={kind} intent="warning" layout="multiline">
          <MessageBarBody>{t("withoutId", { name, field })}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" disabled={busy} onClick={() => void add(kind, name, field)}>
              {t("withoutIdAdd")}
            </Button>
            <Button size="small" onClick={() => show("data")}>
              {t("withoutIdChoose")}
            </Button>
          </MessageBarActions>
        </MessageBar>
      ))}
    </>
  );
}
