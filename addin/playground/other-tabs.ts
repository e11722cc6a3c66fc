/** The page in other tabs of this browser, which show the same stored workbook. */
export interface OtherTabs {
  /** Notifies the other tabs that this one has saved the workbook, so that they load it, erasures included. */
  tell(): void;
}

/** @param changed called when another tab has saved its workbook */
export function joinOtherTabs(changed: () => void): OtherTabs {
  if (typeof BroadcastChannel === "undefined") return { tell: () => undefined };
  const channel = new BroadcastChannel("crm-functions-playground");
  channel.addEventListener("message", changed);
  return { tell: () => channel.postMessage("kept") };
}
