import type { MessageKey, MessageParameters } from "../../locales/message";
import { stepSize, type LongWork } from "../../long-work";
import type { CellValue, FieldValue, FieldValues } from "../cells";
import { keyOf, type ColumnUse, type Own, type TableColumns } from "../columns";
import type { Customer, OwnValues } from "../customer";
import { nameKeys } from "../fields";
import type { ParsedPhones } from "../phone";
import { isAmbiguousDay, readDay } from "../read-day";
import { customerOf, readRow } from "../rows";
import type { ValidationSettings } from "../validation";
import { match, type Matched, type MatchSettings } from "./known-customers";
import { rowsToLeaveOut, rowText, type LeftOutPart } from "./left-out";
import { rowsNotIn, valuesOfRow, type Answer, type Purchase } from "./own-rows";
import type { Proposal } from "./proposal";
import type { ProposedColumn } from "./proposed-columns";
import { rangesOf } from "./rating-ranges";
import { idTwice, type ReadingProblem } from "./reading-problem";
import { lostIn, plainCell } from "./sheet-cells";
import { columnLetters, isBlank, shownText } from "./source";

/** One purchase of a table of purchases. */
export interface ImportedPurchase extends Purchase {
  readonly row: number;
}

/** One row of a survey. */
export interface ImportedAnswer extends Answer {
  readonly row: number;
}

/** What an import would do; nothing has been written. */
export interface DryRun extends Matched {
  /** Everybody that the file tells of and that could be read, in their stored form; `id` `""` where it has none. */
  readonly customers: readonly { readonly row: number; readonly customer: Customer }[];
  readonly purchases: readonly ImportedPurchase[];
  readonly answers: readonly ImportedAnswer[];
  /** Those of the purchases and of the answers that their table has not yet. */
  readonly addPurchases: readonly ImportedPurchase[];
  readonly addAnswers: readonly ImportedAnswer[];
  readonly problems: readonly ReadingProblem[];
  /** Totals, headers that repeat, notes, customers who are there already and are skipped. */
  readonly leftOut: readonly LeftOutPart[];
  readonly blank: number;
  /** The numbers as they were parsed, for the write that follows. */
  readonly phones: ParsedPhones;
}

export interface DryRunSettings extends MatchSettings {
  /** What the table of purchases or of answers holds, where the file has these. */
  readonly rowsThere?: readonly FieldValues[];
  readonly ratingRange?: ValidationSettings["ratingRange"];
  /** Ratings beyond their range are refused even where a column of the file goes to 100, as the store would refuse them. */
  readonly fixedRanges?: boolean;
  /** Nobody is to be added: who is there already, or twice, is not looked for. */
  readonly readOnly?: boolean;
}

/**
 * Reads every row of a proposal. A cell that cannot be read in a column that need not be filled costs that cell; a name
 * that is missing costs the row. Yields how many rows it has read.
 */
