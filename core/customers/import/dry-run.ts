import { messageOf, type Language, type MessageKey, type MessageParameters } from "../../locales/message";
import type { CellValue, FieldValue } from "../cells";
import { keyOf, type ColumnUse, type Own, type TableColumns } from "../columns";
import { textOfCsv } from "../csv";
import type { Customer, CustomerChange, OwnValues } from "../customer";
import { nameKeys } from "../fields";
import type { ParsedPhones } from "../phone";
import { isAmbiguousDay, readDay } from "../read-day";
import { customerOf, readRow, valuesOf, type FieldValues } from "../rows";
import { groupsOfPersons } from "../same-person/duplicates";
import {
  agreement,
  contradicts,
  isPersonal,
  mayShare,
  personKeys,
  type PersonKeys,
} from "../same-person/person-keys";
import { stepSize, type LongWork } from "../../long-work";
import { defaultRatingRange, type RatingRange, type ValidationSettings } from "../validation";
import { rowsToLeaveOut, rowText, type LeftOutPart } from "./left-out";
import { rowsNotIn, valuesOfRow, type Answer, type Purchase } from "./own-rows";
import type { Proposal } from "./proposal";
import type { ProposedColumn } from "./proposed-columns";
import { columnLetters, isBlank, numberIn, shownText, type SourceCell } from "./source";
import { isTotalRow } from "./total-rows";

/** Something that cannot be imported: one cell, or because of it the whole row. */
export interface ReadingProblem {
  /** As the file numbers its rows. */
  readonly row: number;
  /** Header of the column; `""` where no single one is meant. */
  readonly column: string;
  readonly kind: "row" | "cell";
  readonly key: MessageKey;
  readonly parameters: MessageParameters;
  /** What the cell shows. */
  readonly found: string;
}

/** A problem as a sentence. */
export function problemText({ key, parameters }: ReadingProblem, language: Language): string {
  return messageOf(key, parameters, language);
}

/** What becomes of customers who are there already. */
export type WhenKnown = "skip" | "update" | "add";

/** By what a row and somebody else are one. */
export type SameBy = "id" | "email" | "phone" | "name";

/** A field that a row would change. */
export interface FieldChange {
  readonly key: string;
  readonly before: FieldValue | undefined;
  readonly after: FieldValue;
}

/** A row whose customer is there already. */
export interface KnownRow {
  readonly row: number;
  readonly by: SameBy;
  readonly existing: Customer;
  /** What an update would write; none where nothing differs. */
  readonly changes: readonly FieldChange[];
}

/** One purchase of a table of purchases. */
export interface ImportedPurchase extends Purchase {
  readonly row: number;
}

/** One row of a survey. */
export interface ImportedAnswer extends Answer {
  readonly row: number;
}

/** What an import would do; nothing has been written. */
export interface DryRun {
  /** Everybody that the file tells of and that could be read, in their stored form; `id` `""` where it has none. */
  readonly customers: readonly { readonly row: number; readonly customer: Customer }[];
  readonly purchases: readonly ImportedPurchase[];
  readonly answers: readonly ImportedAnswer[];
  readonly add: readonly Customer[];
  /** Those of the purchases and of the answers that their table has not yet. */
  readonly addPurchases: readonly ImportedPurchase[];
  readonly addAnswers: readonly ImportedAnswer[];
  readonly update: readonly CustomerChange[];
  /** Rows of customers who are there already, whatever becomes of them. */
  readonly known: readonly KnownRow[];
  readonly unchanged: number;
  /** Rows that look like an earlier one of the file; they are added all the same. */
  readonly doubles: readonly { readonly row: number; readonly of: number; readonly by: SameBy }[];
  readonly problems: readonly ReadingProblem[];
  /** Totals, headers that repeat, notes, customers who are there already and are skipped. */
  readonly leftOut: readonly LeftOutPart[];
  readonly blank: number;
  /** The numbers as they were parsed, for the write that follows. */
  readonly phones: ParsedPhones;
}

