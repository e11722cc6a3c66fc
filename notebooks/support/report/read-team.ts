import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import {
  columnsOf,
  criterionKey,
  customerOf,
  dryRunSteps,
  finished,
  interactionFields,
  interactionOf,
  messageOf,
  problemAt,
  proposeImport,
  readRow,
  reportWords,
  tableNames,
  weightFields,
  weightOf,
  type Checked,
  type CriterionWeight,
  type Customer,
  type DryRun,
  type FieldValues,
  type ImportAnswers,
  type ImportSource,
  type Interaction,
  type Language,
  type MessageKey,
  type MessageParameters,
  type Proposal,
  type ProposedColumn,
  type RatedAnalysis,
  type ReadingProblem,
  type RecordKind,
  type RowProblem,
  type TableColumns,
  type Team,
  questionKeys,
} from "@crm-functions/core";
import { encodingNamed, importSource } from "../../../addin/workbook/file";
import { NotebookError, notebookText } from "../notebook-error";
import { named, openTables, type TableSource } from "../workbook/table-source";

export interface ReadTeamOptions extends Pick<
  ImportAnswers,
  "region" | "dates" | "decimal" | "sheet" | "headerRow" | "encoding" | "delimiter"
> {
  /** Of the notes; `"en-US"` unless told. */
  readonly language?: Language;
  /** Headers that are to be taken for something, by what that is: `Perceived: Price` → `Price`. */
  readonly map?: Readonly<Record<string, string>>;
}

