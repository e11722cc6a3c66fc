import {
  countedPurchases,
  criterionKey,
  ownColumnsUsed,
  purchaseAsInteraction,
  weighedAs,
  withOwnTables,
  type Team,
} from "../analyses";
import {
  allSheets,
  customerOf,
  defaultRatingRange,
  dryRunSteps,
  foldText,
  isBlank,
  isRating,
  ratingHeader,
  ratedColumns,
  scaleTold,
  withoutScale,
  type CriterionWeight,
  type Customer,
  type DryRun,
  type Interaction,
  type Proposal,
  type ProposedColumn,
  type RatedAnalysis,
  type Rating,
  type RatingRange,
  type ReadingProblem,
} from "../customers";
import { grouped } from "../customers/grouped";
import { valueAt } from "../customers/value-at";
import type { LongWork } from "../long-work";
import { messageOf, type Language, type MessageKey, type MessageParameters } from "../locales/message";
import type { Report } from "./document";
import { fewestAnswers } from "./evidence";
import { ignoredTexts } from "./ignored-columns";
import {
  answersBeside,
  interactionsBeside,
  plainWeightsBeside,
  purchasesBeside,
  weightsBeside,
} from "./records-beside";
import { rowsBeside, tablesBeside } from "./tables-beside";
import { wordsOf } from "./telling";
import { weightsInRows } from "./weights-in-rows";
import type { Words } from "./words/en-US";

/** A team from a user's own table, with what was used of the table and what was not. */
export interface TeamOfTable extends Team {
  readonly columns: Report["columns"];
  /** What was left out or could not be read, one sentence each. */
  readonly notes: readonly string[];
  /** First and last row in the sheet's numbering, if every row between them that is not empty counts. */
  readonly rows: readonly [first: number, last: number] | undefined;
}

export interface TeamOfTableSettings {
  readonly language: Language;
  readonly weights?: readonly CriterionWeight[];
  /** Interactions kept beside the table; if undefined, the table's own purchases, if any. */
  readonly interactions?: readonly Interaction[];
}

/** The team of a file: its table of customers, and weights, interactions, purchases and answers of other sheets. */
export function* teamOfSourceSteps(proposal: Proposal, language: Language): LongWork<TeamOfTable> {
  const { region, dates, decimal } = proposal;
  const source = { ...proposal.source, sheets: allSheets(proposal.source), beside: [] };
  const words = wordsOf(language);
  const told = yield* weightsBeside(source);
  const interactions = yield* interactionsBeside(source, { region, dates, decimal });
  const isBeside = proposal.table === "customers";
  const purchases = isBeside ? yield* purchasesBeside(source, { region, dates, decimal }) : undefined;
  const answers = isBeside ? yield* answersBeside(source) : undefined;
  const read = [told, interactions, purchases, answers].flatMap((each) => each?.sheet ?? []);
  const tables = tablesBeside({ ...proposal, source }, new Set(read));
  const rated = [proposal, ...tables].flatMap(({ columns }) =>
    columns.flatMap(({ use }) => (isRating(use) ? use : [])),
  );
  const weights = told ?? (yield* plainWeightsBeside(source, rated));
  const team = yield* teamOfTableSteps(proposal, {
    language,
    weights: weights?.records,
    interactions: interactions?.records,
  });
  const isRated = team.customers.some(({ ratings }) => Object.keys(ratings).length > 0);
  const rows = yield* rowsBeside(
    tables,
    proposal,
    team,
    [
      ...(isBeside && purchases === undefined && interactions === undefined ? (["purchases"] as const) : []),
      ...(isBeside && answers === undefined && !isRated ? (["answers"] as const) : []),
    ],
    (of) => rangesBy(weights?.records ?? [], scalesOfColumns(of)),
  );
  const isUsed = new Set(rows.used.map((each) => each.proposal));
  const unused = tables.flatMap((each) => (isUsed.has(each) ? [] : each.sheet.name));
  const usable = purchases?.records.filter(({ customer }) => customer !== "") ?? [];
  const problems = [weights, interactions, purchases].flatMap((each) => each?.problems ?? []);
  const areUnmatched = weights !== undefined && told === undefined && weights.records.length === 0;
  const whole = withOwnTables(
    team,
    purchases?.records ?? rows.purchases,
    answers?.records ?? rows.answers,
    words.row,
  );
  const unreadBeside = rows.used.map(({ proposal, run }) =>
    proposal.table === "purchases" ? unreadIn(proposal, run) : { rows: new Set<number>(), amounts: 0 },
  );
  const amountsUnread = purchases?.problems.filter(({ key }) => key === "amount").length ?? 0;
  const unpricedUnread = unreadBeside.reduce((sum, { amounts }) => sum + amounts, amountsUnread);
  return {
    ...team,
    ...whole,
    ...(isBeside && {
      purchasesUnread: unreadBeside.reduce(
        (sum, { rows }) => sum + rows.size,
        (purchases?.rows ?? 0) - usable.length + amountsUnread,
      ),
      purchasesAside: whole.purchasesAside && {
        ...whole.purchasesAside,
        unpriced: whole.purchasesAside.unpriced - unpricedUnread,
      },
    }),
    notes: [
      ...team.notes,
      ...rows.used.map(({ proposal: { table, sheet } }) =>
        table === "purchases" ? words.purchasesBeside(sheet.name) : words.answersBeside(sheet.name),
      ),
      ...rows.used.flatMap(({ proposal }) => readAs(proposal, words)),
      ...(rows.strangers > 0 ? [words.strangers(rows.strangers)] : []),
      ...(unused.length > 0 ? [words.sheetsUnused(unused)] : []),
      ...(areUnmatched ? [words.weightsUnmatched(weights.sheet)] : []),
      ...rows.used.flatMap(({ proposal: { table }, run }) =>
        problemTexts(run.problems, words.tableNames[rowsAre[table]], language),
      ),
      ...(["weight", "interaction", "purchase"] as const).flatMap((table) =>
        problemTexts(
          problems
            .filter((each) => each.table === table)
            .map(({ row, header, message, parameters }) => ({
              row,
              column: header,
              key: message,
              parameters,
            })),
          words.tableNames[table],
          language,
        ),
      ),
    ],
  };
}