export function* dryRunSteps(proposal: Proposal, settings: DryRunSettings = {}): LongWork<DryRun> {
  const { sheet, firstData, columns, region, table, width } = proposal;
  const offset = sheet.firstRow ?? 1;
  const phones: ParsedPhones = new Map();
  const rules: ValidationSettings = {
    region,
    phones,
    ratingRange:
      settings.fixedRanges === true ? settings.ratingRange : rangesOf(proposal, settings.ratingRange),
  };
  const uses: TableColumns = {
    kind: "customer",
    uses: columns.map(({ use }) => use),
    language: proposal.language,
    readings: columns.map(({ reading }) => reading),
  };
  const columnOfKey = new Map(columns.map((column) => [keyOf(column.use), column]));
  const reasonToLeaveOut = rowsToLeaveOut(sheet, firstData, columns);
  const problems: ReadingProblem[] = [];
  const leftOut: LeftOutPart[] = [...proposal.leftOut];
  const customers: { row: number; customer: Customer; values: FieldValues }[] = [];
  const purchases: ImportedPurchase[] = [];
  const answers: ImportedAnswer[] = [];
  const unvalued = new Set(sheet.unvalued);
  let blank = 0;
  for (let at = firstData; at < sheet.rows.length; at++) {
    if ((at - firstData) % stepSize === 0) yield at - firstData;
    const cells = sheet.rows[at];
    const row = at + offset;
    if (cells.every(isBlank)) {
      blank++;
      continue;
    }
    const reason = reasonToLeaveOut(at);
    if (reason !== undefined) {
      leftOut.push({ row, reason, text: rowText(cells) });
      continue;
    }
    const rowProblems: ReadingProblem[] = [];
    const problem = (
      column: ProposedColumn | undefined,
      kind: ReadingProblem["kind"],
      key: MessageKey,
      parameters: MessageParameters = {},
    ): void => {
      const found = column === undefined ? "" : shownText(cells[column.column]).trim().slice(0, 80);
      rowProblems.push({ row, column: column?.header ?? "", kind, key, parameters, found });
    };
    if (proposal.source.kind === "text" && cells.slice(width).some((cell) => !isBlank(cell))) {
      problem(undefined, "row", "tooManyCells", { cells: cells.length, headers: width });
      problems.push(...rowProblems);
      continue;
    }
    const unreadable = new Set<string>();
    for (const column of columns) {
      if (unvalued.size === 0 || !unvalued.has(`${columnLetters(column.column)}${row}`)) continue;
      const key = keyOf(column.use);
      problem(column, nameKeys.includes(key) ? "row" : "cell", "formulaWithoutValue");
      unreadable.add(nameKeys.includes(key) ? "name" : key);
    }
    const plain = columns.map((column): CellValue => {
      const cell = cells[column.column];
      const lost = lostIn(cell, column, proposal.source.kind);
      if (lost === undefined) return plainCell(cell, column);
      const key = keyOf(column.use);
      problem(column, nameKeys.includes(key) ? "row" : "cell", lost, { found: shownText(cell).slice(0, 60) });
      unreadable.add(key);
      return null;
    });
    let values: FieldValues = readRow(plain, uses, { region, phones });
    const read =
      table === "customers" ? customerOf(values, rules) : customerOf({ ...values, name: "-" }, rules);
    for (const { key, message, parameters } of read.problems) {
      if (unreadable.has(key)) continue;
      const isName = key === "name";
      const column = columnOfKey.get(key) ?? (isName ? columnOfKey.get("familyName") : undefined);
      problem(
        column,
        isName ? "row" : "cell",
        isName && message === "fieldRequired" ? "rowWithoutName" : message,
        parameters,
      );
      unreadable.add(key);
    }
    for (const column of columns) {
      const bad = unreadableOwn(values[keyOf(column.use)], column);
      if (bad === undefined || unreadable.has(keyOf(column.use))) continue;
      problem(column, "cell", bad, { found: shownText(cells[column.column]).slice(0, 60) });
      unreadable.add(keyOf(column.use));
    }
    if (table === "purchases") {
      if (idsOf(values, unreadable) === "") problem(undefined, "row", "purchaseWithoutCustomer");
      const day = columns.find(({ role }) => role === "purchaseDate");
      if (day !== undefined && (isBlank(cells[day.column]) || unreadable.has(keyOf(day.use)))) {
        const last = rowProblems.find(({ column }) => column === day.header);
        if (last === undefined) problem(day, "row", "purchaseWithoutDay");
        else rowProblems[rowProblems.indexOf(last)] = { ...last, kind: "row" };
      }
    }
    problems.push(...rowProblems);
    if (rowProblems.some(({ kind }) => kind === "row")) continue;
    if (unreadable.size > 0) {
      values = Object.fromEntries(Object.entries(values).filter(([key]) => !unreadable.has(key)));
    }
    const { record } =
      unreadable.size === 0
        ? read
        : customerOf(table === "customers" ? values : { ...values, name: "-" }, rules);
    const own = ownOf(record.own, columns);
    const customer: Customer = own === undefined ? record : { ...record, own };
    if (table === "customers") {
      customers.push({ row, customer, values: settings.readOnly === true ? nothingTold : values });
      continue;
    }
    const who = idsOf(values, unreadable);
    if (table === "purchases") {
      const of = (role: string): FieldValue | undefined => {
        const column = columns.find((each) => each.role === role);
        return column === undefined ? undefined : customer.own?.[ownName(column.use)];
      };
      const meant = columns.flatMap(({ use, role: its }) =>
        its === "purchaseDate" || its === "amount" ? [ownName(use)] : [],
      );
      const rest = Object.fromEntries(
        Object.entries(customer.own ?? {}).filter(([name]) => !meant.includes(name)),
      );
      const date = of("purchaseDate");
      const amount = of("amount");
      purchases.push({
        row,
        customer: who,
        date: typeof date === "string" ? date : "",
        amount: typeof amount === "number" ? amount : null,
        ...(Object.keys(rest).length > 0 && { own: rest }),
      });
    } else answers.push({ row, customer: who, ratings: customer.ratings, own: customer.own ?? {} });
  }
  const isReadOnly = settings.readOnly === true;
  if (isReadOnly) tellIdsThatComeTwice(customers, problems);
  const matched = match(isReadOnly ? [] : customers, settings, problems, leftOut);
  const rows = [...purchases, ...answers].map(valuesOfRow);
  const isNew =
    settings.whenKnown === "add" || isReadOnly ? [...rows.keys()] : rowsNotIn(rows, settings.rowsThere ?? []);
  const refused = new Set(problems.flatMap(({ row, kind }) => (kind === "row" ? [row] : [])));
  return {
    ...matched,
    addPurchases: table === "purchases" ? isNew.map((i) => purchases[i]) : [],
    addAnswers: table === "answers" ? isNew.map((i) => answers[i]) : [],
    unchanged: matched.unchanged + rows.length - isNew.length,
    customers: customers
      .filter(({ row }) => !refused.has(row))
      .map(({ row, customer }) => ({ row, customer })),
    purchases,
    answers,
    problems: problems.sort((a, b) => a.row - b.row),
    leftOut,
    blank,
    phones,
  };
}

