import { numberText, percentText, shareBars } from "../charts";
import { purchaseValues } from "../analyses";
import type { Section } from "./document";
import type { Telling } from "./telling";

/** Weeks that the forecasts of a customer's purchases look ahead. */
const horizon = 52;

/** Who buys, where amounts of purchases are kept with the interactions. */
export function valueSection({ words, analyses, asOf }: Telling): Section | undefined {
  const { team } = analyses;
  const values = purchaseValues(team.interactions, asOf, horizon);
  if (values.customers === 0) return undefined;
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
      {
        id: "value",
        section: "value",
        text: words.value(percentText(ofBest / total), words.customersCount(best)),
        n: bought.length,
        leftOut: Math.max(0, team.customers.length - bought.length),
        evidence: [
          words.valueTotal(numberText(total)),
          words.repeat(percentText(values.repeatCustomers / values.customers)),
        ],
      },
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
