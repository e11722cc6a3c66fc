import { basename } from "node:path";
import { named } from "../import/file-source";
import { readRecords, type ReadRecords, type ReadWorkbookOptions } from "./read-records";
import { openTables } from "./table-source";
import type { TeamWorkbook } from "./team-workbook";

/**
 * Reads a workbook written by the add-in or Excel (or one `.csv` of customers): its customers, interactions and
 * weights, validated by the rules of the pane. Rows that break a rule are left out and reported in `problems`. Sheets
 * are read row by row; only the records are kept.
 *
 * @throws WorkbookFileError if the file cannot be read; NotebookError `noCustomers`
 */
export async function readWorkbook(file: string, options: ReadWorkbookOptions = {}): Promise<TeamWorkbook> {
  try {
    const { customers, interactions, weights, problems } = await readRecords(
      basename(file),
      await openTables(file),
      () => false,
      options,
    );
    return {
      customers: withIds(customers),
      interactions: interactions === undefined ? [] : withIds(interactions),
      weights: weights?.records ?? [],
      problems,
    };
  } catch (error) {
    throw named(error, file);
  }
}

/** In read-only use, a record without an id is identified by its row. */
function withIds<Item extends { readonly id: string }>({ records, rows }: ReadRecords<Item>): Item[] {
  return records.map((record, i) => (record.id === "" ? { ...record, id: `row-${rows[i]}` } : record));
}
