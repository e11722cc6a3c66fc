import { contactKeys } from "./contact-keys";
import { keptRows } from "./counted-rows";
import { candidateGroups } from "./duplicate-candidates";
import { stage, type Engine, type RunOptions } from "./engine";
import { fingerprint } from "./fingerprint";
import { tableColumns } from "./table-columns";
import type { ColumnSource, Duplicate, DuplicatesRequest } from "./warehouse";
import { WarehouseError } from "./warehouse-error";

/** More rows than this that may be doubles are more than a person, or this process's memory, can look through. */
const mostCandidates = 1_000_000;

/**
 * Customers of whom there may be several records: the groups of the core's `duplicates`.
 *
 * SQL finds the rows that share a normalised e-mail address, telephone number or name with another row, less those that
 * share a name alone and contradict one another in what else is known, which the core would not join either. Keys are
 * compared by their hashes, so that tables of them stay small; two keys of one hash cost a look at two rows more. Only
 * those rows travel, and the core groups them.
 */
export async function duplicates(
  engine: Engine,
  request: DuplicatesRequest,
  options: RunOptions,
): Promise<readonly Duplicate[]> {
  const { dialect } = engine;
  const { table, name, phone, email } = request;
  const columns = await tableColumns(engine, request);
  if (name === undefined && phone === undefined && email === undefined)
    throw new WarehouseError("noContactColumns");
  const text = (column: ColumnSource | undefined) =>
    column === undefined ? dialect.text("") : dialect.textOf(columns.key(column));
  const texts = { name: text(name), phone: text(phone), email: text(email) };
  // Fingerprint, alphabets, keys, three sets of shared ones, candidates, fingerprint.
  let done = 0;
  const next = () => stage(options, done++, 8);
  const before = await fingerprint(engine, columns.from, Object.values(texts), next());
  const keys = await contactKeys(engine, texts, columns.from, next());
  const customer = dialect.textOf(columns.key(request.customer));
  const normalised =
    `(SELECT ${customer} AS crm_t0, ${texts.name} AS crm_t1, ${texts.phone} AS crm_t2, ${texts.email} AS crm_t3, ` +
    `${keys.name} AS crm_kn, ${keys.phone} AS crm_kp, ${keys.otherPhone} AS crm_ko, ${keys.email} AS crm_ke, ` +
    `${dialect.branch(keys.nameIsExact, "1", "0")} AS crm_exact FROM ${columns.from}) AS crm_normalised`;
  const hash = (key: string) => dialect.branch(`${key} = ${dialect.text("")}`, "(0e+0)", dialect.hash(key));
  const rows =
    `SELECT crm_t0, crm_t1, crm_t2, crm_t3, ${hash("crm_kn")} AS crm_name, ${dialect.hash("concat('+', crm_kn)")} AS crm_check, ` +
    `${hash("crm_kp")} AS crm_phone, ${hash("crm_ko")} AS crm_other, ${hash("crm_ke")} AS crm_email, crm_exact ` +
    `FROM ${normalised}`;
  // Each made once where the engine can keep the answer; elsewhere made where it is wanted.
  const kept = async (sql: string): Promise<string> =>
    engine.keep === undefined ? `(${sql}) AS crm_kept` : await engine.keep([sql], next());
  const keyed = await kept(rows);
  const shared = (key: string, from: string, unless = "") =>
    kept(`SELECT ${key} FROM ${from} WHERE ${key} <> (0e+0) GROUP BY ${key} HAVING count(*) > 1${unless}`);
  const differ = (key: string) =>
    `max(${key}) <> min(${dialect.branch(`${key} = (0e+0)`, "(1e+300)", key)}) AND max(${key}) > (0e+0)`;
  const contradicting = `min(crm_exact) = 1 AND min(crm_check) = max(crm_check) AND ((${differ("crm_phone")}) OR (${differ("crm_email")}))`;
  const phones =
    `(SELECT crm_phone AS crm_key FROM ${keyed} UNION ALL ` +
    `SELECT crm_other AS crm_key FROM ${keyed} WHERE crm_other <> (0e+0)) AS crm_phones`;
  const among = (key: string, of: string, sharedKeys: string) =>
    dialect.isAmong(key, `SELECT ${of} FROM ${sharedKeys}`);
  const conditions: string[] = [];
  let joins = "0";
  if (name !== undefined) {
    joins = among("crm_name", "crm_name", await shared("crm_name", keyed, ` AND NOT (${contradicting})`));
    conditions.push(joins);
    joins = dialect.branch(joins, "1", "0");
  }
  if (phone !== undefined) {
    const keysOfPhones = await shared("crm_key", phones);
    conditions.push(among("crm_phone", "crm_key", keysOfPhones), among("crm_other", "crm_key", keysOfPhones));
  }
  if (email !== undefined) conditions.push(among("crm_email", "crm_email", await shared("crm_email", keyed)));
  const sql =
    `SELECT crm_t0, crm_t1, crm_t2, crm_t3, crm_name, crm_phone, crm_other, crm_email, ${dialect.toDouble(joins)} AS crm_joins FROM ${keyed} ` +
    `WHERE ${conditions.join(" OR ")} LIMIT ${mostCandidates + 1}`;
  const kinds = ["text", "text", "text", "text", "number", "number", "number", "number", "number"] as const;
  const { rows: count, batches } = await keptRows(
    engine,
    { table, queries: [sql], kinds },
    stage(options, 6, 8),
  );
  if (count > mostCandidates) throw new WarehouseError("tooManyCandidates", { table, limit: mostCandidates });
  const candidates = candidateGroups(count);
  for await (const batch of batches) candidates.add(batch);
  if ((await fingerprint(engine, columns.from, Object.values(texts), stage(options, 7, 8))) !== before)
    throw new WarehouseError("tableChanged", { table });
  return numbered(candidates.groups());
}

/** Groups in order of their first customer, customers in order of code units: rows have no order, the answer has. */
export function numbered(groups: string[][]): Duplicate[] {
  for (const group of groups) group.sort();
  return groups
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .flatMap((group, i) => group.map((customer) => ({ group: i + 1, customer })));
}