/** How cells were read, and what may be wrong with it. */
function readAs({ notes }: Proposal, { readAs }: Words): string[] {
  return notes.flatMap(({ kind, text }) => (kind in readAs ? readAs[kind as keyof typeof readAs](text) : []));
}

/** The rows of a table of purchases that cannot be read, and how many of them only lack their amount. */
function unreadIn(
  { columns }: Proposal,
  { problems }: DryRun,
): { rows: ReadonlySet<number>; amounts: number } {
  const amountHeader = columns.find(({ role }) => role === "amount")?.header;
  const refused = new Set(
    problems.flatMap(({ row, kind, key }) => (kind === "row" && key !== "purchaseLine" ? row : [])),
  );
  const unpriced = problems.flatMap(({ row, column }) =>
    column === amountHeader && !refused.has(row) ? row : [],
  );
  return { rows: new Set([...refused, ...unpriced]), amounts: new Set(unpriced).size };
}

/**
 * Everybody in a table, for reading only. An unreadable cell does not lose its row; totals are left out; a customer
 * without an id is named by row. Ratings may be on any scale, unless the weights say otherwise. Yields the number of
 * rows read.
 */
export function* teamOfTableSteps(
  proposal: Proposal,
  { language, weights = [], interactions }: TeamOfTableSettings,
): LongWork<TeamOfTable> {
  const words = wordsOf(language);
  const scales = scalesOfColumns(proposal);
  const run = yield* dryRunSteps(proposal, { ratingRange: rangesBy(weights, scales), readOnly: true });
  const customers = customersOf(run, language);
  const known = new Set(customers.map(({ id }) => id));
  const strangers = interactions?.filter(({ customerId }) => !known.has(customerId)).length ?? 0;
  const repeated = customers.length - new Set(customers.map(personKey)).size;
  const inRows = weightsInRows(proposal, run, weights);
  const headerOf = (wanted: ProposedColumn["role"]) =>
    proposal.columns.find(({ role }) => role === wanted)?.header;
  const unread = unreadIn(proposal, run).rows;
  const { counted, aside } = countedPurchases(
    run.purchases.filter(({ row }) => !unread.has(row)),
    { amount: headerOf("amount"), refund: headerOf("refund") },
  );
  const team = {
    customers,
    interactions:
      interactions?.filter(({ customerId }) => known.has(customerId)) ?? purchasesOf(counted, customers),
    weights: [...weights, ...inRows.flatMap(({ records }) => records)],
  };
  const own = ownColumnsUsed(team);
  const isUsed = ({ use, role }: ProposedColumn) =>
    use !== undefined &&
    (!("own" in use) ||
      own.used.includes(use.own) ||
      proposal.workedOut.includes(use.own) ||
      (proposal.table === "purchases" &&
        (role === "purchaseDate" || role === "amount" || aside.by.includes(use.own))));
  const ignored = proposal.columns.filter((column) => !isUsed(column));
  return {
    ...team,
    rows: rowsOf(proposal, run),
    ...(proposal.table === "purchases" && { purchasesUnread: unread.size, purchasesAside: aside }),
    columns: {
      used: proposal.columns.filter(isUsed).map(({ header }) => header),
      ignored: ignored.map(({ header }) => header),
    },
    notes: [
      ...readAs(proposal, words),
      ...run.leftOut
        .filter(({ row }) => row !== undefined)
        .flatMap(({ row, reason, text }) => {
          const { leftOutRows, weightsInRow } = words;
          const [name] = text.split(" · ");
          const its = inRows
            .find((each) => each.row === row)
            ?.records.map(
              ({ analysis, criterion, weight }) =>
                `${ratingHeader(analysis, withoutScale(criterion), language)} ${weight}`,
            );
          if (its !== undefined) return weightsInRow(name, row!, its);
          return reason in leftOutRows ? leftOutRows[reason as keyof typeof leftOutRows](name, row!) : [];
        }),
      ...problemTexts(run.problems, words.tableNames[rowsAre[proposal.table]], language),
      ...(run.sharedNames.length > 0 ? [words.sharedNames(run.sharedNames)] : []),
      ...(repeated > 0 ? [words.repeated(repeated)] : namesAgain(proposal, run, language)),
      ...(strangers > 0 ? [words.strangers(strangers)] : []),
      ...ignoredTexts(ignored, proposal, own.not, words),
    ],
  };
}

