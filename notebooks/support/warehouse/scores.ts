import { standsForNone } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { isCentred, mostReadings } from "./centred";
import { wholeRows } from "./counted-rows";
import { double, integer } from "./dialect";
import { numbersOf, rowsOf, type Engine, type RunOptions } from "./engine";
import { scoreSql } from "./score-sql";
import { labelOf, tableColumns } from "./table-columns";
import type { ScoreBatch, ScoreGroup, ScoreRowsRequest, ScoreSummaryRequest } from "./warehouse";

/** More groups than a person can look at. */
const groupLimit = 10_000;

/** The scores of all customers, or of the `first` ones. */
export async function* scoreRows(
  engine: Engine,
  request: ScoreRowsRequest,
  options: RunOptions,
): AsyncGenerator<ScoreBatch> {
  const { dialect } = engine;
  const columns = await tableColumns(engine, request);
  const score = scoreSql(request, columns, dialect);
  const customer = columns.key(request.customer);
  if (request.first !== undefined) {
    const scores =
      `SELECT ${dialect.place(customer)} AS crm_customer, ${dialect.orNull(score)} AS crm_score ` +
      `FROM ${columns.from}`;
    const label = dialect.textOf({ ...customer, name: "crm_customer", sql: undefined });
    yield firstScores(engine, scores, label, request.first, request.order === "lowest", options);
    return;
  }
  const sql = `SELECT ${dialect.textOf(customer)}, ${score} FROM ${columns.from}`;
  const kinds = ["text", "number"] as const;
  for await (const batch of wholeRows(engine, { table: request.table, sql, kinds }, options))
    yield { customers: batch.columns[0] as readonly string[], scores: batch.columns[1] as Float64Array };
}

/**
 * The `first` best scores, ties in order of customer. The customers of other rows need not be read, unless scores at
 * the border are equal.
 */
async function firstScores(
  engine: Engine,
  scores: string,
  label: string,
  first: number,
  isLowest: boolean,
  options: RunOptions,
): Promise<ScoreBatch> {
  const read = async (more: string, count: number, run: RunOptions) => {
    const sql =
      `SELECT ${label}, ${engine.dialect.toDouble("crm_score")} FROM (${scores}) AS crm_scores ` +
      `ORDER BY crm_score ${isLowest ? "ASC" : "DESC"} NULLS LAST${more} LIMIT ${integer(count).slice(1, -1)}`;
    const rows = (await rowsOf(engine, sql, ["text", "number"], run)) as [string, number][];
    return rows.filter(([, value]) => !Number.isNaN(value));
  };
  let rows = await read("", first + 1, options);
  if (rows.length > first && rows[first][1] === rows[first - 1]?.[1])
    rows = await read(`, ${label} ASC`, first, { signal: options.signal });
  const sign = isLowest ? 1 : -1;
  rows.sort((a, b) => sign * (a[1] - b[1]) || (a[0] < b[0] ? -1 : 1));
  const best = rows.slice(0, first);
  return { customers: best.map(([name]) => name), scores: Float64Array.from(best, ([, value]) => value) };
}

/**
 * Count, mean, standard deviation, minimum and maximum score of every group, in one pass, using deviations from the
 * mean of a sample. If digits would cancel because a group lies far from that mean, the rows are read again around each
 * group's mean. Each answer comes from one reading.
 *
 * @throws NotebookError `tooManyGroups`; `tableChanged` if no reading fits the one before
 */
