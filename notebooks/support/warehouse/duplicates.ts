import { duplicates as duplicatesOf } from "@crm-functions/core";
import { contactKeys } from "./contact-keys";
import { rowsOf, type Engine, type RunOptions } from "./engine";
import { tableColumns } from "./table-columns";
import type { Duplicate, DuplicatesRequest } from "./warehouse";
import { WarehouseError } from "./warehouse-error";

/** More rows than this that may be doubles are more than a person, or this process's memory, can look through. */
const mostCandidates = 1_000_000;

/**
 * Customers of whom there may be several records: the groups of the core's `duplicates`.
 *
 * SQL finds the rows that share a normalised e-mail address, telephone number or name with another row, less those that
 * share a name alone and contradict one another in what else is known, which the core would not join either. Only those
 * rows travel, and the core groups them.
 */
export async function duplicates(
  engine: Engine,
  request: DuplicatesRequest,
  options: RunOptions,
): Promise<readonly Duplicate[]> {
  const { dialect } = engine;
  const { table, name, phone, email } = request;
  const columns = await tableColumns(engine, table);
  if (name === undefined && phone === undefined && email === undefined)
    throw new WarehouseError("noContactColumns");
  const text = (column: string | undefined) =>
    column === undefined ? dialect.text("") : dialect.textOf(columns.key(column));
  const texts = { name: text(name), phone: text(phone), email: text(email) };
  const before = await fingerprint(engine, columns.from, Object.values(texts), options);
  const keys = await contactKeys(engine, texts, columns.from, options);
  const customer = dialect.textOf(columns.key(request.customer));
  const rows =
    `SELECT ${customer} AS crm_customer, ${texts.name} AS crm_t0, ${texts.phone} AS crm_t1, ${texts.email} AS crm_t2, ` +
    `${keys.name} AS crm_name, ${keys.phone} AS crm_phone, ${keys.email} AS crm_email, ` +
    `${dialect.branch(keys.nameIsExact, "1", "0")} AS crm_exact FROM ${columns.from}`;
  // Normalised once where the engine can keep the answer.
  const keyed = engine.keep === undefined ? `(${rows}) AS crm_keys` : await engine.keep(rows, options);
  const shared = (key: string, unless = "") =>
    `SELECT ${key} FROM ${keyed} WHERE ${key} <> ${dialect.text("")} GROUP BY ${key} HAVING count(*) > 1${unless}`;
  const contradicting = `min(crm_exact) = 1 AND (${dialect.differ("crm_phone")} OR ${dialect.differ("crm_email")})`;
  const candidates = [
    ["crm_name", shared("crm_name", ` AND NOT (${contradicting})`)],
    ["crm_phone", shared("crm_phone")],
    ["crm_email", shared("crm_email")],
  ].filter((_, k) => [name, phone, email][k] !== undefined);
  const sql =
    `SELECT crm_customer, crm_t0, crm_t1, crm_t2 FROM ${keyed} ` +
    `WHERE ${candidates.map(([key, query]) => dialect.isAmong(key, query)).join(" OR ")} LIMIT ${mostCandidates + 1}`;
  const found: [string[], string[], string[], string[]] = [[], [], [], []];
  for await (const batch of engine.batches(sql, ["text", "text", "text", "text"], options)) {
    batch.columns.forEach((column, k) => {
      for (const value of column as readonly string[]) found[k].push(value);
    });
  }
  if (found[0].length > mostCandidates)
    throw new WarehouseError("tooManyCandidates", { table, limit: mostCandidates });
  if ((await fingerprint(engine, columns.from, Object.values(texts), options)) !== before)
    throw new WarehouseError("tableChanged", { table });
  const [customers, names, phones, emails] = found;
  return numbered(customers, duplicatesOf(names, phones, emails));
}

/** A text that changes with the rows' texts. */
async function fingerprint(
  engine: Engine,
  from: string,
  texts: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { dialect } = engine;
  const sql = `SELECT ${dialect.checksum(texts)}, ${dialect.toDouble("count(*)")} FROM ${from}`;
  return (await rowsOf(engine, sql, ["text", "number"], options)).join();
}

/** Groups in order of their first customer, customers in order of code units: rows have no order, the answer has. */
export function numbered(customers: readonly string[], groups: ArrayLike<number>): Duplicate[] {
  const members = new Map<number, string[]>();
  customers.forEach((customer, i) => {
    if (groups[i] === 0) return;
    const group = members.get(groups[i]);
    if (group === undefined) members.set(groups[i], [customer]);
    else group.push(customer);
  });
  for (const group of members.values()) group.sort();
  return [...members.values()]
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .flatMap((group, i) => group.map((customer) => ({ group: i + 1, customer })));
}
