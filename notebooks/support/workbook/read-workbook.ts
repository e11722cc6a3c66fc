import { basename } from "node:path";
import { type Customer, type Interaction } from "@crm-functions/core";
import { named } from "../import/file-source";
import { NotebookError } from "../notebook-error";
import {
  readCustomers,
  readInteractions,
  readWeights,
  type ReadRecords,
  type ReadWorkbookOptions,
} from "./read-records";
import { openTables } from "./table-source";
import type { RowProblem, TeamWorkbook } from "./team-workbook";

/**
 * Reads the workbook that the add-in or Excel has written (or one `.csv` of customers): its customers, interactions and
 * weights, validated by the rules of the pane. Rows that break a rule are left out and told in `problems`. The sheets pass
 * by row by row; what is kept are the records.
 *
 * @throws WorkbookFileError where the file cannot be read; NotebookError `noCustomers`
 */
export async function readWorkbook(file: string, options: ReadWorkbookOptions = {}): Promise<TeamWorkbook> {
  const problems: RowProblem[] = [];
  try {
    const find = await openTables(file);
    const weightTable = await find("weight");
    const weights =
      weightTable === undefined ? [] : (await readWeights(weightTable, problems, options)).records;
    const customerTable = await find("customer");
    if (customerTable === undefined) throw new NotebookError("noCustomers", { file: basename(file) });
    const read = await readCustomers(customerTable, weights, problems, options);
    const customers = withIds(read, (customer, id): Customer => ({ ...customer, id }));
    const known = new Set(customers.map(({ id }) => id));
    const interactionTable = await find("interaction");
    const interactions =
      interactionTable === undefined
        ? []
        : withIds(
            await readInteractions(interactionTable, (id) => known.has(id), problems, options),
            (interaction, id): Interaction => ({ ...interaction, id }),
          );
    return { customers, interactions, weights, problems };
  } catch (error) {
    throw named(error, file);
  }
}

/** A record without an id is called by its row, as long as it is only read. */
function withIds<Item extends { readonly id: string }>(
  { records, rows }: ReadRecords<Item>,
  called: (record: Item, id: string) => Item,
): Item[] {
  return records.map((record, i) => (record.id === "" ? called(record, `row-${rows[i]}`) : record));
}
