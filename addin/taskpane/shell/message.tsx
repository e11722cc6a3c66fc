import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useEffect, type ReactElement } from "react";
import type { Notice } from "./pane-context";
import { useText } from "./text";

const useStyles = makeStyles({
  // In the flow, below the view, which gives way: nothing is covered, and what is looked at stays where it is.
  place: { flexShrink: 0, maxHeight: "40%", overflowY: "auto" },
  message: { margin: "4px 8px" },
});

/** Milliseconds that a message is shown which only tells something and offers nothing. */
const passingTime = 8000;

/** What the pane has to say about what was done last, with a button that takes it back. */
export function Message({
  notice,
  canUndo,
  onUndo,
  onDismiss,
}: {
  notice: Notice | undefined;
  canUndo: boolean;
  onUndo: () => void;
  onDismiss: () => void;
}): ReactElement {
  const styles = useStyles();
  const { t } = useText();
  const passes = (notice?.intent === "success" || notice?.intent === "info") && !canUndo;
  useEffect(() => {
    if (!passes) return;
    const timer = setTimeout(onDismiss, passingTime);
    return () => clearTimeout(timer);
    // Another message begins its own time; how it is put away is always the same.
  }, [notice, passes]);
  return (
    <div role="status" aria-live="polite" className={styles.place} id="pane-message">
      {notice && (
        <MessageBar intent={notice.intent} className={styles.message} politeness="polite" layout="multiline">
          <MessageBarBody>{notice.text}</MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button
                size="small"
                appearance="transparent"
                icon={<DismissRegular />}
                aria-label={t("dismiss")}
                onClick={onDismiss}
              />
            }
          >
            {canUndo && (
              <Button size="small" onClick={onUndo}>
                {t("undo")}
              </Button>
            )}
          </MessageBarActions>
        </MessageBar>
      )}
    </div>
  );
}
