import type { Draft } from "./column-draft";
import { dateOrders, mayBeSwapped } from "./date-order";
import type { ProposedColumn } from "./proposed-columns";
import { isAmountBesideDay, isBareDay, purchaseRole } from "./purchase-words";
import { columnLetters, type ImportSource, type SourceSheet } from "./source";
import type { ProposedTable } from "./table-kind";

/** Something about the sheet worth knowing before its rows are imported. */
export interface ImportNote {
  readonly kind:
    | "hiddenSheet"
    | "hiddenRows"
    | "merged"
    | "mergedAcross"
    | "unvalued"
    | "answers"
    | "swapped"
    | "amounts"
    | "discounts"
    | "questions"
    | "groups"
    | "months"
    | "purchases"
    | "across";
  readonly text: string;
  readonly count: number;
}

/** Hidden, merged or valueless cells from below the headers up to `end`, dates that may be others, words as numbers. */
export function notesOf(
  source: ImportSource,
  sheet: SourceSheet,
  headerRow: number,
  end: number,
  columns: readonly ProposedColumn[],
  values: Draft["values"],
): ImportNote[] {
  const offset = sheet.firstRow ?? 1;
  // Merged cells above the data are titles or groups of headers.
  const merges = (sheet.merges ?? []).filter(({ row }) => row > headerRow && row < end);
  const placesOf = (found: typeof merges): string[] =>
    found.map(({ row, column }) => `${columnLetters(column)}${row + offset}`);
  const found: [ImportNote["kind"], readonly string[]][] = [
    ["hiddenSheet", source.sheets.filter(({ hidden }) => hidden === true).map(({ name }) => name)],
    ["hiddenRows", (sheet.hiddenRows ?? []).map((row) => String(row + offset))],
    ["unvalued", sheet.unvalued ?? []],
    ["merged", placesOf(merges.filter(({ rows }) => rows > 1))],
    ["mergedAcross", placesOf(merges.filter(({ columns }) => columns > 1))],
  ];
  const swapped = columns.filter((each) => dateOrders.isIn(each) && mayBeSwapped(values[each.column]));
  found.push(["swapped", swapped.map(({ header }) => header)]);
  const told = answersTold(columns);
  if (told !== "") found.push(["answers", [told]]);
  return found
    .filter(([, texts]) => texts.length > 0)
    .map(([kind, texts]) => ({ kind, text: texts.slice(0, 5).join(", "), count: texts.length }));
}

/** That the rows count as purchases whose day or amount only the cells tell, not a header and not the user. */
export function purchasesNote(
  table: ProposedTable,
  columns: readonly ProposedColumn[],
  isTold: (column: number) => boolean,
): ImportNote[] {
  const halves = columns.filter(({ role }) => role === "purchaseDate" || role === "amount");
  const isUnsaid = ({ header, column }: ProposedColumn): boolean =>
    !isTold(column) && purchaseRole(header) === undefined && !isAmountBesideDay(header) && !isBareDay(header);
  if (table !== "purchases" || !halves.some(isUnsaid)) return [];
  const text = halves
    .sort((day, amount) => Number(day.role === "amount") - Number(amount.role === "amount"))
    .map(({ header }) => `“${header}”`);
  return [{ kind: "purchases", text: text.join(" · "), count: 1 }];
}

/** The most answers listed per scale. */
const mostTold = 12;
const isTold = / = (-?[\d.]+)$/;

/** `“Price” · “Delivery” → Fair = 2 · Good = 3`: columns of verbal answers by scale, with the answers' numbers. */
function answersTold(columns: readonly ProposedColumn[]): string {
  const scales = new Set(columns.flatMap(({ reading }) => reading.answers ?? []));
  const groups = [...scales].flatMap((scale) => {
    const its = columns.filter(({ reading }) => reading.answers === scale);
    const samples = new Set(its.flatMap(({ samples }) => samples));
    if (![...samples].some((sample) => isTold.test(sample))) return [];
    const numberOf = (sample: string): number => Number(isTold.exec(sample)?.[1] ?? Infinity);
    const byNumber = [...samples].sort((a, b) => numberOf(a) - numberOf(b));
    const shown = byNumber.length > mostTold ? [...byNumber.slice(0, mostTold), "…"] : byNumber;
    return `${its.map(({ header }) => `“${header}”`).join(" · ")} → ${shown.join(" · ")}`;
  });
  return groups.join(" | ");
}
