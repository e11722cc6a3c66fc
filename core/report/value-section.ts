import { numberText, percentText, shareBars } from "../charts";
import { isPurchase, purchaseValues } from "../analyses";
import { dayOf } from "../numbers/calendar";
import type { Finding, Section } from "./document";
import type { Telling } from "./telling";

/** How many weeks the forecasts of a customer's purchases look ahead. */
const horizon = 52;

/**
 * Who buys, if the interactions contain amounts of purchases. Leaves out customers without a valid purchase, and rows
 * that could not be read, are not purchases (returns), or are dated after `asOf`.
 */
export function valueSection({ words, analyses, asOf }: Telling): Section | undefined {
  const { team } = analyses;
  const values = purchaseValues(team.interactions, asOf, horizon);
  const unread = team.purchasesUnread ?? 0;
  const returned = team.interactions.filter(({ amount }) => amount !== null && amount <= 0).length;
  const later = team.interactions.filter((each) => isPurchase(each) && dayOf(each.when) > asOf).length;
  const finding = (n: number, text: string, evidence: readonly string[]): Finding => ({
    id: "value",
    section: "value",
    text,
    ...(n === 0 && { verdict: "unknown" as const }),
    n,
    leftOut: Math.max(0, team.customers.length - n) + unread + returned + later,
    evidence: [...evidence, ...words.purchasesLeftOut(unread, returned, later)],
  });
  if (values.customers === 0) {
    return unread + returned + later === 0
      ? undefined
      : {
          id: "value",
          title: words.names.value,
          findings: [finding(0, words.valueNone, [])],
          tables: [],
          figures: [],
        };
  }
  const ids = new Set(team.interactions.map(({ customerId }) => customerId));
  const bought = [...ids].flatMap((id) => values.of(id) ?? []).sort((a, b) => b.total - a.total);
  const total = bought.reduce((sum, each) => sum + each.total, 0);
  const best = Math.ceil(bought.length / 5);
  const ofBest = bought.slice(0, best).reduce((sum, each) => sum + each.total, 0);
  const segments = new Map<string, { count: number; amount: number }>();
  for (const { segment, total: amount } of bought) {
    const its = segments.get(segment) ?? { count: 0, amount: 0 };
    its.count++;
    its.amount += amount;
    segments.set(segment, its);
  }
  const rows = [...segments].sort(([, a], [, b]) => b.amount - a.amount);
  const c = words.columns;
  return {
    id: "value",
    title: words.names.value,
    findings: [
      finding(bought.length, words.value(percentText(ofBest / total), words.customersCount(best)), [
        words.valueTotal(numberText(total)),
        words.repeat(percentText(values.repeatCustomers / values.customers)),
      ]),
    ],
    tables: [
      {
        id: "segments",
        title: words.tables.segments,
        columns: [c.segment, c.customers, c.amount, c.shareOfAmount],
        kinds: ["text", "count", "amount", "percent"],
        rows: rows.map(([segment, { count, amount }]) => [
          words.segments[segment] ?? segment,
          count,
          amount,
          amount / total,
        ]),
      },
    ],
    figures: [
      {
        id: "segments",
        title: words.figures.segments,
        caption: words.captions.segments(bought.length),
        draw: (options) =>
          shareBars(
            {
              names: rows.map(([segment]) => words.segments[segment] ?? segment),
              shares: rows.map(([, { amount }]) => amount / total),
              unit: c.shareOfAmount,
            },
            words.figures.segments,
            options,
          ),
      },
    ],
  };
}
