import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { personKeys } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { wholeRows } from "./counted-rows";
import { stage, type Engine, type RunOptions } from "./engine";
import { families } from "./families";
import { tableColumns } from "./table-columns";
import type { Duplicates, DuplicatesRequest } from "./warehouse";

/** Maximum number of connected records; more are too many for a person, or this process's memory, to look through. */
const mostRows = 200_000;

/**
 * Groups of records that may be the same customer, as in the core's `duplicates`. The rows are read once; the core
 * makes their keys and groups the rows that share one.
 *
 * @throws NotebookError `noContactColumns`, `tooManyCandidates`
 */
export async function duplicates(
  engine: Engine,
  request: DuplicatesRequest,
  options: RunOptions,
): Promise<Duplicates> {
  const { dialect, scratch = tmpdir() } = engine;
  const { table, customer, name, phone, email } = request;
  const columns = await tableColumns(engine, request);
  if (name === undefined && phone === undefined && email === undefined)
    throw new NotebookError("noContactColumns");
  const texts = [customer, name, phone, email].map((column) =>
    column === undefined ? dialect.text("") : dialect.textOf(columns.key(column)),
  );
  const query = {
    table,
    sql: `SELECT ${texts.join(", ")} FROM ${columns.from}`,
    kinds: texts.map(() => "text" as const),
  };
  const folder = mkdtempSync(join(scratch, "crm-persons-"));
  const persons = families(
    folder,
    mostRows,
    () => new NotebookError("tooManyCandidates", { table, limit: mostRows }),
  );
  try {
    for await (const batch of wholeRows(engine, query, stage(options, 0, 2))) {
      const [customers, names, phones, emails] = batch.columns as string[][];
      for (let i = 0; i < batch.rows; i++)
        persons.add(customers[i], personKeys({ name: names[i], phone: phones[i], email: emails[i] }));
    }
    const work = persons.groups();
    let step = work.next();
    for (; step.done !== true; step = work.next()) {
      await setImmediate();
      if (options.signal?.aborted) throw new NotebookError("cancelled");
    }
    options.onProgress?.(1);
    return numbered(step.value.customers, step.value.groups);
  } finally {
    persons.close();
    rmSync(folder, { recursive: true });
  }
}

/** The customers in groups (0: none), by the group's first customer, then by customer: rows have no fixed order. */
function numbered(customers: readonly string[], groups: ArrayLike<number>): Duplicates {
  const firsts: string[] = [];
  customers.forEach((customer, i) => {
    if (!(firsts[groups[i]] <= customer)) firsts[groups[i]] = customer;
  });
  const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));
  const order = Uint32Array.from(customers.keys())
    .filter((i) => groups[i] > 0)
    .sort(
      (i, j) =>
        compare(firsts[groups[i]], firsts[groups[j]]) ||
        groups[i] - groups[j] ||
        compare(customers[i], customers[j]),
    );
  let group = 0;
  return {
    customers: Array.from(order, (i) => customers[i]),
    groups: order.map((i, at) => (groups[order[at - 1]] === groups[i] ? group : ++group)),
  };
}