const ownName = (use: ColumnUse): string => (use !== undefined && "own" in use ? use.own : "");

/** By what a row of purchases or answers says whose it is: the number, else the name, else how to reach them. */
function idsOf(values: FieldValues, unreadable: ReadonlySet<string>): string {
  for (const key of ["id", "name", "email", "phone"]) {
    const value = unreadable.has(key) ? "" : (values[key] ?? "");
    if (typeof value !== "object" && String(value).trim() !== "") return String(value).trim();
  }
  const name = [values.givenName, values.familyName].filter(
    (part) => typeof part === "string" && part !== "",
  );
  return name.join(" ");
}

/** What is wrong with a cell that is to be a purchase's day or amount, or a yes or no. */
function unreadableOwn(
  value: FieldValue | undefined,
  { use, role, reading }: ProposedColumn,
): MessageKey | undefined {
  if (role === undefined || value === undefined || value === null || value === "") return undefined;
  if (role === "amount") return typeof value === "number" ? undefined : "notANumber";
  if (role === "outcome")
    return typeof value === "boolean" || (use as Own).type !== "boolean" ? undefined : "yesNoInvalid";
  const text = String(value);
  if (readDay(text, { order: reading.dates }) !== "") return undefined;
  return isAmbiguousDay(text) && reading.dates === undefined ? "dateAmbiguous" : "dateInvalid";
}

/** The user's own cells as they are, but the day of a purchase as ISO text, by the order of its column. */
function ownOf(own: OwnValues | undefined, columns: readonly ProposedColumn[]): OwnValues | undefined {
  const date = columns.find(({ role }) => role === "purchaseDate");
  const text = own?.[ownName(date?.use)];
  if (date === undefined || typeof text !== "string") return own;
  const day = readDay(text, { order: date.reading.dates });
  return day === "" ? own : { ...own, [ownName(date.use)]: day };
}

const nothingTold: FieldValues = {};

function tellIdsThatComeTwice(
  rows: readonly { readonly row: number; readonly customer: Customer }[],
  problems: ReadingProblem[],
): void {
  const seen = new Map<string, number>();
  for (const { row, customer } of rows) {
    const first = customer.id === "" ? undefined : seen.get(customer.id);
    if (first !== undefined) problems.push(idTwice(row, customer.id, first));
    else if (customer.id !== "") seen.set(customer.id, row);
  }
}
