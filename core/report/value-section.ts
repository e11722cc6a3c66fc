import { numberText, percentText, shareBars } from "../charts";
import { purchaseOrReturn, purchaseValues } from "../analyses";
import type { Interaction } from "../customers";
import { grouped } from "../customers/grouped";
import { dayOf } from "../numbers/calendar";
import { sectionOf, type Finding, type Section } from "./document";
import { reportTable } from "./report-table";
import type { Telling } from "./telling";

/** How many weeks the forecasts of a customer's purchases look ahead. */
const horizon = 52;

/**
 * Who buys, if the interactions contain amounts of purchases. Returns lessen the amounts of those who bought. Leaves out
 * customers without a valid purchase, and rows that could not be read, have no amount, or are dated after `asOf`. Amounts
 * in several currencies are not added up.
 */
export function valueSection({ words, analyses, asOf }: Telling): Section | undefined {
  const { team } = analyses;
  const { notKept = [], currencies = [], unpriced = 0, insteadIn } = team.purchasesAside ?? {};
  const values = purchaseValues(team.interactions, asOf, horizon);
  const isLater = ({ when }: Interaction): boolean => dayOf(when) > asOf;
  const returns = team.interactions.filter((each) => purchaseOrReturn(each) === "return" && !isLater(each));
  const netted = returns.filter(({ customerId }) => values.of(customerId) !== undefined);
  const unread = team.purchasesUnread ?? 0;
  const free = team.interactions.filter(({ amount }) => amount === 0).length;
  const alone = returns.length - netted.length;
  const later = team.interactions.filter(
    (each) => purchaseOrReturn(each) !== undefined && isLater(each),
  ).length;
  const cancelled = notKept.reduce((sum, { rows }) => sum + rows, 0);
  const leftOut = unread + unpriced + free + alone + later + cancelled;
  const finding = (n: number, text: string, evidence: readonly string[]): Finding => ({
    id: "value",
    section: "value",
    text,
    ...(n === 0 && { verdict: "unknown" as const }),
    n,
    leftOut: Math.max(0, team.customers.length - n) + leftOut,
    evidence: [
      ...evidence,
      ...words.purchasesLeftOut({ unread, unpriced, insteadIn, free, alone, later, cancelled }),
    ],
  });
  const without = (text: string): Section => sectionOf("value", words, [finding(0, text, [])]);
  if (currencies.length > 0) return without(words.currencies(currencies));
  if (values.customers === 0) return leftOut === 0 ? undefined : without(words.valueNone);
  const ids = new Set(team.interactions.map(({ customerId }) => customerId));
  const bought = [...ids].flatMap((id) => values.of(id) ?? []).sort((a, b) => b.total - a.total);
  const total = totalOf(bought);
  if (total <= 0) return without(words.valueReturned);
  const best = Math.ceil(bought.length / 5);
  const ofBest = totalOf(bought.slice(0, best));
  const bySegment = [...grouped(bought, ({ segment }) => segment)]
    .map(([segment, its]) => ({
      count: its.length,
      amount: totalOf(its),
      name: words.segments[segment] ?? segment,
      share: totalOf(its) / total,
    }))
    .sort((a, b) => b.amount - a.amount);
  const c = words.columns;
  const told = finding(bought.length, words.value(percentText(ofBest / total), words.customersCount(best)), [
    words.valueTotal(numberText(total)),
    ...(netted.length > 0 ? [words.returns(netted.length, numberText(sumOf(netted)))] : []),
    words.repeat(percentText(values.repeatCustomers / values.customers)),
  ]);
  return sectionOf("value", words, [told], {
    tables: [
      reportTable("segments", words.tables.segments, bySegment, [
        [c.segment, "text", ({ name }) => name],
        [c.customers, "count", ({ count }) => count],
        [c.amount, "amount", ({ amount }) => amount],
        [c.shareOfAmount, "percent", ({ share }) => share],
      ]),
    ],
    figures: [
      {
        id: "segments",
        title: words.figures.segments,
        caption: words.captions.segments(bought.length),
        draw: (options) =>
          shareBars(
            {
              names: bySegment.map(({ name }) => name),
              shares: bySegment.map(({ share }) => share),
              unit: c.shareOfAmount,
            },
            words.figures.segments,
            options,
          ),
      },
    ],
  });
}

const totalOf = (values: readonly { readonly total: number }[]): number =>
  values.reduce((sum, { total }) => sum + total, 0);

/** The amounts of returns in all, as a positive number. */
const sumOf = (returns: readonly Interaction[]): number =>
  returns.reduce((sum, { amount }) => sum - amount!, 0);
