import type { MessageKey, MessageParameters } from "../locales/message";
import { CrmError } from "../errors";
import type { Customer, CustomerInput, RatedAnalysis } from "./customer";
import { textOfCsv } from "./csv";
import { readFieldCell } from "./field-cells";
import { customerFields, type CustomerFieldName, type Field } from "./fields";
import { fieldOfHeader, ratingHeader, ratingOfHeader } from "./columns";
import type { CellReading } from "./cells";
import { finished, stepSize, type Steps } from "./steps";
import { validateCustomer, type ValidationSettings } from "./validation";

/** What a column of a file is for; undefined leaves it out. */
export type ImportTarget =
  CustomerFieldName | { readonly analysis: RatedAnalysis; readonly criterion: string } | undefined;

/** A target for each column of the file. */
export type ImportMapping = readonly ImportTarget[];

export interface ImportSettings extends ValidationSettings, CellReading {
  /** True for an id that the store has already. */
  readonly isTaken?: (id: string) => boolean;
  /** The number of the first row in the file, for messages; default 2, as headers stand in row 1. */
  readonly firstRow?: number;
}

/** What is wrong with one cell of a row. */
export interface ImportProblem {
  /** Position of the column in the file (from 0), -1 where the file has none for the field. */
  readonly column: number;
  readonly key: MessageKey;
  readonly parameters: MessageParameters;
}

/** A row that cannot be imported, with everything that is wrong with it. */
export interface BadRow {
  /** Number of the row in the file, as a user counts. */
  readonly row: number;
  readonly cells: readonly unknown[];
  readonly problems: readonly ImportProblem[];
}

/** What an import would do. */
export interface ImportPlan {
  /** Hand this to `CustomerStore.add`. */
  readonly customers: readonly CustomerInput[];
  /** The row in the file of each of the customers. */
  readonly rows: readonly number[];
  readonly bad: readonly BadRow[];
  /** How many rows were blank throughout and are left out. */
  readonly blank: number;
}

/** The mapping that the headers suggest; of two columns for one field the first counts. */
export function proposeMapping(headers: readonly unknown[]): ImportMapping {
  const taken = new Set<string>();
  return headers.map((header): ImportTarget => {
    const text = typeof header === "string" ? header : "";
    const target: ImportTarget = fieldOfHeader(text, customerFields) ?? ratingOfHeader(text);
    const key = targetKey(target);
    if (target === undefined || taken.has(key)) return undefined;
    taken.add(key);
    return target;
  });
}

function targetKey(target: ImportTarget): string {
  return typeof target === "object"
    ? ratingHeader(target.analysis, target.criterion, "en-US")
    : (target ?? "");
}

const fieldsByName = new Map<string, Field>(customerFields.map((field) => [field.name, field]));
const ratingField: Field = {
  name: "rating",
  header: { "en-US": "Rating", "zh-CN": "评分" },
  type: "number",
  aliases: [],
};

/**
 * Reads rows of a file (without headers) as customers, and lists every row that is not one; nothing is stored.
 *
 * @throws CrmError `nameNotMapped`, `fieldMappedTwice` where the mapping itself cannot be meant
 */
export function planImport(
  rows: readonly (readonly unknown[])[],
  mapping: ImportMapping,
  settings: ImportSettings = {},
): ImportPlan {
  return finished(planImportSteps(rows, mapping, settings));
}

/** `planImport` with rests between the rows. */
export function* planImportSteps(
  rows: readonly (readonly unknown[])[],
  mapping: ImportMapping,
  settings: ImportSettings = {},
): Steps<ImportPlan> {
  checkMapping(mapping);
  const firstRow = settings.firstRow ?? 2;
  const customers: CustomerInput[] = [];
  const rowNumbers: number[] = [];
  const bad: BadRow[] = [];
  const firstWithId = new Map<string, number>();
  let blank = 0;
  for (const [i, cells] of rows.entries()) {
    if (i % stepSize === 0) yield i;
    if (cells.every((cell) => cell === null || cell === undefined || String(cell).trim() === "")) {
      blank++;
      continue;
    }
    const { customer, problems } = readRow(cells, mapping, settings);
    const { id } = customer;
    if (id !== "") {
      const column = mapping.indexOf("id");
      if (firstWithId.has(id) || settings.isTaken?.(id) === true) {
        const firstRow = firstWithId.get(id) ?? 0;
        problems.push({ column, key: "idTaken", parameters: { id, firstRow } });
      } else firstWithId.set(id, firstRow + i);
    }
    if (problems.length > 0) bad.push({ row: firstRow + i, cells, problems });
    else {
      customers.push(customer);
      rowNumbers.push(firstRow + i);
    }
  }
  return { customers, rows: rowNumbers, bad, blank };
}

function checkMapping(mapping: ImportMapping): void {
  if (!mapping.includes("name")) throw new CrmError("value", "nameNotMapped");
  const columns = new Map<string, number>();
  mapping.forEach((target, column) => {
    if (target === undefined) return;
    const before = columns.get(targetKey(target));
    if (before !== undefined) {
      throw new CrmError("value", "fieldMappedTwice", { first: before + 1, second: column + 1 });
    }
    columns.set(targetKey(target), column);
  });
}

function readRow(
  cells: readonly unknown[],
  mapping: ImportMapping,
  settings: ImportSettings,
): { customer: Customer; problems: ImportProblem[] } {
  const input: Record<string, unknown> = { name: "" };
  const ratings: Partial<Record<RatedAnalysis, [string, number][]>> = {};
  const problems: ImportProblem[] = [];
  mapping.forEach((target, column) => {
    if (target === undefined) return;
    const field = typeof target === "object" ? ratingField : fieldsByName.get(target)!;
    const cell = cells[column];
    const plain = typeof cell === "string" ? textOfCsv(cell) : cell;
    const { value, problem } = readFieldCell(plain, field, settings);
    if (problem !== undefined) {
      problems.push({ column, key: problem.key, parameters: { found: problem.found } });
      return;
    }
    if (typeof target === "object") {
      if (typeof value === "number") (ratings[target.analysis] ??= []).push([target.criterion, value]);
    } else if (value !== "" || target === "name") input[target] = value;
  });
  input.ratings = Object.fromEntries(
    Object.entries(ratings).map(([analysis, entries]) => [analysis, Object.fromEntries(entries)]),
  );
  const checked = validateCustomer(input as unknown as CustomerInput, settings);
  for (const { key: field, message: key, parameters } of checked.problems) {
    const column = mapping.findIndex((target) =>
      typeof target === "object" ? field === `${target.analysis}: ${target.criterion}` : target === field,
    );
    // What could not be read at all has been reported already.
    if (!problems.some((each) => each.column === column && column >= 0)) {
      problems.push({ column, key, parameters });
    }
  }
  return { customer: checked.record, problems };
}
