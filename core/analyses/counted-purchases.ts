import { readYesNo } from "../yes-no-words";
import {
  currencyNamed,
  differentCurrencies,
  isAfterRefunds,
  isAmountOfLine,
  isCurrency,
  isOfSubscription,
  isOrderNumber,
  isOrderStatus,
  isRefund,
  isWon,
  keepsNoMoney,
  readNumber,
  type Purchase,
} from "../customers";
import { grouped } from "../customers/grouped";

/** What rows of purchases were found to be besides purchases. */
export interface PurchasesAside {
  /** Orders whose total stands on several rows, by the header of their number: each counts once. */
  readonly repeated: { readonly header: string; readonly orders: number; readonly rows: number } | undefined;
  /** What was given back by the own column of that header, and taken off the amounts. */
  readonly refunded: { readonly header: string; readonly rows: number; readonly amount: number } | undefined;
  /** Orders whose money was not kept, by status. */
  readonly notKept: readonly { readonly status: string; readonly rows: number; readonly amount: number }[];
  /** The currencies of the amounts with the number of purchases in each, if there are several. */
  readonly currencies: readonly { readonly currency: string; readonly rows: number }[];
  /** Rows without an amount, and the own column that holds numbers in all of these and in no other row. */
  readonly unpriced: number;
  readonly insteadIn: string | undefined;
  /** The headers of the own columns that decided this. */
  readonly by: readonly string[];
}

/** The purchases that count, and what the others are. */
export interface CountedPurchases<Item extends Purchase> {
  readonly counted: readonly Item[];
  readonly aside: PurchasesAside;
}

/**
 * The purchases that count in a table of purchases: one for an order whose total is repeated on each of its lines, and
 * none for an order that was cancelled, failed or refunded. What a column of refunds says was given back is taken off.
 *
 * @param headers those of the amounts and of the refunds, if they are known
 */
export function countedPurchases<Item extends Purchase>(
  purchases: readonly Item[],
  { amount: amountHeader = "", refund }: { readonly amount?: string; readonly refund?: string } = {},
): CountedPurchases<Item> {
  const headers = [...new Set(purchases.flatMap(({ own = {} }) => Object.keys(own)))];
  const textOf = ({ own }: Purchase, header: string): string => String(own?.[header] ?? "").trim();
  const number = headers.find(isOrderNumber);
  const priced = purchases.filter(({ amount }) => amount !== null);

  const statusOf = notKeptBy(headers, priced, textOf);
  const givenBack = isAfterRefunds(amountHeader) ? undefined : (refund ?? headers.find(isRefund));
  const refundOf = ({ own }: Item): number => {
    const cell = givenBack === undefined ? undefined : own?.[givenBack];
    return Math.abs(typeof cell === "number" ? cell : readNumber(String(cell ?? ""))) || 0;
  };
  const whole = purchases.filter((each) => statusOf(each) === undefined);
  const kept = whole.map((each) =>
    refundOf(each) === 0 ? each : { ...each, amount: withoutRests((each.amount ?? 0) - refundOf(each)) },
  );
  const lost = purchases.filter((each) => statusOf(each) !== undefined);
  const orderOf = (each: Purchase): string | undefined => {
    const order = number === undefined ? "" : textOf(each, number);
    return /\d/.test(order) ? JSON.stringify([each.customer, each.date, order]) : undefined;
  };
  const once = isAmountOfLine(amountHeader)
    ? { counted: kept, orders: 0, rows: 0 }
    : withoutRepeats(kept, orderOf);
  const gone = grouped(withoutRepeats(lost, orderOf).counted, (each) => statusOf(each)!.text);
  const amountOf = (its: readonly Item[]): number => its.reduce((sum, { amount }) => sum + (amount ?? 0), 0);

  const { counted } = once;
  const refunds = counted.map(refundOf).filter((amount) => amount > 0);
  const withAmount = counted.filter(({ amount }) => amount !== null);
  const ordersPriced = new Set(withAmount.map(orderOf));
  // A line without an amount belongs to its order if that has one.
  const unpriced = counted.filter(
    (each) => each.amount === null && (orderOf(each) === undefined || !ordersPriced.has(orderOf(each))),
  );
  const currency = headers.find(isCurrency);
  const currencies =
    currency === undefined ? [] : currenciesIn(withAmount.map((each) => textOf(each, currency)));
  return {
    counted,
    aside: {
      repeated: once.rows === 0 ? undefined : { header: number!, orders: once.orders, rows: once.rows },
      refunded:
        refunds.length === 0
          ? undefined
          : {
              header: givenBack!,
              rows: refunds.length,
              amount: withoutRests(refunds.reduce((sum, each) => sum + each, 0)),
            },
      notKept: [...gone]
        .map(([status, its]) => ({ status, rows: its.length, amount: amountOf(its) }))
        .sort((a, b) => b.rows - a.rows),
      currencies,
      unpriced: unpriced.length,
      insteadIn: insteadOfAmount(headers, unpriced, withAmount, textOf),
      by: [
        ...(once.rows === 0 ? [] : [number!]),
        ...(givenBack === undefined ? [] : [givenBack]),
        ...new Set(lost.map((each) => statusOf(each)!.header)),
        ...(currencies.length === 0 ? [] : [currency!]),
      ],
    },
  };
}