const rowsAre = { customers: "customer", purchases: "purchase", answers: "answer" } as const;

/** Share of different names below which the rows of a table are hardly a customer each, such as tickets or stays. */
const mostlyDifferent = 0.75;

/**
 * That names or customers stand in many rows, each of which counts as a customer. Of names it is told only if no row has
 * the name and the contact of another (`personKey`): a name alone may be that of several people, so it takes many rows to
 * say so.
 */
function namesAgain({ table }: Proposal, run: DryRun, language: Language): string[] {
  // A number or an address is one customer's, however few rows have it again.
  const answered = run.answers.flatMap(({ customer }) => foldText(customer) || []);
  const answering = new Set(answered).size;
  if (answering < answered.length) return [wordsOf(language).answeredAgain(answering, answered.length)];
  const named = run.customers.flatMap(({ customer }) => foldText(customer.name) || []);
  const names = new Set(named).size;
  return table === "customers" && names > 1 && names < mostlyDifferent * named.length
    ? [wordsOf(language).namesAgain(names, named.length)]
    : [];
}

/** The same key for rows with the same name and contact. */
function personKey({ id, name, email, phone }: Customer): string {
  const contact = email === "" ? phone : email.toLowerCase();
  return contact === "" ? id : `${foldText(name)} ${contact}`;
}

/** The first and the last row that counts; undefined if a non-empty row between them does not. */
function rowsOf({ sheet, workedOut }: Proposal, run: DryRun): readonly [number, number] | undefined {
  if (workedOut.length > 0) return undefined;
  const counted = [...run.customers, ...run.answers].map(({ row }) => row);
  if (counted.length === 0) return undefined;
  const [first, last] = [counted[0], counted[counted.length - 1]];
  const among = new Set(counted);
  for (let row = first; row < last; row++) {
    const cells = sheet.rows[row - (sheet.firstRow ?? 1)] ?? [];
    if (!among.has(row) && !cells.every(isBlank)) return undefined;
  }
  return [first, last];
}

