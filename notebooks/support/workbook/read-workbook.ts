import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import {
  customerFields,
  fieldOfHeader,
  interactionFields,
  ratedAnalyses,
  ratingOfHeader,
  readFieldCell,
  tableNames,
  validateCustomer,
  validateInteraction,
  weightFields,
  type Customer,
  type CustomerInput,
  type Field,
  type Interaction,
  type InteractionInput,
  type MessageKey,
  type MessageParameters,
  type Problem,
  type RatedAnalysis,
  type ValidationSettings,
} from "@crm-functions/core";
import {
  isFileError,
  readWorkbookFile,
  type FileValue,
  type WorkbookFile,
} from "../../../addin/workbook/file";
import { TeamWorkbook, type CriterionWeight, type RowProblem } from "./team-workbook";

export interface ReadWorkbookOptions extends Pick<ValidationSettings, "region"> {
  /** How `01/02/2026` is to be read; without it such a text is refused as ambiguous. */
  readonly dayFirst?: boolean;
}

/** A table in a sheet: headers and body, wherever it stands. */
interface FoundTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly FileValue[])[];
}

type Values = Record<string, unknown>;

/**
 * Reads the workbook that the add-in or Excel has written (or one `.csv` of customers): its customers, interactions and
 * weights, validated by the rules of the pane. Rows that break a rule are left out and told in `problems`.
 *
 * @throws WorkbookFileError where the file cannot be read; Error where it holds no customers
 */
export async function readWorkbook(file: string, options: ReadWorkbookOptions = {}): Promise<TeamWorkbook> {
  const workbook = readWorkbookFile(basename(file), await readFile(file));
  const problems: RowProblem[] = [];
  const weights = weightsOf(workbook, problems, options);
  const customers = customersOf(workbook, weights, problems, options);
  const interactions = interactionsOf(workbook, customers, problems, options);
  return new TeamWorkbook(workbook, customers, interactions, weights, problems);
}

/** The table of that name; else the sheet whose first row has headers for the fields that make it this table. */
function findTable<Name extends string>(
  workbook: WorkbookFile,
  name: string,
  fields: readonly Field<Name>[],
  knownBy: readonly Name[],
): FoundTable | undefined {
  for (const sheet of workbook.sheets) {
    const table = sheet.tables?.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (table === undefined) continue;
    const value = (row: number, column: number) => sheet.cells[row]?.[column]?.value ?? null;
    const cells = Array.from({ length: table.rows }, (_, i) =>
      Array.from({ length: table.columns }, (_, j) => value(table.row + i, table.column + j)),
    );
    return { headers: cells[0].map(String), rows: cells.slice(1) };
  }
  for (const sheet of workbook.sheets) {
    const headers = Array.from(sheet.cells[0] ?? [], (cell) => String(cell?.value ?? ""));
    const found = new Set(headers.map((header) => fieldOfHeader(header, fields)));
    if (!knownBy.every((field) => found.has(field))) continue;
    const rows = sheet.cells.slice(1).map((row) => headers.map((_, j) => row[j]?.value ?? null));
    return { headers, rows };
  }
  return undefined;
}

/** Cells of a row by field name, `""` for what is blank; what cannot be understood is a problem. */
function valuesOf(
  table: FoundTable,
  row: number,
  fields: readonly Field[],
  name: RowProblem["table"],
  problems: RowProblem[],
  options: ReadWorkbookOptions,
): Values {
  const values: Values = {};
  table.headers.forEach((header, j) => {
    const field = fields.find((each) => each.name === fieldOfHeader(header, fields));
    if (field === undefined || field.name in values) return;
    const { value, problem } = readFieldCell(table.rows[row][j], field, options);
    values[field.name] = value;
    if (problem !== undefined) {
      problems.push(problemAt(name, row, header, problem.key, { found: problem.found }));
      // It has been told; what is stored is the field left empty.
      values[field.name] = field.type === "number" ? null : field.type === "boolean" ? false : "";
    }
  });
  return values;
}

function problemAt(
  table: RowProblem["table"],
  row: number,
  column: string,
  key: MessageKey,
  parameters: MessageParameters,
): RowProblem {
  return { table, row: row + 1, column, key, parameters };
}

const isBlankRow = (row: readonly FileValue[]) => row.every((cell) => cell === null || cell === "");

