import { Button, type ButtonProps } from "@fluentui/react-components";
import type { KeyboardEvent, ReactElement } from "react";
import { usePageStyles } from "./page-styles";
import { useText } from "./text";

/** The shortcut for saving, as written on this computer's keyboard. */
const saveKeys = /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘ Enter" : "Ctrl+Enter";

/** The button that saves, with its shortcut. */
export function SaveButton(props: ButtonProps): ReactElement {
  const { t } = useText();
  const page = usePageStyles();
  return (
    <Button {...props} appearance="primary" className={page.grow} aria-keyshortcuts="Control+Enter Control+S">
      {t("save")}
      <span aria-hidden className={page.keys}>
        {saveKeys}
      </span>
    </Button>
  );
}

/** Calls `save` on Ctrl+Enter and Ctrl+S (⌘ on a Mac), instead of the browser's saving of the page. */
export function onSaveKeys(save: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    if (event.key !== "Enter" && event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    event.stopPropagation();
    save();
  };
}
