import { keyOf, useOfHeader } from "../columns";
import { readDay } from "../read-day";
import { isCalled } from "./name-columns";
import { isAmountBesideDay, purchaseRole } from "./purchase-words";
import { isBlank, shownText, type SheetRow } from "./source";
import { isTotalRow } from "./total-rows";
import { subtotalOf } from "./total-words";
import type { WorkedOut } from "./worked-out";

const isWhose = (header: string): boolean =>
  isCalled(header) || ["id", "name", "company", "email"].includes(keyOf(useOfHeader(header, "customer")));
const isAmount = (header: string): boolean => purchaseRole(header) === "amount" || isAmountBesideDay(header);

/**
 * A table of purchases whose customers stand in rows of their own above those of their purchases, as accounting programs
 * write it, as a table with the customer in each row. Undefined for any other table.
 */
export function groupsDown(
  headers: readonly string[],
  rowsOf: () => readonly SheetRow[],
  first: number,
): WorkedOut | undefined {
  const column = headers.findIndex(isWhose);
  const at = column < 0 ? 0 : column;
  if (!headers.some(isAmount) || (column < 0 && headers[0] !== "")) return undefined;
  const all = rowsOf();
  const rows: SheetRow[] = all.slice(0, first);
  const groups = new Set<string>();
  let group = "";
  let lines = 0;
  for (let i = first; i < all.length; i++) {
    const cells = all[i];
    const filled = cells.filter((cell) => !isBlank(cell)).length;
    const text = shownText(cells[at]).trim();
    const next = all[i + 1] ?? [];
    // A line below the table is followed by none.
    const isName = filled === 1 && /\p{L}/u.test(text) && readDay(text) === "" && isBlank(next[at]);
    if (filled === 0 || (isName && next.every(isBlank))) rows.push(cells);
    else if (subtotalOf(text) === group || isTotalRow(cells)) rows.push([]);
    else if (isName) {
      group = text;
      groups.add(group);
      rows.push([]);
    } else if (text === "" && group !== "") {
      lines++;
      rows.push(headers.map((_, j) => (j === at ? group : cells[j])));
    } else return undefined;
  }
  if (groups.size < 2 || lines < groups.size) return undefined;
  return {
    headers: headers.map((header, i) => (i === at && header === "" ? "Customer" : header)),
    rows,
    notes: [{ kind: "groups", text: [...groups].slice(0, 3).join(", "), count: groups.size }],
    from: [],
  };
}
