import type { MessageKey, MessageParameters } from "../../locales/message";
import type { CellValue, FieldValue, FieldValues } from "../cells";
import { isOwn, keyOf, type Own, type TableColumns } from "../columns";
import type { Customer } from "../customer";
import { nameKeys } from "../customer-fields";
import { isAmbiguousDay, readDayOrSerial } from "../read-day";
import { customerOf, readRow } from "../rows";
import type { ValidationSettings } from "../validation";
import { textOf } from "./own-rows";
import type { Proposal } from "./proposal";
import type { ProposedColumn } from "./proposed-columns";
import type { ReadingProblem } from "./reading-problem";
import { lostIn, plainCell } from "./sheet-cells";
import { columnLetters, isBlank, shownText, type SourceCell } from "./source";
import { answersIn } from "./unnamed-answers";

/** What could be read of a row. */
export interface RowRead {
  readonly problems: readonly ReadingProblem[];
  /** By key, without unreadable values. */
  readonly values: FieldValues;
  /**
   * The row's customer, named `-` for purchases and answers, and `""` for answers that are only read and name nobody;
   * undefined if a problem loses the row.
   */
  readonly customer: Customer | undefined;
}

/**
 * Returns a function that reads the row at a position of the proposal's sheet.
 *
 * @param isReadOnly an id, e-mail address or phone number serves as name in a table without names and in a row that has
 *   answers; such a row counts even if it names nobody; phone numbers whose country is asked for stay as written
 */
export function rowReader(
  proposal: Proposal,
  settings: ValidationSettings,
  isReadOnly: boolean,
): (at: number) => RowRead {
  const { sheet, columns, table, source, width, questions } = proposal;
  const arePhonesKept = isReadOnly && questions.some(({ kind }) => kind === "region");
  const rules = arePhonesKept ? { ...settings, region: undefined } : settings;
  const { region, phones } = rules;
  const uses: TableColumns = {
    kind: "customer",
    uses: columns.map(({ use }) => use),
    language: proposal.language,
    readings: columns.map(({ reading }) => reading),
  };
  const columnOfKey = new Map(columns.map((column) => [keyOf(column.use), column]));
  const day = columns.find(({ role }) => role === "purchaseDate");
  const unvalued = new Set(sheet.unvalued);
  const isNamed = nameKeys.some((key) => (columnOfKey.get(key)?.samples.length ?? 0) > 0);
  const isAnswer = answersIn(proposal);
  const recordOf = (values: FieldValues, at: number) => {
    if (table !== "customers") return customerOf({ ...values, name: "-" }, rules);
    const isNameless = nameKeys.every((key) => isBlank(values[key]));
    if (!isReadOnly || !isNameless) return customerOf(values, rules);
    const isCounted = isAnswer(at);
    if (isNamed && !isCounted) return customerOf(values, rules);
    const called = isNamed && !isBlank(values.company) ? String(values.company) : whoseRow(values);
    if (called !== "" || !isCounted) return customerOf({ ...values, name: called }, rules);
    const { record, problems } = customerOf({ ...values, name: "-" }, rules);
    return { record: { ...record, name: "" }, problems };
  };

  return (at) => {
    const cells = sheet.rows[at];
    const row = at + (sheet.firstRow ?? 1);
    const problems: ReadingProblem[] = [];
    /** The keys that cannot be read; only the first problem of each is reported. */
    const unreadable = new Set<string>();
    const note = (
      kind: ReadingProblem["kind"],
      column: ProposedColumn | undefined,
      key: MessageKey,
      parameters: MessageParameters = {},
      unread = keyOf(column?.use),
    ): void => {
      if (unreadable.has(unread)) return;
      if (unread !== "") unreadable.add(unread);
      const found = column === undefined ? "" : shownText(cells[column.column]).trim().slice(0, 80);
      // A purchase without a date does not count.
      const costs = table === "purchases" && column !== undefined && column === day ? "row" : kind;
      // 38% is no 38.
      const told = found.endsWith("%") && "found" in parameters ? { ...parameters, found } : parameters;
      problems.push({ row, column: column?.header ?? "", kind: costs, key, parameters: told, found });
    };
    if (source.kind === "text" && cells.slice(width).some((cell) => !isBlank(cell))) {
      note("row", undefined, "tooManyCells", { cells: cells.length, headers: width });
      return { problems, values: {}, customer: undefined };
    }

    const plain = columns.map((column): CellValue => {
      const cell = cells[column.column];
      const hasNoValue = unvalued.size > 0 && unvalued.has(`${columnLetters(column.column)}${row}`);
      const lost = hasNoValue ? "formulaWithoutValue" : lostIn(cell, column, source.kind);
      if (lost === undefined) return plainCell(cell, column);
      const isName = nameKeys.includes(keyOf(column.use));
      const found = hasNoValue ? {} : foundIn(cell);
      note(isName ? "row" : "cell", column, lost, found, isName ? "name" : undefined);
      return null;
    });
    const values = readRow(plain, uses, { region, phones });
    const checked = recordOf(values, at);
    for (const { key, message, parameters } of checked.problems) {
      if (key === "name") {
        const column = columnOfKey.get(key) ?? columnOfKey.get("familyName");
        note("row", column, message === "fieldRequired" ? "rowWithoutName" : message, parameters, key);
      } else if (!(arePhonesKept && message === "phoneInvalid"))
        note("cell", columnOfKey.get(key), message, parameters, key);
    }
    for (const column of columns) {
      const bad = unreadableOwn(values[keyOf(column.use)], column);
      if (bad !== undefined) note("cell", column, bad, foundIn(cells[column.column]));
    }
    const areAllRead = unreadable.size === 0;
    const readable = areAllRead
      ? values
      : Object.fromEntries(Object.entries(values).filter(([key]) => !unreadable.has(key)));
    if (
      table === "purchases" &&
      columns.every(({ role, column }) => !isOfPurchase(role) || isBlank(cells[column]))
    )
      note("row", undefined, "purchaseLine");
    else if (table === "purchases") {
      if (whoseRow(readable) === "") note("row", undefined, "purchaseWithoutCustomer");
      if (day !== undefined && isBlank(cells[day.column])) note("row", day, "purchaseWithoutDay");
    }
    if (problems.some(({ kind }) => kind === "row"))
      return { problems, values: readable, customer: undefined };
    const { record } = areAllRead ? checked : recordOf(readable, at);
    return { problems, values: readable, customer: withDay(record, columns) };
  };
}