function weightsOf(
  workbook: WorkbookFile,
  problems: RowProblem[],
  options: ReadWorkbookOptions,
): CriterionWeight[] {
  const table = findTable(workbook, tableNames.weights, weightFields, ["analysis", "criterion", "weight"]);
  if (table === undefined) return [];
  return table.rows.flatMap((row, i): CriterionWeight[] => {
    if (isBlankRow(row)) return [];
    const { analysis, criterion, weight, minimum, maximum } = valuesOf(
      table,
      i,
      weightFields,
      "weights",
      problems,
      options,
    );
    if (
      !ratedAnalyses.includes(analysis as RatedAnalysis) ||
      typeof weight !== "number" ||
      criterion === ""
    ) {
      problems.push(problemAt("weights", i, "", "fieldRequired", {}));
      return [];
    }
    return [
      {
        analysis: analysis as RatedAnalysis,
        criterion: String(criterion),
        weight,
        minimum: typeof minimum === "number" ? minimum : undefined,
        maximum: typeof maximum === "number" ? maximum : undefined,
      },
    ];
  });
}

function customersOf(
  workbook: WorkbookFile,
  weights: readonly CriterionWeight[],
  problems: RowProblem[],
  options: ReadWorkbookOptions,
): Customer[] {
  const table = findTable(workbook, tableNames.customers, customerFields, ["name"]);
  if (table === undefined) {
    throw new Error(
      "There is no table of customers: no table is named Customers and no sheet has a column Name.",
    );
  }
  const settings: ValidationSettings = {
    region: options.region,
    ratingRange: (analysis, criterion) => {
      const row = weights.find(
        (each) =>
          each.criterion === criterion &&
          each.analysis === (analysis === "perceived" ? "expectation" : analysis),
      );
      return { minimum: row?.minimum ?? 0, maximum: row?.maximum ?? 10 };
    },
  };
  const ratings = table.headers.map(ratingOfHeader);
  const taken = new Set<string>();
  return table.rows.flatMap((row, i): Customer[] => {
    if (isBlankRow(row)) return [];
    const given: Partial<Record<RatedAnalysis, Record<string, number>>> = {};
    ratings.forEach((rating, j) => {
      const value = row[j];
      if (rating === undefined || value === null || value === "") return;
      if (typeof value === "number") (given[rating.analysis] ??= {})[rating.criterion] = value;
      else {
        const found = isFileError(value) ? value.error : String(value);
        problems.push(problemAt("customers", i, table.headers[j], "notANumber", { found }));
      }
    });
    const values = valuesOf(table, i, customerFields, "customers", problems, options);
    const id = values.id === "" || values.id === undefined ? `row-${i + 1}` : String(values.id);
    const checked = validateCustomer(
      { ...(values as unknown as CustomerInput), id, ratings: given },
      settings,
    );
    if (taken.has(id)) problems.push(problemAt("customers", i, "", "idTaken", { id }));
    tell("customers", i, checked.problems, customerFields, problems);
    if (checked.problems.length > 0 || taken.has(id)) return [];
    taken.add(id);
    return [checked.record];
  });
}

function interactionsOf(
  workbook: WorkbookFile,
  customers: readonly Customer[],
  problems: RowProblem[],
  options: ReadWorkbookOptions,
): Interaction[] {
  const table = findTable(workbook, tableNames.interactions, interactionFields, [
    "customerId",
    "when",
    "kind",
  ]);
  if (table === undefined) return [];
  const known = new Set(customers.map((customer) => customer.id));
  const taken = new Set<string>();
  return table.rows.flatMap((row, i): Interaction[] => {
    if (isBlankRow(row)) return [];
    const values = valuesOf(table, i, interactionFields, "interactions", problems, options);
    const id = values.id === "" || values.id === undefined ? `row-${i + 1}` : String(values.id);
    const { record, problems: found } = validateInteraction({
      ...(values as unknown as InteractionInput),
      id,
    });
    tell("interactions", i, found, interactionFields, problems);
    if (found.length > 0) return [];
    if (!known.has(record.customerId)) {
      problems.push(problemAt("interactions", i, "", "customerNotFound", { id: record.customerId }));
      return [];
    }
    if (taken.has(id)) {
      problems.push(problemAt("interactions", i, "", "idTaken", { id }));
      return [];
    }
    taken.add(id);
    return [record];
  });
}

function tell(
  table: RowProblem["table"],
  row: number,
  found: readonly Problem[],
  fields: readonly Field[],
  problems: RowProblem[],
): void {
  for (const { field, key, parameters } of found) {
    const header = fields.find((each) => each.name === field)?.header["en-US"] ?? "";
    problems.push(problemAt(table, row, header, key, parameters));
  }
}
