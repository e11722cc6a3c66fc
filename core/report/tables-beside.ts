import { withoutZeros, type Team } from "../analyses";
import {
  areTwoSides,
  dryRunSteps,
  isBlank,
  isOwn,
  proposeImport,
  tablesOf,
  type Answer,
  type DryRun,
  type Proposal,
  type Purchase,
  type ValidationSettings,
} from "../customers";
import type { LongWork } from "../long-work";

/** Fewer known columns do not make a table. */
const fewestKnown = 2;
/** Share of rows that name a customer of the table from which they are about these customers. */
const mostlyKnown = 0.8;

/**
 * The tables on other visible sheets of the file, each as the import proposes it.
 * @param used names of sheets that are read as something else already
 */
export function tablesBeside(proposal: Proposal, used: ReadonlySet<string>): Proposal[] {
  const { source, sheet, region, dates, decimal, questions } = proposal;
  if (source.kind === "text") return [];
  // The other sheets of customers are told by the question which sheet it is.
  const asked = new Set(
    questions.flatMap(({ kind, choices }) => (kind === "sheet" ? choices : [])).map(({ value }) => value),
  );
  const isOther = (name: string): boolean => name !== sheet.name && !used.has(name) && !asked.has(name);
  return tablesOf(source)
    .filter(
      ({ name, hidden, rows }) => hidden !== true && isOther(name) && rows.some((row) => !row.every(isBlank)),
    )
    .map(({ name }) => proposeImport(source, { sheet: name, dates, decimal }, region))
    .filter(({ columns, sheet, firstData }) => {
      const known = columns.filter(
        ({ use, role }) => role !== undefined || (use !== undefined && !isOwn(use)),
      );
      return known.length >= fewestKnown && sheet.rows.slice(firstData).some((row) => !row.every(isBlank));
    });
}

/** The purchases and answers of customers of the table on other sheets, and which tables these are. */
export interface RowsBeside {
  readonly purchases: readonly Purchase[];
  readonly answers: readonly Answer[];
  /** Rows that name nobody of the table. */
  readonly strangers: number;
  /** What was read of each table that is used. */
  readonly used: readonly {
    readonly proposal: Proposal;
    readonly run: DryRun;
    readonly answers: readonly Answer[];
  }[];
}

/**
 * The purchases and answers of those tables that name the customers of the team nearly everywhere; what was received is
 * an answer of customers whose expectations the team has, and the other way round.
 */
export function* rowsBeside(
  tables: readonly Proposal[],
  own: Proposal,
  { customers }: Team,
  wanted: readonly Proposal["table"][],
  ratingRange: (proposal: Proposal) => ValidationSettings["ratingRange"],
): LongWork<RowsBeside> {
  const called = new Set(
    customers.flatMap(({ id, name, email, phone }) =>
      [id, name, email, phone].map((each) => withoutZeros(each.toLowerCase())),
    ),
  );
  const isKnown = ({ customer }: { readonly customer: string }): boolean =>
    customer !== "" && called.has(withoutZeros(customer.toLowerCase()));
  const answerOfCustomer = ({ customer }: DryRun["customers"][number]): Answer => {
    const { id, email, phone, name, ratings } = customer;
    const isName = (each: string) => isKnown({ customer: each });
    return { customer: [id, email, phone].find(isName) ?? name, ratings, own: {} };
  };
  const used: RowsBeside["used"][number][] = [];
  for (const proposal of tables) {
    const isSide = proposal.table === "customers" && areTwoSides(own.sheet.name, proposal.sheet.name);
    if (!isSide && !wanted.includes(proposal.table)) continue;
    const run = yield* dryRunSteps(proposal, { readOnly: true, ratingRange: ratingRange(proposal) });
    const given = isSide ? run.customers.map(answerOfCustomer) : run.answers;
    const rows = [...run.purchases, ...given];
    if (rows.length > 0 && rows.filter(isKnown).length >= mostlyKnown * rows.length)
      used.push({ proposal, run, answers: given });
  }
  const purchases = used.flatMap(({ run }) => run.purchases);
  const answers = used.flatMap((each) => each.answers);
  return {
    purchases: purchases.filter(isKnown),
    answers: answers.filter(isKnown),
    strangers: [...purchases, ...answers].filter((row) => !isKnown(row)).length,
    used,
  };
}
