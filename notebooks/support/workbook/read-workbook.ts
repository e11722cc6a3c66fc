import { basename } from "node:path";
import { named } from "../import/file-source";
import { readRecords, type ReadRecords, type ReadWorkbookOptions } from "./read-records";
import { openTables } from "./table-source";
import type { TeamWorkbook } from "./team-workbook";

/**
 * Reads the workbook that the add-in or Excel has written (or one `.csv` of customers): its customers, interactions and
 * weights, validated by the rules of the pane. Rows that break a rule are left out and told in `problems`. The sheets pass
 * by row by row; what is kept are the records.
 *
 * @throws WorkbookFileError where the file cannot be read; NotebookError `noCustomers`
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

/** A record without an id is called by its row, as long as it is only read. */
function withIds<Item extends { readonly id: string }>({ records, rows }: ReadRecords<Item>): Item[] {
  return records.map((record, i) => (record.id === "" ? { ...record, id: `row-${rows[i]}` } : record));
}
