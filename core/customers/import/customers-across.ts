import { useOfHeader } from "../columns";
import { feedbackOfHeader } from "../feedback-questions";
import type { ImportNote } from "./notes";
import { isQuestions } from "./questions-down";
import { ratingTold } from "./rating-words";
import { isBlank, shownText, type SourceSheet } from "./source";
import type { TablePlace } from "./table-place";
import { isTotalRow } from "./total-rows";

const fewestCustomers = 3;

/**
 * A sheet with a column for each customer and a row for each question, turned, so that its rows are the columns by their
 * numbers; undefined for any other. Questions stand in the first column, and no header says what else its column holds.
 */
export function customersAcross(
  sheet: SourceSheet,
  { headers, headerRow, firstData, firstColumn, end }: TablePlace,
): (SourceSheet & { readonly headerRow: number; readonly note: ImportNote }) | undefined {
  const first = headers.findIndex((header, i) => i >= firstColumn && header !== "");
  const left = first > firstColumn && !isBlank(sheet.rows[firstData]?.[firstColumn]) ? firstColumn : first;
  const names = headers.slice(left + 1).filter((header) => header !== "");
  const isRating = (text: string): boolean => (feedbackOfHeader(text) ?? ratingTold(text)) !== undefined;
  if (headerRow < 0 || left < 0 || names.length < fewestCustomers || names.some(isKnown)) return undefined;
  const rows = sheet.rows.slice(firstData, end).filter((row) => !isBlank(row[left]) && !isTotalRow(row));
  const asked = rows.map((row) => shownText(row[left]).trim());
  const rated = asked.filter(isRating).length;
  if (rated < 2 || rated * 2 < asked.length || new Set(asked).size < asked.length) return undefined;
  const head = headers[left];
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    headerRow: left + 1,
    note: { kind: "across", text: head, count: names.length },
    rows: headers.map((header, i) => {
      if (i < left) return [];
      return i === left
        ? [head === "" || isQuestions(head) ? "Name" : head, ...asked]
        : [header, ...rows.map((row) => row[i])];
    }),
  };

  function isKnown(header: string): boolean {
    return isRating(header) || useOfHeader(header, "customer") !== undefined;
  }
}
