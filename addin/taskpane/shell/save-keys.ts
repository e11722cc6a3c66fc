import type { KeyboardEvent } from "react";

/** What is pressed to save, as this computer's keyboard writes it. */
export const saveKeys = /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘ Enter" : "Ctrl+Enter";

/** The same for those who have it read to them. */
export const saveShortcuts = "Control+Enter Control+S";

/** Calls `save` on Ctrl+Enter and Ctrl+S; the browser's own Save is about the page. */
export function onSaveKeys(save: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    if (event.key !== "Enter" && event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    event.stopPropagation();
    save();
  };
}
