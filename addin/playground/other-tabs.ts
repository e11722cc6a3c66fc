/**
 * Joins the page in other tabs of this browser, which show the same stored workbook.
 * @param changed called when another tab has saved its workbook
 * @returns notifies the other tabs that this one has saved the workbook, so that they load it, erasures included
 */
export function joinOtherTabs(changed: () => void): () => void {
  if (typeof BroadcastChannel === "undefined") return () => undefined;
  const channel = new BroadcastChannel("crm-functions-playground");
  channel.addEventListener("message", changed);
  return () => channel.postMessage("kept");
}
