import { stepSize, type LongWork } from "../../long-work";
import type { FieldValues } from "../cells";
import { keyOf, useOfHeader } from "../columns";
import { currencyOfAmount, differentCurrencies } from "../currency";
import type { Customer } from "../customer";
import { currencyHeader, isCurrency } from "../order-words";
import type { ParsedPhones } from "../phone";
import type { ValidationSettings } from "../validation";
import { valueAt } from "../value-at";
import { rowsAnsweredAgain } from "./answered-again";
import { match, type Matched, type MatchSettings } from "./known-customers";
import { rowsToLeaveOut, rowText, type LeftOutPart } from "./left-out";
import { rowsNotIn, valuesOfRow, type Answer, type Purchase } from "./own-rows";
import type { Proposal } from "./proposal";
import type { ProposedColumn } from "./proposed-columns";
import { rangesOf } from "./rating-ranges";
import { idsAgain, idsTwice, type ReadingProblem } from "./reading-problem";
import { ownName, rowReader, whoseRow } from "./row-reader";
import { isBlank, shownText } from "./source";

/** One purchase of a table of purchases. */
export type ImportedPurchase = Purchase & { readonly row: number };

/** One row of a survey. */
export type ImportedAnswer = Answer & { readonly row: number };

/** What an import would do; nothing has been written. */
export interface DryRun extends Matched {
  /** Everybody in the file who could be read, in stored form; `id` is `""` if the row has none. */
  readonly customers: readonly { readonly row: number; readonly customer: Customer }[];
  readonly purchases: readonly ImportedPurchase[];
  /** Names shared by several buyers, who are identified by their contact instead. */
  readonly sharedNames: readonly string[];
  readonly answers: readonly ImportedAnswer[];
  /** The purchases and answers that the target table does not contain yet. */
  readonly addPurchases: readonly ImportedPurchase[];
  readonly addAnswers: readonly ImportedAnswer[];
  readonly problems: readonly ReadingProblem[];
  /** Totals, repeated headers, notes, and customers who already exist and are skipped. */
  readonly leftOut: readonly LeftOutPart[];
  readonly blank: number;
  /** The parsed phone numbers, for the write that follows. */
  readonly phones: ParsedPhones;
}

export interface DryRunSettings extends MatchSettings {
  /** The present rows of the table of purchases or answers, if the file contains such rows. */
  readonly rowsThere?: readonly FieldValues[];
  readonly ratingRange?: ValidationSettings["ratingRange"];
  /** Rejects ratings out of range, as the store does, even if a column of the file goes up to 100. */
  readonly fixedRanges?: boolean;
  /** Nothing will be added, so existing customers and duplicates are not looked for. */
  readonly readOnly?: boolean;
}

/**
 * Reads every row of a proposal. An unreadable cell in an optional column loses only that cell; a missing name loses
 * the row. Yields the number of rows read.
 */
