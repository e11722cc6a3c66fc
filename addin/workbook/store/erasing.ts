import { finished, isDay, planErasure, sha256, type Erasure } from "@crm-functions/core";
import type { Workbook } from "../workbook";
import type { Context } from "./context";
import { allOrNothing } from "./journal";
import { readRows, refresh } from "./reading";
import { ensureTable, findTable, findTables, requireColumn, type RecordTable } from "./tables";
import { newRows, removeRows, type KnownRows } from "./writing";

/** Deletes every row about a person, even rows that the records do not know, and logs the erasure. */
export async function erasePerson(context: Context, id: string, date: string): Promise<Erasure> {
  const { workbook, records, language, lastSeen } = context;
  await refresh(context); // also erase what a co-author has just added
  const batch = planErasure(records, id);
  const tables = await findTables(context);
  const rowsWith = async (table: RecordTable | undefined, key: string): Promise<KnownRows> => {
    if (table === undefined) return new Map();
    const cells = await workbook.readTable(table.info.name, [requireColumn(table, key, language)]);
    return new Map(
      cells.flatMap(([cell], row) =>
        cell !== null && String(cell).trim() === id ? [[row, id] as const] : [],
      ),
    );
  };
  const customerRows = await rowsWith(tables.customer, "id");
  const interactionRows = await rowsWith(tables.interaction, "customerId");
  const erasure = { idHash: sha256(id), date, interactions: interactionRows.size };
  const log = await ensureTable(workbook, findTable(tables.all, "erasure"), "erasure", language);
  await allOrNothing(workbook, async (journal) => {
    journal.did(() => workbook.deleteRows(log.info.name, [log.info.rowCount]));
    await workbook.appendRows(log.info.name, finished(newRows(language, log, [erasure])));
    await removeRows(context, tables.interaction, "customerId", interactionRows, {}, journal);
    await removeRows(context, tables.customer, "id", customerRows, {}, journal);
  });
  // Keep nothing of it in memory.
  context.phones = new Map();
  lastSeen.customer.clear();
  lastSeen.interaction.clear();
  await context.applied(batch);
  return erasure;
}

/** Every logged erasure, the oldest first. */
export async function erasures(workbook: Workbook): Promise<Erasure[]> {
  const table = findTable(await workbook.tables(), "erasure");
  if (table === undefined) return [];
  return (await readRows(workbook, table)).map(({ values }) => ({
    idHash: String(values.idHash),
    date: isDay(String(values.date)) ? String(values.date) : "",
    interactions: typeof values.interactions === "number" ? values.interactions : 0,
  }));
}
