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
  // In the flow below the view, which shrinks, so that nothing is covered and the content in view stays in place.
  place: { flexShrink: 0, maxHeight: "40%", overflowY: "auto" },
  message: { margin: "4px 8px" },
});

/** Milliseconds for which a message is shown if it is no warning or error and offers no action. */
const passingTime = 8000;

/** The message about the last action, with an undo button. */
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
    // A new message restarts the timer; `onDismiss` goes by the message.
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