/** A sum of money without what binary fractions leave: 0.3 for 0.1 + 0.2. */
const withoutRests = (amount: number): number => Number(amount.toPrecision(12));

type TextOf = (purchase: Purchase, header: string) => string;

/**
 * The status by which a purchase does not count, and its column; undefined if it counts. A yes or no under a word for such
 * a status says the same: `Cancelled`.
 */
function notKeptBy(
  all: readonly string[],
  priced: readonly Purchase[],
  cellOf: TextOf,
): (purchase: Purchase) => { readonly header: string; readonly text: string } | undefined {
  const without = new Map<string, ReadonlySet<string>>();
  const isYesNo = (header: string): boolean =>
    keepsNoMoney(header) && priced.every((each) => readYesNo(cellOf(each, header)) !== undefined);
  const yesNo = new Set(all.filter(isYesNo));
  const headers = all.filter((header) => isOrderStatus(header) || yesNo.has(header));
  const textOf: TextOf = (purchase, header) => {
    const text = cellOf(purchase, header);
    return !yesNo.has(header) ? text : readYesNo(text) === true ? header : "";
  };
  for (const header of headers) {
    const texts = new Set(priced.map((each) => textOf(each, header)));
    if ([...texts].some(isOfSubscription)) continue;
    // Of deals only those won are paid for.
    const areDeals = [...texts].some(isWon);
    const found = new Set(
      [...texts].filter((text) => (areDeals ? text !== "" && !isWon(text) : keepsNoMoney(text))),
    );
    // The amounts of a status that has none above 0 are the refunds themselves.
    const above = new Set(priced.filter(({ amount }) => amount! > 0).map((each) => textOf(each, header)));
    without.set(header, new Set([...found].filter((text) => above.has(text))));
  }
  return (purchase) => {
    for (const [header, texts] of without) {
      const text = textOf(purchase, header);
      if (texts.has(text)) return { header, text };
    }
    return undefined;
  };
}

/** Of orders with several rows, the most whose amounts may differ before these are amounts of lines. */
const mostDiffering = 0.05;

/** The purchases, once for an order all of whose rows have one amount, unless the orders show amounts of lines. */
function withoutRepeats<Item extends Purchase>(
  purchases: readonly Item[],
  orderOf: (purchase: Purchase) => string | undefined,
): { readonly counted: readonly Item[]; readonly orders: number; readonly rows: number } {
  const orders = grouped(
    purchases.filter((each) => orderOf(each) !== undefined && each.amount !== null),
    // A return is not a repetition of what was bought.
    (each) => `${Math.sign(each.amount!)} ${orderOf(each)}`,
  );
  const several = [...orders.values()].filter(({ length }) => length > 1);
  const alike = several.filter((rows) => rows.every(({ amount }) => amount === rows[0].amount));
  if (alike.length === 0 || several.length - alike.length > mostDiffering * several.length)
    return { counted: purchases, orders: 0, rows: 0 };
  const repeats = new Set(alike.flatMap((rows) => rows.slice(1)));
  return {
    counted: purchases.filter((each) => !repeats.has(each)),
    orders: alike.length,
    rows: repeats.size + alike.length,
  };
}

/** The different currencies among the cells of a column with their numbers; none if there is only one. */
function currenciesIn(texts: readonly string[]): { currency: string; rows: number }[] {
  const named = texts.filter((text) => text !== "").map(currencyNamed);
  const shown = differentCurrencies(named);
  const groups = [...grouped(named, (each) => shown.get(each)!)];
  return groups.length < 2
    ? []
    : groups.map(([currency, its]) => ({ currency, rows: its.length })).sort((a, b) => b.rows - a.rows);
}

/** The own column that has a number in every row without an amount, and in no other: credits, for example. */
function insteadOfAmount(
  headers: readonly string[],
  unpriced: readonly Purchase[],
  withAmount: readonly Purchase[],
  textOf: TextOf,
): string | undefined {
  const isNumber = (text: string): boolean =>
    !Number.isNaN(readNumber(text, ".")) || !Number.isNaN(readNumber(text, ","));
  if (unpriced.length === 0) return undefined;
  return headers.find(
    (header) =>
      unpriced.every((each) => isNumber(textOf(each, header))) &&
      withAmount.every((each) => textOf(each, header) === ""),
  );
}
