import { countedRows, countRows } from "./counted-rows";
import { integer } from "./dialect";
import { rowsOf, stage, type Engine, type RunOptions } from "./engine";
import { scoreSql } from "./score-sql";
import { labelOf, tableColumns } from "./table-columns";
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
  const columns = await tableColumns(engine, request);
  const score = scoreSql(request, columns, dialect);
  const customer = dialect.textOf(columns.key(request.customer));
  const rows = `SELECT ${customer} AS crm_customer, ${score} AS crm_score FROM ${columns.from}`;
  const first = request.first;
  const sql =
    first === undefined
      ? rows
      : `SELECT crm_customer, crm_score FROM (${rows}) AS scored WHERE NOT ${dialect.isNaN("crm_score")} ` +
        `ORDER BY crm_score ${request.order === "lowest" ? "ASC" : "DESC"}, crm_customer ASC LIMIT ${integer(first).slice(1, -1)}`;
  const kinds = ["text", "number"] as const;
  const batches =
    first === undefined
      ? countedRows(
          engine,
          {
            table: request.table,
            sql,
            kinds,
            wanted: await countRows(engine, columns.from, { signal: options.signal }),
          },
          options,
        )
      : await engine.answer(sql, kinds, options);
  for await (const batch of batches)
    yield { customers: batch.columns[0] as readonly string[], scores: batch.columns[1] as Float64Array };
}

/**
 * Count, mean, standard deviation, least and greatest score of every group. The deviations are taken from each
 * group's mean, which a first pass finds, so that no digits cancel.
 *
 * @throws WarehouseError `tableChanged` when the rows of the second pass are not those of the first
 */
export async function scoreSummary(
  engine: Engine,
  request: ScoreSummaryRequest,
  options: RunOptions,
): Promise<readonly ScoreGroup[]> {
  const { dialect } = engine;
  const columns = await tableColumns(engine, request);
  const score = scoreSql(request, columns, dialect);
  const group = request.by === undefined ? dialect.text("") : dialect.textOf(columns.key(request.by));
  const numeric = request.by !== undefined && columns.any(request.by).kind === "number";
  const scored = `SELECT ${group} AS crm_group, ${score} AS crm_score FROM ${columns.from}`;
  const has = `NOT ${dialect.isNaN("crm_score")}`;
  const when = (value: string) => dialect.branch(has, value, "(0e+0)");
  const infinite = dialect.toDouble("'inf'");
  const checksum = dialect.checksum([dialect.branch(has, "crm_score", infinite)]);
  const first = await rowsOf(
    engine,
    `SELECT crm_group, ${checksum}, ${dialect.toDouble("count(*)")}, ${dialect.toDouble(`sum(${dialect.branch(has, "1", "0")})`)}, ` +
      `${dialect.sum(when("crm_score"))}, min(${dialect.branch(has, "crm_score", infinite)}), ` +
      `max(${dialect.branch(has, "crm_score", `(-${infinite})`)}) ` +
      `FROM (${scored}) AS scored GROUP BY crm_group ORDER BY crm_group LIMIT ${groupLimit + 1}`,
    ["text", "text", "number", "number", "number", "number", "number"],
    stage(options, 0, 2),
  );
  if (first.length > groupLimit) {
    throw new WarehouseError("tooManyGroups", {
      column: request.by === undefined ? "" : labelOf(request.by),
      limit: groupLimit,
    });
  }
  const means = first.map((row) => (row[4] as number) / (row[3] as number));
  // Σ(s − c) and Σ(s − c)² of each group, where c is its mean to double precision.
  const centres = first.map((row, i) => [row[0] as string, row[3] === 0 ? 0 : means[i]] as const);
  const again = new Map<string, (string | number)[]>();
  if (first.length > 0) {
    const sql =
      `SELECT crm_group, ${checksum}, ${dialect.sum(when("crm_d"))}, ${dialect.sum(when("crm_d * crm_d"))} FROM ` +
      `(SELECT crm_group, crm_score, crm_score - ${dialect.lookup("crm_group", centres)} AS crm_d FROM (${scored}) AS scored) AS centred ` +
      `GROUP BY crm_group`;
    const rows = await rowsOf(engine, sql, ["text", "text", "number", "number"], stage(options, 1, 2));
    for (const row of rows) again.set(row[0] as string, row);
    if (rows.length !== first.length) throw new WarehouseError("tableChanged", { table: request.table });
  }
  const groups = first.map((row, i) => {
    const [name, seen, rows, count, , minimum, maximum] = row as [
      string,
      string,
      number,
      number,
      number,
      number,
      number,
    ];
    const [, seenAgain, shift, squares] = (again.get(name) ?? []) as [string, string, number, number];
    if (seenAgain !== seen) throw new WarehouseError("tableChanged", { table: request.table });
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

/** Numbers by size, text by code unit, the missing group last. */
export function compareGroups(a: string, b: string, numeric: boolean): number {
  if (a === b) return 0;
  if (a === "") return 1;
  if (b === "") return -1;
  if (numeric) return Number(a) - Number(b);
  return a < b ? -1 : 1;
}