const isOfPurchase = (role: ProposedColumn["role"]): boolean => role === "purchaseDate" || role === "amount";

const foundIn = (cell: SourceCell | undefined): MessageParameters => ({
  found: shownText(cell).slice(0, 60),
});

/** How a row identifies its customer: by id, else name, else e-mail address or phone number. */
export function whoseRow(values: FieldValues): string {
  const told = ["id", "name", "email", "phone"].map((key) => textOf(values[key])).find((text) => text !== "");
  if (told !== undefined) return told;
  const name = [values.givenName, values.familyName].filter(
    (part) => typeof part === "string" && part !== "",
  );
  return name.join(" ");
}

/** What is wrong with a cell that should be a purchase's date or amount, or a yes or no. */
function unreadableOwn(
  value: FieldValue | undefined,
  { use, role, reading }: ProposedColumn,
): MessageKey | undefined {
  if (role === undefined || value === undefined || value === null || value === "") return undefined;
  if (role === "amount" || role === "refund") return typeof value === "number" ? undefined : "notANumber";
  if (role === "outcome")
    return typeof value === "boolean" || (use as Own).type !== "boolean" ? undefined : "yesNoInvalid";
  const text = String(value);
  if (readDayOrSerial(text, reading.dates) !== "") return undefined;
  return isAmbiguousDay(text) && reading.dates === undefined ? "dateAmbiguous" : "dateInvalid";
}

/** The customer with the purchase date as ISO text, read in its column's date order; other own values are unchanged. */
function withDay(customer: Customer, columns: readonly ProposedColumn[]): Customer {
  const date = columns.find(({ role }) => role === "purchaseDate");
  const name = ownName(date);
  const cell = customer.own?.[name];
  if (typeof cell !== "string" && typeof cell !== "number") return customer;
  const day = readDayOrSerial(cell, date!.reading.dates);
  return day === "" ? customer : { ...customer, own: { ...customer.own, [name]: day } };
}

/** The header of an own column. */
export function ownName(column: ProposedColumn | undefined): string {
  return isOwn(column?.use) ? column.use.own : "";
}
