/** The page in the other tabs of this browser, which show the same kept workbook. */
export interface OtherTabs {
  /** This tab has kept its workbook: the others take it over, an erasure included. */
  tell(): void;
}

/** `changed` is called when another tab has kept its workbook. */
export function joinOtherTabs(changed: () => void): OtherTabs {
  if (typeof BroadcastChannel === "undefined") return { tell: () => undefined };
  const channel = new BroadcastChannel("crm-functions-playground");
  channel.addEventListener("message", changed);
  return { tell: () => channel.postMessage("kept") };
}
