import { integer } from "./dialect";
import { rowsOf, type Engine, type RunOptions } from "./engine";
import { scoreSql } from "./score-sql";
import { tableColumns } from "./table-columns";
import type { ScoreBatch, ScoreGroup, ScoreRowsRequest, ScoreSummaryRequest } from "./warehouse";
import { WarehouseError } from "./warehouse-error";

/** More groups than a person can look at. */
export const groupLimit = 10_000;

/** The score of every customer, or of the first so many. */
export async function* scoreRows(
  engine: Engine,
  request: ScoreRowsRequest,
  options: RunOptions,
): AsyncGenerator<ScoreBatch> {
  const { dialect } = engine;
  const columns = await tableColumns(engine, request.table);
  const score = scoreSql(request, columns, dialect);
  const customer = dialect.textOf(columns.key(request.customer));
  const rows = `SELECT ${customer} AS crm_customer, ${score} AS crm_score FROM ${columns.from}`;
  const first = request.first;
  const sql =
    first === undefined
      ? rows
      : `SELECT crm_customer, crm_score FROM (${rows}) AS scored WHERE NOT ${dialect.isNaN("crm_score")} ` +
        `ORDER BY crm_score ${request.order === "lowest" ? "ASC" : "DESC"}, crm_customer ASC LIMIT ${integer(first).slice(1, -1)}`;
  const wanted = first === undefined ? await countRows(engine, columns.from, options) : undefined;
  let found = 0;
  for await (const batch of engine.batches(sql, ["text", "number"], options)) {
    found += batch.rows;
    yield { customers: batch.columns[0] as readonly string[], scores: batch.columns[1] as Float64Array };
  }
  if (wanted !== undefined && found !== wanted) {
    throw new WarehouseError("rowsMissing", { table: request.table, found, wanted });
  }
}

export async function countRows(engine: Engine, from: string, options: RunOptions): Promise<number> {
  const sql = `SELECT ${engine.dialect.toDouble("count(*)")} FROM ${from}`;
  const [[count]] = await rowsOf(engine, sql, ["number"], options);
  return count as number;
}

/**
 * Count, mean, standard deviation, least and greatest score of every group. The deviations are taken from each
 * group's mean, which a first pass finds, so that no digits cancel.
 */
export async function scoreSummary(
  engine: Engine,
  request: ScoreSummaryRequest,
  options: RunOptions,
): Promise<readonly ScoreGroup[]> {
  const { dialect } = engine;
  const columns = await tableColumns(engine, request.table);
  const score = scoreSql(request, columns, dialect);
  const group = request.by === undefined ? dialect.text("") : dialect.textOf(columns.key(request.by));
  const numeric = request.by !== undefined && columns.any(request.by).kind === "number";
  const scored = `SELECT ${group} AS crm_group, ${score} AS crm_score FROM ${columns.from}`;
  const has = `NOT ${dialect.isNaN("crm_score")}`;
  const when = (value: string) => dialect.branch(has, value, "(0e+0)");
  const infinite = dialect.toDouble("'inf'");
  const first = await rowsOf(
    engine,
    `SELECT crm_group, ${dialect.toDouble("count(*)")}, ${dialect.toDouble(`sum(${dialect.branch(has, "1", "0")})`)}, ` +
      `${dialect.sum(when("crm_score"))}, min(${dialect.branch(has, "crm_score", infinite)}), ` +
      `max(${dialect.branch(has, "crm_score", `(-${infinite})`)}) ` +
      `FROM (${scored}) AS scored GROUP BY crm_group ORDER BY crm_group LIMIT ${groupLimit + 1}`,
    ["text", "number", "number", "number", "number", "number"],
    options,
  );
  if (first.length > groupLimit) {
    throw new WarehouseError("tooManyGroups", { column: request.by ?? "", limit: groupLimit });
  }
  const means = first.map((row) => (row[3] as number) / (row[2] as number));
  const second = new Map(
    (await deviations(engine, scored, first, means, options)).map((row) => [row[0] as string, row]),
  );
  const groups = first.map((row, i) => {
    const [name, rows, count, , minimum, maximum] = row as [string, number, number, number, number, number];
    const again = second.get(name) ?? [name, 0, NaN, NaN];
    if (again[1] !== count) throw new WarehouseError("tableChanged", { table: request.table });
    const [shift, squares] = [again[2] as number, again[3] as number];
    return {
      group: numeric && name !== "" ? String(Number(name)) : name,
      rows,
      scored: count,
      mean: count === 0 ? NaN : means[i] + shift / count,
      standardDeviation:
        count < 2 ? NaN : Math.sqrt(Math.max(0, squares - (shift * shift) / count) / (count - 1)),
      minimum: count === 0 ? NaN : minimum,
      maximum: count === 0 ? NaN : maximum,
    };
  });
  return groups.sort((a, b) => compareGroups(a.group, b.group, numeric));
}

/** Name, count, Σ(s − c) and Σ(s − c)² of each group, where c is its mean to double precision. */
async function deviations(
  engine: Engine,
  scored: string,
  groups: readonly (readonly (string | number)[])[],
  means: readonly number[],
  options: RunOptions,
): Promise<(string | number)[][]> {
  const known = groups
    .map((row, i) => [row[0] as string, means[i]] as const)
    .filter(([, mean]) => Number.isFinite(mean));
  if (known.length === 0) return groups.map(([name, , count]) => [name, count, 0, NaN]);
  const { dialect } = engine;
  const centre = dialect.lookup("crm_group", known);
  const sql =
    `SELECT crm_group, ${dialect.toDouble("count(*)")}, ${dialect.sum("crm_d")}, ${dialect.sum("crm_d * crm_d")} FROM ` +
    `(SELECT crm_group, crm_score - ${centre} AS crm_d FROM (${scored}) AS scored WHERE NOT ${dialect.isNaN("crm_score")}) AS centred ` +
    `GROUP BY crm_group`;
  const rows = await rowsOf(engine, sql, ["text", "number", "number", "number"], options);
  const found = new Set(rows.map(([name]) => name));
  return [...rows, ...groups.filter(([name]) => !found.has(name)).map(([name]) => [name, 0, 0, NaN])];
}

/** Numbers by size, text by code unit, the missing group last. */
export function compareGroups(a: string, b: string, numeric: boolean): number {
  if (a === b) return 0;
  if (a === "") return 1;
  if (b === "") return -1;
  if (numeric) return Number(a) - Number(b);
  return a < b ? -1 : 1;
}