export function* dryRunSteps(proposal: Proposal, settings: DryRunSettings = {}): LongWork<DryRun> {
  const { sheet, firstData, columns, region, table } = proposal;
  const isReadOnly = settings.readOnly === true;
  const phones: ParsedPhones = new Map();
  const ratingRange =
    settings.fixedRanges === true ? settings.ratingRange : rangesOf(proposal, settings.ratingRange);
  const readAt = rowReader(proposal, { region, phones, ratingRange }, isReadOnly);
  const reasonToLeaveOut = rowsToLeaveOut(sheet, firstData, columns);
  const problems: ReadingProblem[] = [];
  const leftOut: LeftOutPart[] = [...proposal.leftOut];
  const customers: { row: number; customer: Customer; values: FieldValues }[] = [];
  const purchases: (ImportedPurchase & { readonly contact: string })[] = [];
  const answers: ImportedAnswer[] = [];
  const amountColumn = columns.find(({ role }) => role === "amount");
  /** The currencies that stand beside amounts, by row. */
  const currencies = new Map<number, string>();
  let blank = 0;
  for (let at = firstData; at < sheet.rows.length; at++) {
    if ((at - firstData) % stepSize === 0) yield at - firstData;
    const cells = sheet.rows[at];
    const row = at + (sheet.firstRow ?? 1);
    if (cells.every(isBlank)) {
      blank++;
      continue;
    }
    const reason = reasonToLeaveOut(at);
    if (reason !== undefined) {
      leftOut.push({ row, reason, text: rowText(cells) });
      continue;
    }
    const { problems: found, values, customer } = readAt(at);
    problems.push(...found);
    if (customer === undefined) continue;
    if (table === "customers") customers.push({ row, customer, values: isReadOnly ? nothingTold : values });
    else if (table === "purchases") {
      const contact = customer.email || customer.phone;
      purchases.push({ row, customer: whoseRow(values), contact, ...purchaseIn(customer, columns) });
      const currency = amountColumn && currencyOfAmount(shownText(cells[amountColumn.column]));
      if (currency !== undefined) currencies.set(row, currency);
    } else {
      const { ratings, own = {} } = customer;
      answers.push({ row, customer: whoseRow(values), ratings, own });
    }
  }
  const hasIds = columns.some(({ field }) => field === "id");
  const { bought, shared } = partedByContact(
    withCurrencies(purchases, currencies, proposal),
    !hasIds && isOfPeople(columns),
  );
  const again = rowsAnsweredAgain(customers);
  if (isReadOnly && again.size === 0)
    for (const problem of idsTwice(customers).values()) problems.push(problem);
  const firsts = customers.filter(({ row }) => !again.has(row));
  const matched = match(isReadOnly ? [] : firsts, settings, problems, leftOut);
  if (!isReadOnly && again.size > 0) {
    const [row] = again;
    problems.push(idsAgain(row, again.size));
    for (const { row, customer } of customers)
      if (again.has(row)) leftOut.push({ row, reason: "again", text: customer.name });
  }
  const rows = [...bought, ...answers].map(valuesOfRow);
  const isNew =
    settings.whenKnown === "add" || isReadOnly ? [...rows.keys()] : rowsNotIn(rows, settings.rowsThere ?? []);
  const refused = new Set(problems.flatMap(({ row, kind }) => (kind === "row" ? [row] : [])));
  return {
    ...matched,
    addPurchases: table === "purchases" ? isNew.map((i) => bought[i]) : [],
    addAnswers: table === "answers" ? isNew.map((i) => answers[i]) : [],
    unchanged: matched.unchanged + rows.length - isNew.length,
    customers: (isReadOnly ? customers : firsts)
      .filter(({ row }) => !refused.has(row))
      .map(({ row, customer }) => ({ row, customer })),
    purchases: bought,
    sharedNames: shared,
    answers,
    problems: problems.sort((a, b) => a.row - b.row),
    leftOut,
    blank,
    phones,
  };
}

/** The content of a purchase's row, except whose it is. */
function purchaseIn({ own = {} }: Customer, columns: readonly ProposedColumn[]): Omit<Purchase, "customer"> {
  const [dayColumn, amountColumn] = (["purchaseDate", "amount"] as const).map((role) =>
    ownName(columns.find((each) => each.role === role)),
  );
  const { [dayColumn]: date, [amountColumn]: amount, ...rest } = own;
  return {
    date: typeof date === "string" ? date : "",
    amount: typeof amount === "number" ? amount : null,
    ...(Object.keys(rest).length > 0 && { own: rest }),
  };
}

/** The currencies of purchases' amounts as an own column, if there are several and no column tells them. */
function withCurrencies<Item extends ImportedPurchase>(
  purchases: readonly Item[],
  currencies: ReadonlyMap<number, string>,
  { columns, language }: Proposal,
): readonly Item[] {
  const shown = differentCurrencies(currencies.values());
  if (
    new Set(shown.values()).size < 2 ||
    columns.some(({ header, use }) => use !== undefined && isCurrency(header))
  )
    return purchases;
  return purchases.map((each) => {
    const currency = currencies.get(each.row);
    return currency === undefined
      ? each
      : { ...each, own: { ...each.own, [currencyHeader[language]]: shown.get(currency)! } };
  });
}

/** Whether the buyers are people. A company's employees may each have an address of their own. */
const isOfPeople = (columns: readonly ProposedColumn[]): boolean =>
  columns.some(
    ({ header, use }) => keyOf(use) === "name" && keyOf(useOfHeader(header, "customer")) !== "company",
  );

/** Splits the purchases under one name by contact if there are several: each contact is a separate buyer. */
function partedByContact(
  purchases: readonly (ImportedPurchase & { readonly contact: string })[],
  isParted: boolean,
): { readonly bought: ImportedPurchase[]; readonly shared: readonly string[] } {
  const contacts = new Map<string, Set<string>>();
  for (const { customer, contact } of purchases) {
    if (!isParted || contact === "" || customer === "") continue;
    valueAt(contacts, customer, () => new Set<string>()).add(contact.toLowerCase());
  }
  const shared = [...contacts].flatMap(([name, { size }]) => (size > 1 ? [name] : []));
  const isShared = new Set(shared);
  return {
    bought: purchases.map(({ contact, ...purchase }) =>
      contact !== "" && isShared.has(purchase.customer) ? { ...purchase, customer: contact } : purchase,
    ),
    shared,
  };
}

const nothingTold: FieldValues = {};