/** A team as a file has it, with what was used of the file and what was not. */
export interface TeamOfFile extends Team {
  /** Headers of the customers' table. */
  readonly columns: { readonly used: readonly string[]; readonly ignored: readonly string[] };
  /** What was left out, could not be read, or was taken for the likeliest, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Customers, interactions and weights of a file for reading only. The customers are read as the import proposes them:
 * wherever their table stands, whatever its headers, title rows and totals left out; what cannot be read costs its cell,
 * not its row. A customer without an id is called by the row. Ratings may be of any scale, unless the weights say
 * otherwise. What the file leaves open (the order of day and month, say) is read as is likeliest and told in `notes`.
 *
 * @throws WorkbookFileError where the file cannot be read; CrmError of `proposeImport`; NotebookError `noCustomers`
 */
export async function readTeam(file: string, options: ReadTeamOptions = {}): Promise<TeamOfFile> {
  const language = options.language ?? "en-US";
  const problems: RowProblem[] = [];
  try {
    const find = await openTables(file);
    const weightTable = await find(tableNames.weights, weightFields, ["analysis", "criterion", "weight"]);
    const weights =
      weightTable === undefined
        ? []
        : (await recordsOf("weight", weightTable, options, problems, weightOf)).map(({ record }) => record);
    const encoding = options.encoding === undefined ? undefined : encodingNamed(options.encoding);
    if (options.encoding !== undefined && encoding === undefined) {
      throw new NotebookError("encodingUnknown", { encoding: options.encoding });
    }
    const source = importSource(basename(file), await readFile(file), {
      encoding,
      separator: options.delimiter,
    });
    const answers: ImportAnswers = {
      ...options,
      map: Object.entries(options.map ?? {}).map(([field, header]) => ({ field, header })),
      sheet: options.sheet ?? sheetOfCustomers(source),
    };
    const proposal = proposeImport(source, answers);
    const run = finished(dryRunSteps(proposal, { ratingRange: rangesBy(weights) }));
    const customers = customersOf(run, language);
    if (customers.length === 0) throw new NotebookError("noCustomers", { file: basename(file) });
    const known = new Set(customers.map(({ id }) => id));
    const interactionTable = await find(tableNames.interactions, interactionFields, [
      "customerId",
      "when",
      "kind",
    ]);
    const interactions =
      interactionTable === undefined
        ? purchasesOf(run, customers)
        : (await recordsOf("interaction", interactionTable, options, problems, interactionOf))
            .map(({ record }): Interaction => record)
            .filter(({ customerId }) => known.has(customerId));
    const isUsed = ({ use, role }: ProposedColumn) =>
      use !== undefined && (!("own" in use) || (proposal.table === "purchases" && role !== undefined));
    return {
      customers,
      interactions,
      weights,
      columns: {
        used: proposal.columns.filter(isUsed).map(({ header }) => header),
        ignored: proposal.columns.filter((column) => !isUsed(column)).map(({ header }) => header),
      },
      notes: [
        ...run.leftOut
          .filter(({ reason, row }) => row !== undefined && ["total", "header", "note"].includes(reason))
          .map(({ row, text }) => reportWords(language).totalsRow(text.split(" · ")[0], row!)),
        ...questionTexts(proposal, language),
        ...problemTexts(run.problems.map(placed), language),
        ...problemTexts(
          problems.map(({ table, row, header, message, parameters }) => ({
            table,
            row,
            header,
            message,
            parameters,
          })),
          language,
        ),
      ],
    };
  } catch (error) {
    throw named(error, file);
  }
}

/** The sheet with a table named Customers, where there is one: other sheets of our workbooks have headers too. */
function sheetOfCustomers(source: ImportSource): string | undefined {
  return source.sheets.find(({ tables }) =>
    tables?.some(({ name }) => name.toLowerCase() === tableNames.customers.toLowerCase()),
  )?.name;
}

/** Everybody the file tells of, each with an id; answers that name nobody are called by their row. */
function customersOf(run: DryRun, language: Language): Customer[] {
  const rowWord = reportWords(language).row;
  const named = run.customers.map(({ row, customer }): Customer =>
    customer.id === "" ? { ...customer, id: `row-${row}` } : customer,
  );
  const blank = customerOf({ name: "-" }).record;
  const unnamed = run.answers.map(({ row, customer, ratings, own }): Customer => ({
    ...blank,
    id: `row-${row}`,
    name: customer === "" ? rowWord(String(row)) : customer,
    ratings,
    own,
  }));
  const buyers = [...new Set(run.purchases.map(({ customer }) => customer))]
    .filter(
      (customer) => customer !== "" && !named.some(({ id, name }) => id === customer || name === customer),
    )
    .map((customer): Customer => ({ ...blank, id: customer, name: customer }));
  return [...named, ...unnamed, ...buyers];
}

/** Purchases of a table of them as interactions. */
function purchasesOf(run: DryRun, customers: readonly Customer[]): Interaction[] {
  const ids = new Map(
    customers.flatMap(({ id, name }): [string, string][] => [
      [name, id],
      [id, id],
    ]),
  );
  return run.purchases.flatMap(({ row, customer, date, amount }): Interaction[] => {
    const customerId = ids.get(customer);
    if (customerId === undefined || date === "") return [];
    return [
      {
        id: `row-${row}`,
        customerId,
        when: date,
        kind: "visit",
        channel: "",
        rating: null,
        amount,
        note: "",
        followUp: "",
        done: true,
      },
    ];
  });
}

/** What the file leaves open, with what it was taken for and the option that says otherwise. */
function questionTexts({ questions }: Proposal, language: Language): string[] {
  return questions.map(({ kind, column = "", choices, option }) => {
    const asked = messageOf(questionKeys[kind], { column }, language);
    const [taken = "", other = ""] = choices.map(({ value }) => value);
    return notebookText("reportTaken", language, {
      asked,
      taken,
      option: option.replace(taken, other || taken),
    });
  });
}

interface PlacedProblem {
  readonly table: RecordKind;
  readonly row: number;
  readonly header: string;
  readonly message: MessageKey;
  readonly parameters: MessageParameters;
}

const placed = ({ row, column, key, parameters }: ReadingProblem): PlacedProblem => ({
  table: "customer",
  row,
  header: column,
  message: key,
  parameters,
});

/** The scale of a criterion where its weight says one; else any rating is right. */
function rangesBy(weights: readonly CriterionWeight[]) {
  const ranges = new Map(
    weights.map(({ analysis, criterion, minimum, maximum }) => [
      `${analysis}:${criterionKey(criterion)}`,
      { minimum: minimum ?? -Infinity, maximum: maximum ?? Infinity },
    ]),
  );
  const any = { minimum: -Infinity, maximum: Infinity };
  return (analysis: RatedAnalysis, criterion: string) =>
    ranges.get(`${analysis === "perceived" ? "expectation" : analysis}:${criterionKey(criterion)}`) ?? any;
}

const isBlank = (cells: readonly unknown[]): boolean =>
  cells.every((cell) => cell === null || (typeof cell === "string" && cell.trim() === ""));

/** The records of a table with their rows; a cell that breaks a rule is taken for blank, a row that still does is left out. */
async function recordsOf<Item>(
  kind: RecordKind,
  table: TableSource,
  options: ReadTeamOptions,
  problems: RowProblem[],
  check: (values: FieldValues) => Checked<Item>,
): Promise<{ record: Item; row: number }[]> {
  const columns: TableColumns = columnsOf(table.headers, kind);
  const { region, dates, decimal } = options;
  const found: { record: Item; row: number }[] = [];
  for await (const { firstRow, rows } of table.chunks()) {
    for (const [i, cells] of rows.entries()) {
      if (isBlank(cells)) continue;
      const row = firstRow + i;
      const values = readRow(cells, columns, { region, dates, decimal });
      let checked = check(values);
      for (const problem of checked.problems) problems.push(problemAt(problem, row, columns, table.headers));
      if (checked.problems.length > 0) {
        const spoilt = new Set(checked.problems.map(({ key }) => key));
        checked = check(Object.fromEntries(Object.entries(values).filter(([key]) => !spoilt.has(key))));
        if (checked.problems.length > 0) continue;
      }
      found.push({ record: checked.record, row });
    }
  }
  return found;
}

const tableWords: Readonly<Record<Language, Readonly<Record<RecordKind, string>>>> = {
  "en-US": { customer: "Customers", interaction: "Interactions", weight: "Weights", erasure: "Erasures" },
  "zh-CN": { customer: "客户", interaction: "互动", weight: "权重", erasure: "删除记录" },
};

/** What could not be read, in sentences with their places; one sentence for all cells of a column with the same trouble. */
export function problemTexts(problems: readonly PlacedProblem[], language: Language): string[] {
  const groups = new Map<string, PlacedProblem[]>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.table, problem.header, problem.message]);
    const same = groups.get(key);
    if (same === undefined) groups.set(key, [problem]);
    else same.push(problem);
  }
  return [...groups.values()].map(([first, ...others]) => {
    const { table, row, header, message, parameters } = first;
    const said = messageOf(message, parameters, language);
    const name = tableWords[language][table];
    return language === "zh-CN"
      ? `${name}第 ${row} 行${header === "" ? "" : `“${header}”`}：${said}${others.length > 0 ? `另有 ${others.length} 行同样如此。` : ""}`
      : `${name}, row ${row}${header === "" ? "" : `, ${header}`}: ${said}${others.length > 0 ? ` So in ${others.length} more ${others.length === 1 ? "row" : "rows"}.` : ""}`;
  });
}