export async function scoreSummary(
  engine: Engine,
  request: ScoreSummaryRequest,
  options: RunOptions,
): Promise<readonly ScoreGroup[]> {
  const { dialect } = engine;
  const { table, by } = request;
  const columns = await tableColumns(engine, request);
  const column = by === undefined ? undefined : columns.key(by);
  // Grouped by raw cells; groups with the same text are merged afterwards.
  const key = column === undefined ? dialect.text("") : dialect.place(column);
  const group =
    column === undefined ? "crm_group" : dialect.textOf({ ...column, name: "crm_group", sql: undefined });
  const scores = `SELECT ${key} AS crm_group, ${dialect.orNull(scoreSql(request, columns, dialect))} AS crm_score FROM ${columns.from}`;
  const figures = [
    "count(*)",
    "count(crm_score)",
    dialect.sum("crm_d"),
    dialect.sum("crm_d * crm_d"),
    "min(crm_score)",
    "max(crm_score)",
  ].map(dialect.toDouble);
  const kinds = ["text", ...figures.map(() => "number" as const)] as const;
  const sample = `(${scores} LIMIT 1000) AS crm_sample`;
  const [[middle]] = await numbersOf(engine, [dialect.toDouble("avg(crm_score)")], `FROM ${sample}`, {
    signal: options.signal,
  });
  const common = Number.isFinite(middle) ? middle : 0;
  let centres = new Map<string, number>();
  for (let reading = 0; reading < mostReadings; reading++) {
    const centre = reading === 0 ? double(common) : dialect.lookup(group, [...centres]);
    const sql =
      `SELECT ${group}, ${figures.join(", ")} FROM (SELECT crm_group, crm_score, crm_score - ${centre} AS crm_d ` +
      `FROM (${scores}) AS crm_scores) AS crm_centred GROUP BY crm_group LIMIT ${groupLimit + 1}`;
    const rows = await rowsOf(engine, sql, kinds, reading === 0 ? options : { signal: options.signal });
    if (rows.length > groupLimit) {
      throw new NotebookError("tooManyGroups", {
        column: by === undefined ? "" : labelOf(by),
        limit: groupLimit,
      });
    }
    const parts = rows.map(([name, ...numbers]) =>
      partOf(
        name as string,
        numbers as number[],
        reading === 0 ? common : (centres.get(name as string) ?? NaN),
      ),
    );
    if (parts.some(({ count, mean }) => count > 0 && !Number.isFinite(mean)))
      throw new NotebookError("numberTooLarge", { column: request.values.map(labelOf).join(", "), table });
    if (parts.every(({ isExact }) => isExact)) return groupsOf(parts, column?.kind === "number");
    centres = new Map(parts.map(({ name, count, mean }) => [name, count === 0 ? 0 : mean]));
  }
  throw new NotebookError("tableChanged", { table });
}

/** The scores of the rows with the same text as their group. */
interface GroupPart {
  readonly name: string;
  readonly rows: number;
  readonly count: number;
  readonly mean: number;
  /** Sum of squared deviations from the mean. */
  readonly squares: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Whether mean and squares are accurate to all their digits. */
  readonly isExact: boolean;
}

function partOf(name: string, numbers: readonly number[], centre: number): GroupPart {
  const [rows, count, shift, squares, minimum, maximum] = numbers;
  if (count === 0)
    return { name, rows, count, mean: NaN, squares: 0, minimum: NaN, maximum: NaN, isExact: true };
  const moved = shift / count;
  const mean = centre + moved;
  return {
    ...{ name, rows, count, mean, minimum, maximum },
    squares: Math.max(0, squares - moved * shift),
    isExact: count === 1 ? Number.isFinite(mean) : isCentred(count, shift, squares, mean),
  };
}

/** Merges groups with the same trimmed label, as in Chan, Golub and LeVeque (1983). */
function groupsOf(parts: readonly GroupPart[], isNumeric: boolean): ScoreGroup[] {
  const groups = new Map<string, GroupPart>();
  for (const part of parts) {
    const text = standsForNone(part.name) ? "" : part.name.trim();
    // Long integers exceed the precision of a double, so they stay text.
    const name = isNumeric && !/^-?\d*$/.test(text) ? String(Number(text)) : text;
    const other = groups.get(name);
    groups.set(name, other === undefined ? { ...part, name } : together(other, part));
  }
  return [...groups.values()]
    .map(({ name, rows, count, mean, squares, minimum, maximum }) => ({
      ...{ group: name, rows, scored: count, mean },
      standardDeviation: count < 2 ? NaN : Math.sqrt(squares / (count - 1)),
      ...{ minimum, maximum },
    }))
    .sort((a, b) => compareGroups(a.group, b.group, isNumeric));
}

function together(one: GroupPart, other: GroupPart): GroupPart {
  const rows = one.rows + other.rows;
  if (one.count === 0 || other.count === 0)
    return { ...(one.count === 0 ? other : one), name: one.name, rows };
  const count = one.count + other.count;
  const apart = other.mean - one.mean;
  return {
    ...one,
    rows,
    count,
    mean: one.mean + (apart * other.count) / count,
    squares: one.squares + other.squares + (apart * apart * one.count * other.count) / count,
    minimum: Math.min(one.minimum, other.minimum),
    maximum: Math.max(one.maximum, other.maximum),
  };
}

/** Numbers by value, texts by code unit, the missing group last. */
function compareGroups(a: string, b: string, numeric: boolean): number {
  if (a === b) return 0;
  if (a === "") return 1;
  if (b === "") return -1;
  return (numeric && Number(a) - Number(b)) || (a < b ? -1 : 1);
}