export interface DryRunSettings {
  readonly existing?: readonly Customer[];
  /** What the table of purchases or of answers holds, where the file has these. */
  readonly rowsThere?: readonly FieldValues[];
  readonly whenKnown?: WhenKnown;
  /** Other decisions for single rows. */
  readonly rows?: ReadonlyMap<number, WhenKnown>;
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

/** A cell as the field of its column wants it: texts as they are shown, numbers as numbers. */
function plainCell(cell: SourceCell | undefined, { use }: ProposedColumn): CellValue {
  if (cell === undefined || cell === null) return null;
  if (typeof cell === "string") return textOfCsv(cell);
  if (typeof cell !== "object" || "error" in cell) return cell;
  if (
    use !== undefined &&
    "name" in use &&
    (use.type === "date" || use.type === "dateTime" || use.type === "number")
  ) {
    return cell.number;
  }
  if (use !== undefined && "analysis" in use) return cell.number;
  // Per cent is a number; zeros in front are what makes a code one.
  const isNumber = use !== undefined && "own" in use && cell.isDate !== true && cell.shown.endsWith("%");
  return isNumber ? cell.number : cell.shown;
}

/** What is lost in a cell before anybody has read it: digits that were rounded away, bytes that are no letters. */
function lostIn(
  cell: SourceCell | undefined,
  { use }: ProposedColumn,
  kind: "text" | "workbook",
): MessageKey | undefined {
  if (typeof cell === "string" && kind === "text" && cell.includes("\ufffd")) return "badBytes";
  const number = numberIn(cell);
  if (number === undefined || use === undefined || !("name" in use)) return undefined;
  // 8.61E+12 that a spreadsheet has taken for a number ends in noughts.
  if (use.type === "phone" && number >= 1e10 && number % 1e6 === 0) return "phoneDigitsLost";
  const isText = use.type === "text" || use.type === "phone";
  return isText && Math.abs(number) >= 1e15 ? "digitsLost" : undefined;
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

/** Ratings above ten are of a scale that ends at 100, unless somebody has said how they end. */
function rangesOf(
  { sheet, firstData, columns }: Proposal,
  given: ValidationSettings["ratingRange"],
): NonNullable<ValidationSettings["ratingRange"]> {
  const wide = new Map<string, RatingRange>();
  for (const { use, column } of columns) {
    if (use === undefined || !("analysis" in use)) continue;
    let above = 0;
    let within = 0;
    let count = 0;
    for (let at = firstData; at < Math.min(sheet.rows.length, firstData + 2000); at++) {
      const cell = sheet.rows[at][column];
      const number = numberIn(cell) ?? (typeof cell === "string" && cell.trim() !== "" ? Number(cell) : NaN);
      if (Number.isNaN(number) || isTotalRow(sheet.rows[at])) continue;
      count++;
      if (number > 10) above++;
      if (number >= 0 && number <= 100) within++;
    }
    if (above * 2 > count && within === count) wide.set(keyOf(use), { minimum: 0, maximum: 100 });
  }
  return (analysis, criterion) => {
    const range = given?.(analysis, criterion) ?? defaultRatingRange;
    const isDefault =
      range.minimum === defaultRatingRange.minimum && range.maximum === defaultRatingRange.maximum;
    return (isDefault ? wide.get(keyOf({ analysis, criterion })) : undefined) ?? range;
  };
}

const nothingTold: FieldValues = {};

const idTwice = (row: number, id: string, firstRow: number): ReadingProblem => ({
  row,
  column: "",
  kind: "row",
  key: "idTwice",
  parameters: { id, firstRow },
  found: id,
});

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

type Matched = Pick<DryRun, "add" | "update" | "known" | "unchanged" | "doubles">;

/** Who of the rows is there already, and what is to be written. */
function match(
  rows: readonly { readonly row: number; readonly customer: Customer; readonly values: FieldValues }[],
  { existing = [], whenKnown = "skip", rows: single }: DryRunSettings,
  problems: ReadingProblem[],
  leftOut: LeftOutPart[],
): Matched {
  // Many work for one company.
  const companies = new Map<string, string>();
  const keysOf = (customer: Customer): PersonKeys => personKeys(customer, companies);
  const keys = rows.map(({ customer }) => keysOf(customer));
  const there = new Directory(existing, keysOf, keys);
  const firstWithId = new Map<string, number>();
  const add: Customer[] = [];
  const update: CustomerChange[] = [];
  const known: KnownRow[] = [];
  let unchanged = 0;
  const isRefused = new Set<number>();
  for (const [i, { row, customer, values }] of rows.entries()) {
    if (customer.id !== "") {
      const idBefore = firstWithId.get(customer.id);
      if (idBefore !== undefined) {
        isRefused.add(i);
        problems.push(idTwice(row, customer.id, idBefore));
        continue;
      }
      firstWithId.set(customer.id, row);
    }
    const met = there.meet(customer, keys[i], values);
    if (met === undefined) {
      add.push(customer);
      continue;
    }
    known.push({ row, ...met });
    const decision = single?.get(row) ?? whenKnown;
    if (met.changes.length === 0) unchanged++;
    else if (decision === "update") update.push(changeOf(met.existing, met.changes));
    if (decision === "skip" && met.changes.length > 0) {
      leftOut.push({ row, reason: "already", text: customer.name });
    }
    if (decision !== "add") continue;
    if (met.by === "id") {
      isRefused.add(i);
      problems.push({
        row,
        column: "",
        kind: "row",
        key: "idTakenBy",
        parameters: { id: customer.id, holder: met.existing.name },
        found: customer.id,
      });
    } else {
      if (met.changes.length === 0) unchanged--;
      add.push(customer);
    }
  }
  return { add, update, known, unchanged, doubles: doublesIn(rows, keys, isRefused) };
}

/** Rows that are an earlier one by the rule of `duplicates`. */
function doublesIn(
  rows: readonly { readonly row: number }[],
  keys: readonly PersonKeys[],
  isRefused: ReadonlySet<number>,
): DryRun["doubles"] {
  const firsts = new Map<number, number>();
  const doubles: { row: number; of: number; by: SameBy }[] = [];
  groupsOfPersons(keys).forEach((group, i) => {
    if (group === 0 || isRefused.has(i)) return;
    const first = firsts.get(group);
    if (first === undefined) firsts.set(group, i);
    else {
      const by = agreement(keys[i], keys[first])[0] ?? "phone";
      doubles.push({ row: rows[i].row, of: rows[first].row, by });
    }
  });
  return doubles;
}

interface Entry {
  readonly customer: Customer;
  readonly keys: PersonKeys;
}

/** Those who are there, by what a row may call them; each is met once. */
class Directory {
  private readonly byId = new Map<string, Entry>();
  private readonly byEmail = new Map<string, Entry[]>();
  private readonly byPhone = new Map<string, Entry[]>();
  private readonly byName = new Map<string, Entry[]>();
  private readonly claimed = new Set<string>();
  /** Names that different people have, here or in the file. */
  private readonly shared = new Set<string>();

  constructor(
    existing: readonly Customer[],
    keysOf: (customer: Customer) => PersonKeys,
    rows: readonly PersonKeys[],
  ) {
    const put = (map: Map<string, Entry[]>, key: string, entry: Entry): void => {
      if (key === "") return;
      const found = map.get(key);
      if (found === undefined) map.set(key, [entry]);
      else found.push(entry);
    };
    for (const customer of existing) {
      const keys = keysOf(customer);
      const entry = { customer, keys };
      this.byId.set(customer.id, entry);
      put(this.byEmail, keys.email, entry);
      for (const phone of keys.phones) put(this.byPhone, phone, entry);
      put(this.byName, keys.name, entry);
    }
    if (existing.length === 0) return;
    // A name that nobody here has finds nobody.
    const named = new Map<string, PersonKeys[]>();
    for (const keys of rows) {
      const here = this.byName.get(keys.name);
      if (here === undefined) continue;
      const all = named.get(keys.name);
      if (all === undefined) named.set(keys.name, [...here.map((each) => each.keys), keys]);
      else all.push(keys);
    }
    for (const [name, all] of named) if (contradicts(all)) this.shared.add(name);
  }

  /** The one that a row is, by the rule of `duplicates`; of several the one that differs least. */
  meet(customer: Customer, keys: PersonKeys, values: FieldValues): Omit<KnownRow, "row"> | undefined {
    for (const [by, entries] of this.candidates(customer.id, keys)) {
      let best: Omit<KnownRow, "row"> | undefined;
      for (const { customer: existing } of entries.slice(0, 50)) {
        if (this.claimed.has(existing.id)) continue;
        if (by !== "id" && customer.id !== "" && customer.id !== existing.id) continue;
        const changes = changesOf(existing, customer, values);
        if (best === undefined || changes.length < best.changes.length) best = { by, existing, changes };
        if (changes.length === 0) break;
      }
      if (best === undefined) continue;
      this.claimed.add(best.existing.id);
      return best;
    }
    return undefined;
  }

  /** Who may be meant, by the surest first. */
  private *candidates(id: string, keys: PersonKeys): Generator<[SameBy, readonly Entry[]]> {
    const own = id === "" ? undefined : this.byId.get(id);
    if (own !== undefined) yield ["id", [own]];
    const sharing = (entries: readonly Entry[] = []): readonly Entry[] =>
      entries.filter((each) => mayShare(each.keys, keys));
    if (keys.email !== "") {
      const entries = this.byEmail.get(keys.email);
      yield ["email", isPersonal(keys.email) ? (entries ?? []) : sharing(entries)];
    }
    for (const phone of keys.phones) yield ["phone", sharing(this.byPhone.get(phone))];
    if (keys.name === "") return;
    const named = this.byName.get(keys.name) ?? [];
    // Where different people have the name, a row that says nothing else is one who says nothing else.
    const isBare = (each: PersonKeys): boolean => each.email === "" && each.phones.length === 0;
    if (!this.shared.has(keys.name)) yield ["name", named];
    else if (isBare(keys)) {
      yield ["name", named.filter((each) => isBare(each.keys) && each.keys.company === keys.company)];
    }
  }
}

/** What a row would change: what it tells and what differs. A blank cell takes nothing away. */
function changesOf(existing: Customer, customer: Customer, values: FieldValues): FieldChange[] {
  const before = valuesOf(existing);
  const after = valuesOf(customer);
  const changes: FieldChange[] = [];
  for (const [key, value] of Object.entries(after)) {
    if (key === "id" || value === "" || value === null) continue;
    // What the row did not tell has its default.
    if (!Object.hasOwn(values, key) && key !== "name") continue;
    if (key === "kind" && (values.kind === "" || values.kind === null)) continue;
    if (before[key] !== value) changes.push({ key, before: before[key], after: value });
  }
  return changes;
}

function changeOf(existing: Customer, changes: readonly FieldChange[]): CustomerChange {
  const values: Record<string, FieldValue> = { ...valuesOf(existing) };
  for (const { key, after } of changes) values[key] = after;
  const { record } = customerOf(values, { ratingRange: () => ({ minimum: -Infinity, maximum: Infinity }) });
  const parts = changes.map(({ key }) =>
    key.startsWith("own: ") ? "own" : key.includes(": ") ? "ratings" : (key as keyof Customer),
  );
  const changed = Object.fromEntries(parts.map((part) => [part, record[part]])) as Partial<Customer>;
  return { ...changed, id: existing.id };
}
