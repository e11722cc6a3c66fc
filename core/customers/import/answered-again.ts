import type { Customer } from "../customer";
import { valueAt } from "../value-at";

/** Share of different ids below which the rows are answers rather than customers, some of whom were listed twice. */
const mostlyDifferent = 0.75;
/** Share of the later rows with other ratings than the first below which they are repeats by mistake. */
const answeredAnew = 0.25;

/**
 * The rows of customers of earlier rows, by id, if the table is a survey that the same customers answered several times:
 * many ids come again, many with other ratings. Empty for any other table.
 */
export function rowsAnsweredAgain(
  rows: readonly { readonly row: number; readonly customer: Customer }[],
): ReadonlySet<number> {
  const firsts = new Map<string, Customer>();
  const again = new Set<number>();
  let other = 0;
  for (const { row, customer } of rows) {
    if (customer.id === "") continue;
    const first = valueAt(firsts, customer.id, () => customer);
    if (first === customer) continue;
    again.add(row);
    const given = JSON.stringify(customer.ratings);
    if (given !== "{}" && given !== JSON.stringify(first.ratings)) other++;
  }
  const isSurvey =
    firsts.size < mostlyDifferent * (firsts.size + again.size) && other > answeredAnew * again.size;
  return isSurvey ? again : new Set();
}
