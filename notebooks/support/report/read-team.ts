import { basename } from "node:path";
import {
  columnsOf,
  criterionKey,
  customerOf,
  interactionOf,
  keyOf,
  positionOf,
  messageOf,
  problemAt,
  ratingOfHeader,
  readRow,
  tableNames,
  textOfCsv,
  useOfHeader,
  weightOf,
  type CellReading,
  type Checked,
  type Customer,
  type CriterionWeight,
  type FieldValues,
  type Interaction,
  type Language,
  type RatedAnalysis,
  type RecordKind,
  type RowProblem,
  type TableColumns,
  type Team,
} from "@crm-functions/core";
import { customerFields, interactionFields, weightFields } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { named, openTables, type TableSource } from "../workbook/table-source";

export interface ReadTeamOptions extends Pick<CellReading, "region" | "dates" | "decimal"> {
  /** Headers that are to be taken for something, by what that is: `Perceived: Price` → `Price`. */
  readonly map?: Readonly<Record<string, string>>;
}

/** A team as a file has it, with what was used of the file and what was not. */
export interface TeamOfFile extends Team {
  /** Headers of the customers' table. */
  readonly columns: { readonly used: readonly string[]; readonly ignored: readonly string[] };
  readonly problems: readonly RowProblem[];
  /** Rows that hold totals and are no customers. */
  readonly totalRows: readonly { readonly row: number; readonly name: string }[];
}

/**
 * Customers, interactions and weights of a file for reading only: what cannot be read costs its cell, not its row. A row
 * without a name is no customer; a customer without an id is called by the row. Ratings may be of any scale, unless the
 * weights say otherwise.
 *
 * @throws WorkbookFileError where the file cannot be read; NotebookError `noCustomers`, `headerNotFound`, `mapUnknown`
 */
export async function readTeam(file: string, options: ReadTeamOptions = {}): Promise<TeamOfFile> {
  const problems: RowProblem[] = [];
  const totalRows: { row: number; name: string }[] = [];
  try {
    const find = await openTables(file);
    const weightTable = await find(tableNames.weights, weightFields, ["analysis", "criterion", "weight"]);
    const weights =
      weightTable === undefined
        ? []
        : (await recordsOf("weight", weightTable, {}, options, problems, totalRows, weightOf)).map(
            ({ record }) => record,
          );
    const customerTable = await find(tableNames.customers, customerFields, ["name"]);
    if (customerTable === undefined) throw new NotebookError("noCustomers", { file: basename(file) });
    const mapping = mappingOf(options.map ?? {}, customerTable.headers);
    const rules = { ratingRange: rangesBy(weights) };
    const read = await recordsOf("customer", customerTable, mapping, options, problems, totalRows, (values) =>
      customerOf(values, rules),
    );
    const customers = read.map(({ record, row }): Customer =>
      record.id === "" ? { ...record, id: `row-${row}` } : record,
    );
    const known = new Set(customers.map(({ id }) => id));
    const interactionTable = await find(tableNames.interactions, interactionFields, [
      "customerId",
      "when",
      "kind",
    ]);
    const interactions =
      interactionTable === undefined
        ? []
        : (await recordsOf("interaction", interactionTable, {}, options, problems, totalRows, interactionOf))
            .map(({ record }): Interaction => record)
            .filter(({ customerId }) => known.has(customerId));
    const { uses } = columnsOf(customerTable.headers, "customer", mapping);
    const isUsed = (i: number) => uses[i] !== undefined && !("own" in uses[i]);
    const headers = customerTable.headers.filter((header) => header.trim() !== "");
    return {
      customers,
      interactions,
      weights,
      problems,
      totalRows,
      columns: {
        used: headers.filter((header) => isUsed(customerTable.headers.indexOf(header))),
        ignored: headers.filter((header) => !isUsed(customerTable.headers.indexOf(header))),
      },
    };
  } catch (error) {
    throw named(error, file);
  }
}

/** `Perceived: Price=Price` of a command line as the codec has it: key → header. */
function mappingOf(
  map: Readonly<Record<string, string>>,
  headers: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(map).map(([meaning, header]) => {
      const use = ratingOfHeader(meaning) ?? useOfHeader(meaning, "customer");
      if (use === undefined) throw new NotebookError("mapUnknown", { found: meaning });
      const found = headers.find((each) => criterionKey(each) === criterionKey(header));
      if (found === undefined)
        throw new NotebookError("columnMissing", { column: header, known: headers.join(", ") });
      return [keyOf(use), found];
    }),
  );
}

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

/** What a row of totals is called. One is left out where it is the last, or alone has no id. */
const totals =
  /^(?:grand |sub)?(?:totals?|sums?|averages?|means?)(?:\s*[/&,(].*)?$|^(?:gesamt|summe|durchschnitt|mittelwert)$|^(?:合计|总计|小计|总和|平均|平均值|均值)$/i;

const isBlank = (cells: readonly unknown[]): boolean =>
  cells.every((cell) => cell === null || (typeof cell === "string" && cell.trim() === ""));

/** The records of a table with their rows; a cell that breaks a rule is taken for blank, a row that still does is left out. */
async function recordsOf<Item>(
  kind: RecordKind,
  table: TableSource,
  mapping: Record<string, string>,
  options: ReadTeamOptions,
  problems: RowProblem[],
  totalRows: { row: number; name: string }[],
  check: (values: FieldValues) => Checked<Item>,
): Promise<{ record: Item; row: number }[]> {
  const columns: TableColumns = columnsOf(table.headers, kind, mapping);
  const isTotal = (at: number, cells: readonly unknown[]): boolean => {
    const of = (key: string): string => String(cells[positionOf(columns.uses, key)] ?? "").trim();
    return (
      kind === "customer" &&
      totals.test(of("name")) &&
      (at === lastRow || (of("id") === "" && positionOf(columns.uses, "id") >= 0))
    );
  };
  let lastRow = 0;
  for await (const { firstRow, rows } of table.chunks()) {
    rows.forEach((cells, i) => {
      if (!isBlank(cells)) lastRow = firstRow + i;
    });
  }
  const { region, dates, decimal } = options;
  const found: { record: Item; row: number }[] = [];
  const taken = new Set<unknown>();
  for await (const { firstRow, rows } of table.chunks()) {
    for (const [i, cells] of rows.entries()) {
      if (isBlank(cells)) continue;
      const row = firstRow + i;
      if (isTotal(row, cells)) {
        totalRows.push({ row, name: String(cells[positionOf(columns.uses, "name")]) });
        continue;
      }
      const plain = table.guarded
        ? cells.map((cell) => (typeof cell === "string" ? textOfCsv(cell) : cell))
        : cells;
      const values = readRow(plain, columns, { region, dates, decimal });
      let checked = check(values);
      for (const problem of checked.problems) problems.push(problemAt(problem, row, columns, table.headers));
      if (checked.problems.length > 0) {
        const spoilt = new Set(checked.problems.map(({ key }) => key));
        checked = check(
          Object.fromEntries(Object.entries(values).filter(([key]) => !spoilt.has(key) || key === "name")),
        );
        if (checked.problems.length > 0) continue;
      }
      const { id } = values;
      if (id !== undefined && id !== "" && kind !== "weight") {
        if (taken.has(id)) {
          problems.push({
            key: "",
            message: "idTaken",
            parameters: { id: String(id) },
            table: kind,
            row,
            header: "",
          });
          continue;
        }
        taken.add(id);
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
export function problemTexts(problems: readonly RowProblem[], language: Language): string[] {
  const groups = new Map<string, RowProblem[]>();
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