/** Everybody in the file, each with an id; answers without a name are named by row. */
function customersOf(run: DryRun, language: Language): Customer[] {
  const rowWord = wordsOf(language).row;
  const ids = new Set<string>();
  const named = run.customers.map(({ row, customer }): Customer => {
    const { name } = customer;
    // The id of somebody who answered several times is that of the first answer.
    const id = customer.id === "" || ids.has(customer.id) ? `row-${row}` : customer.id;
    ids.add(id);
    return { ...customer, id, name: name || rowWord(String(row)) };
  });
  const blank = customerOf({ name: "-" }).record;
  const unnamed = run.answers.map(({ row, customer, ratings, own }): Customer => ({
    ...blank,
    id: `row-${row}`,
    name: customer === "" ? rowWord(String(row)) : customer,
    ratings,
    own,
  }));
  const taken = new Set(named.flatMap(({ id, name }) => [id, name]));
  const buyers = [...new Set(run.purchases.map(({ customer }) => customer))]
    .filter((customer) => customer !== "" && !taken.has(customer))
    .map((customer): Customer => ({ ...blank, id: customer, name: customer }));
  return [...named, ...unnamed, ...buyers];
}

/** The purchases of a table of purchases, as interactions. */
function purchasesOf(purchases: DryRun["purchases"], customers: readonly Customer[]): Interaction[] {
  const ids = new Map(
    customers.flatMap(({ id, name }): [string, string][] => [
      [name, id],
      [id, id],
    ]),
  );
  return purchases.flatMap(({ row, customer, date, amount }): Interaction[] => {
    const customerId = ids.get(customer);
    if (customerId === undefined || date === "") return [];
    return [purchaseAsInteraction(`row-${row}`, customerId, date, amount)];
  });
}

/** If at most this share of a column's ratings is off a scale, the column is on it and those ratings are mistakes. */
const slips = 0.2;

/**
 * The stated scales, unless too many ratings contradict them; and 0 to 10 if none is stated and only a few ratings are
 * outside it, such as 99 for no answer.
 */
function scalesOfColumns(proposal: Proposal): (Rating & RatingRange)[] {
  const rated = ratedColumns(proposal);
  // Several ratings below 0, or one about as far below as others are above, mean that the scale extends below 0.
  const goesBelow = rated.some(({ ratings }) => {
    const below = new Set(ratings.filter((rating) => rating < 0));
    const lowest = Math.min(...below);
    const highest = ratings.reduce((high, rating) => Math.max(high, rating), 0);
    return below.size > 1 || (below.size === 1 && -lowest <= highest && -lowest * 2 >= highest);
  });
  return rated.flatMap(({ use, ratings }) => {
    const told = scaleTold(use.criterion);
    const range = told ?? defaultRatingRange;
    const beyond = ratings.filter((rating) => rating < range.minimum || rating > range.maximum);
    if (beyond.length > slips * ratings.length) return [];
    if (told === undefined && (beyond.length === 0 || ratings.length < fewestAnswers || goesBelow)) return [];
    return [{ ...use, ...range }];
  });
}

/** The range of a criterion from its header or weight; without these, any rating is valid. */
function rangesBy(weights: readonly CriterionWeight[], scales: readonly (Rating & RatingRange)[]) {
  const known = new Map<string, RatingRange>();
  return (analysis: RatedAnalysis, criterion: string): RatingRange => {
    // Cached, as it is called for every rating of every customer.
    return valueAt(known, `${analysis}:${criterion}`, () => {
      const isMeant = (each: Rating, of: RatedAnalysis) =>
        each.analysis === of && criterionKey(each.criterion) === criterionKey(criterion);
      const meant = scales.filter((each) => isMeant(each, analysis));
      const told = meant.find((each) => each.criterion === criterion) ?? meant[0];
      const weight = weights.find((each) => isMeant(each, weighedAs(analysis)));
      const first = analysis === "perceived" ? (told ?? weight) : (weight ?? told);
      return { minimum: first?.minimum ?? -Infinity, maximum: first?.maximum ?? Infinity };
    });
  };
}

/** Something in a table that could not be read. */
type PlacedProblem = Pick<ReadingProblem, "row" | "column"> & {
  readonly key: MessageKey;
  readonly parameters: MessageParameters;
};

/** Unreadable places, in sentences; cells of one column with the same problem share a sentence. */
function problemTexts(problems: readonly PlacedProblem[], table: string, language: Language): string[] {
  const groups = grouped(problems, ({ column, key }) => JSON.stringify([column, key]));
  return [...groups.values()].map(([{ row, column, key, parameters }, ...others]) =>
    wordsOf(language).problem(table, row, column, messageOf(key, parameters, language), others.length),
  );
}
