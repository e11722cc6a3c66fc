import {
  answerOf,
  CrmError,
  purchaseOf,
  rowsNotIn,
  tableNameOf,
  valuesOfRow,
  type Answer,
  type FieldValues,
  type Language,
  type Purchase,
  type RecordKind,
} from "@crm-functions/core";
import { inSlices } from "../in-slices";
import type { ActionOptions, TableInfo, Workbook } from "../workbook";
import { readRows } from "./reading";
import { ensureTable, findTable, type RecordTable } from "./tables";
import { newRows } from "./writing";

/** Kinds of records with a table of their own but without ids. */
export type OwnKind = Extract<RecordKind, "purchase" | "answer">;

function ownTable(tables: readonly TableInfo[], kind: OwnKind): RecordTable | undefined {
  const name = tableNameOf[kind].toLowerCase();
  return findTable(
    tables.filter((each) => each.name.toLowerCase() === name),
    kind,
  );
}

/** The rows of the table of purchases or answers, values by key; empty if there is no table. */
export async function readOwnRows(workbook: Workbook, kind: OwnKind): Promise<FieldValues[]> {
  const table = ownTable(await workbook.tables(), kind);
  return table === undefined ? [] : (await readRows(workbook, table)).map(({ values }) => values);
}

/** The purchases in their table; rows without a day are skipped. */
export async function readPurchases(workbook: Workbook): Promise<Purchase[]> {
  return (await readOwnRows(workbook, "purchase")).flatMap((values) => purchaseOf(values) ?? []);
}

/** The answers in their table. */
export async function readAnswers(workbook: Workbook): Promise<Answer[]> {
  return (await readOwnRows(workbook, "answer")).map(answerOf);
}

/**
 * Adds purchases or answers at the end of their table, which is created if missing.
 * @returns a function that removes them again: @throws CrmError `rowsMoved` if one of them has changed since
 */
export async function addOwnRows(
  workbook: Workbook,
  kind: OwnKind,
  rows: readonly (Purchase | Answer)[],
  language: Language,
  options: ActionOptions = {},
): Promise<(options?: ActionOptions) => Promise<void>> {
  const records = rows.map(valuesOfRow);
  const table = await ensureTable(workbook, ownTable(await workbook.tables(), kind), kind, language, records);
  const cells = await inSlices(newRows(language, table, records), { signal: options.signal });
  await workbook.quietly(() => workbook.appendRows(table.info.name, cells, options));
  return async (back = {}) => {
    const now = ownTable(await workbook.tables(), kind);
    const read = now === undefined ? [] : await readRows(workbook, now);
    // Of rows with equal values, the last ones are those added here.
    const places = read.map(({ row }) => row).reverse();
    const left = new Set(rowsNotIn(read.map(({ values }) => values).reverse(), records));
    const gone = places.filter((_, i) => !left.has(i));
    if (now === undefined || gone.length < records.length) {
      throw new CrmError("value", "rowsMoved", { name: table.info.name });
    }
    gone.sort((a, b) => a - b);
    await workbook.quietly(() => workbook.deleteRows(now.info.name, gone, back));
  };
}
