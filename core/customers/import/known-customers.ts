import type { Customer, CustomerChange } from "../customer";
import type { FieldValues } from "../cells";
import { groupsOfPersons } from "../same-person/duplicates";
import { valueAt } from "../value-at";
import { agreement, personKeys, type PersonKeys } from "../same-person/person-keys";
import { Directory, type KnownRow, type SameBy } from "./directory";
import { changeOf } from "./field-changes";
import type { LeftOutPart } from "./left-out";
import { idsTwice, type ReadingProblem } from "./reading-problem";

/** What to do with customers who already exist. */
export type WhenKnown = "skip" | "update" | "add";

/** What an import would do with customers. */
export interface Matched {
  readonly add: readonly Customer[];
  readonly update: readonly CustomerChange[];
  /** Rows of customers who already exist, whatever is done with them. */
  readonly known: readonly KnownRow[];
  readonly unchanged: number;
  /** Rows that look like an earlier row of the file; they are added nevertheless. */
  readonly doubles: readonly { readonly row: number; readonly of: number; readonly by: SameBy }[];
}

/** The existing customers, and what to do with them. */
export interface MatchSettings {
  readonly existing?: readonly Customer[];
  readonly whenKnown?: WhenKnown;
  /** Different decisions for single rows. */
  readonly rows?: ReadonlyMap<number, WhenKnown>;
}

/** Matches the rows with existing customers and determines what to write. */
export function match(
  rows: readonly { readonly row: number; readonly customer: Customer; readonly values: FieldValues }[],
  { existing = [], whenKnown = "skip", rows: single }: MatchSettings,
  problems: ReadingProblem[],
  leftOut: LeftOutPart[],
): Matched {
  // Caches company keys, as many customers share a company.
  const companies = new Map<string, string>();
  const keysOf = (customer: Customer): PersonKeys => personKeys(customer, companies);
  const keys = rows.map(({ customer }) => keysOf(customer));
  const there = new Directory(existing, keysOf, keys);
  const twice = idsTwice(rows);
  const add: Customer[] = [];
  const update: CustomerChange[] = [];
  const known: KnownRow[] = [];
  let unchanged = 0;
  const isRefused = new Set<number>();
  for (const [i, { row, customer, values }] of rows.entries()) {
    const refusal = twice.get(row);
    if (refusal !== undefined) {
      isRefused.add(i);
      problems.push(refusal);
      continue;
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

/** Rows that duplicate an earlier one by the rules of `duplicates`. */
function doublesIn(
  rows: readonly { readonly row: number }[],
  keys: readonly PersonKeys[],
  isRefused: ReadonlySet<number>,
): Matched["doubles"] {
  const firsts = new Map<number, number>();
  const doubles: { row: number; of: number; by: SameBy }[] = [];
  groupsOfPersons(keys).forEach((group, i) => {
    if (group === 0 || isRefused.has(i)) return;
    const first = valueAt(firsts, group, () => i);
    if (first === i) return;
    const by = agreement(keys[i], keys[first])[0] ?? "phone";
    doubles.push({ row: rows[i].row, of: rows[first].row, by });
  });
  return doubles;
}
