import type { KeyboardEvent } from "react";

/** The shortcut for saving, as written on this computer's keyboard. */
export const saveKeys = /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘ Enter" : "Ctrl+Enter";

/** The shortcuts for saving, for `aria-keyshortcuts`. */
export const saveShortcuts = "Control+Enter Control+S";

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
