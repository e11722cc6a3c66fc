import type { Team } from "../analyses";
import {
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
  readonly used: readonly { readonly proposal: Proposal; readonly run: DryRun }[];
}

/** The purchases and answers of those tables that name the customers of the team nearly everywhere. */
export function* rowsBeside(
  tables: readonly Proposal[],
  { customers }: Team,
  wanted: readonly Proposal["table"][],
  ratingRange: (proposal: Proposal) => ValidationSettings["ratingRange"],
): LongWork<RowsBeside> {
  const called = new Set(
    customers.flatMap(({ id, name, email, phone }) =>
      [id, name, email, phone].map((each) => each.toLowerCase()),
    ),
  );
  const isKnown = ({ customer }: { readonly customer: string }): boolean =>
    customer !== "" && called.has(customer.toLowerCase());
  const used: { proposal: Proposal; run: DryRun }[] = [];
  for (const proposal of tables) {
    if (!wanted.includes(proposal.table)) continue;
    const run = yield* dryRunSteps(proposal, { readOnly: true, ratingRange: ratingRange(proposal) });
    const rows = [...run.purchases, ...run.answers];
    if (rows.length > 0 && rows.filter(isKnown).length >= mostlyKnown * rows.length)
      used.push({ proposal, run });
  }
  const purchases = used.flatMap(({ run }) => run.purchases);
  const answers = used.flatMap(({ run }) => run.answers);
  return {
    purchases: purchases.filter(isKnown),
    answers: answers.filter(isKnown),
    strangers: [...purchases, ...answers].filter((row) => !isKnown(row)).length,
    used,
  };
}
