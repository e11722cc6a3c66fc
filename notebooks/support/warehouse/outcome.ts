import {
  outcome,
  outcomeOfSums,
  outcomePredict,
  yesNoOf,
  type OutcomeLine,
  type OutcomeResult,
  type YesNo,
} from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { countedRows, countRows, usableRows } from "./counted-rows";
import { crossProducts } from "./cross-products";
import { double, type WarehouseColumn } from "./dialect";
import { numbersOf, rowsOf, stage, type Engine, type RunOptions } from "./engine";
import { watchRows } from "./fingerprint";
import { predictorsOf, regressionRows, type RegressionRows } from "./regression-rows";
import { labelOf, tableColumns, type TableColumns } from "./table-columns";
import type { OutcomeRequest, WarehouseOutcome } from "./warehouse";

/** By default, tables of up to this many rows are read into memory. */
const rowsInMemory = 100_000;
/** Maximum number of cells read into memory if sums are not enough. */
const mostCells = 20_000_000;
/** Size of the sample that gives the start of Newton's method. */
const sampleRows = 20_000;

/**
 * Logistic regression of a yes/no outcome. The core reads and fits a small table; for a large one, the engine computes
 * the sums of each Newton step. If these do not suffice (terms nearly collinear, yes and no separated), rows are read.
 *
 * @throws CrmError as the core's `outcome`; NotebookError `outcomeNeedsRows`, `tableChanged`
 */
export async function warehouseOutcome(
  engine: Engine,
  request: OutcomeRequest,
  options: RunOptions,
): Promise<WarehouseOutcome> {
  const held = await heldColumns(engine, request, options);
  try {
    return await outcomeOfHeld(engine, request, held, options);
  } finally {
    await held.letGo();
  }
}

/** The columns of a request, y first, their FROM clause, and a check that they have not changed. */
interface HeldColumns {
  readonly from: string;
  readonly columns: readonly WarehouseColumn[];
  readonly check: () => Promise<void>;
  readonly letGo: () => Promise<void>;
}

async function outcomeOfHeld(
  engine: Engine,
  request: OutcomeRequest,
  { from, columns, check }: HeldColumns,
  options: RunOptions,
): Promise<WarehouseOutcome> {
  const { table, confidence } = request;
  const [y, ...predictors] = columns;
  const { yes, isYes, isEither } = await yesOf(engine, request, y, from, options);
  const value = engine.dialect.branch(isYes, double(1), double(0));
  const response = { value, isFilled: isEither };
  const rows = await regressionRows(engine, request, from, predictors, response, options);
  const { terms, total } = rows;
  const finished = (result: OutcomeResult, way: WarehouseOutcome["way"]): WarehouseOutcome => {
    options.onProgress?.(1);
    const whole = { ...result, terms, yesLabel: yes, rowsLeftOut: total - result.rowsUsed };
    return {
      ...{ ...whole, names: request.x.map(labelOf), way },
      predict: (newX, interval = {}) => outcomePredict(whole, newX, interval),
    };
  };
  const { way = total <= rowsInMemory ? "rows" : undefined } = request;
  if (way !== "rows") {
    const result = await bySums(engine, rows, yes, confidence, options);
    await check();
    if (result !== undefined) return finished(result, "sums");
    const count = await countRows(engine, rows.usable, { signal: options.signal });
    const most = Math.floor(mostCells / (terms.length + 1));
    if (way === "sums" || count > most)
      throw new NotebookError("outcomeNeedsRows", { table, rows: count, most });
  }
  const { x, outcomes } = await readRows(engine, rows, options);
  await check();
  return finished(outcome(outcomes, x, { confidence }), "rows");
}

/** Reads the columns once and keeps them, if the engine can, because they are read many times. */
async function heldColumns(
  engine: Engine,
  request: OutcomeRequest,
  options: RunOptions,
): Promise<HeldColumns> {
  const { dialect, keep, drop } = engine;
  const nothing = () => Promise.resolve();
  const named = await tableColumns(engine, request);
  const columns = [yesNoColumn(named, request), ...predictorsOf(named, request)];
  if (keep === undefined) {
    const { from } = named;
    const check = await watchRows(engine, request.table, from, columns.map(dialect.textOf), options);
    return { from, columns, check, letGo: nothing };
  }
  const select = columns.map((column, j) => `${dialect.place(column)} AS crm_c${j}`);
  const from = await keep([`SELECT ${select.join(", ")} FROM ${named.from}`], stage(options, 0, 10));
  return {
    from,
    columns: columns.map((column, j) => ({ ...column, name: `crm_c${j}`, sql: undefined })),
    check: nothing,
    letGo: async () => drop?.(from),
  };
}

/** A column of two values: numbers, texts or logical values. */
function yesNoColumn(columns: TableColumns, { y }: OutcomeRequest): WarehouseColumn {
  const column = columns.any(y);
  return ["number", "boolean"].includes(column.kind) ? column : columns.key(y);
}

/** Maximum number of spellings of yes and no read; a column with more has more than two values. */
const mostSpellings = 100;

/**
 * The value that is the yes by the core's rule, and two conditions: a row is a yes; a row is a yes or a no.
 *
 * @throws NotebookError `outcomeValues` if there are not two values, `tooFewRows` if there are none
 */
async function yesOf(
  engine: Engine,
  { table, y: source }: OutcomeRequest,
  y: WarehouseColumn,
  from: string,
  { signal }: RunOptions,
): Promise<{ yes: string; isYes: string; isEither: string }> {
  const { dialect } = engine;
  const place = dialect.place(y);
  const text = dialect.textOf({ ...y, name: "crm_y", sql: undefined });
  const distinct = `(SELECT DISTINCT ${place} AS crm_y FROM ${from} WHERE ${dialect.isFilled(y)} LIMIT ${mostSpellings}) AS crm_values`;
  const found = (await rowsOf(engine, `SELECT ${text} FROM ${distinct}`, ["text"], { signal })).map(
    ([value]) => value as string,
  );
  if (found.length === 0) throw new NotebookError("tooFewRows", { table, rows: 0 });
  const values = found.map((value): YesNo =>
    y.kind === "text" ? value : y.kind === "boolean" ? ["true", "1"].includes(value) : Number(value),
  );
  try {
    const outcome = yesNoOf(values);
    if (!outcome.values.includes(0) || !outcome.values.includes(1)) throw new RangeError("one value");
    if (y.kind !== "text") {
      const isYes = y.kind === "boolean" ? `${place} = ${dialect.yes}` : `${place} = ${double(1)}`;
      return { yes: outcome.yes, isYes, isEither: dialect.isFilled(y) };
    }
    const among = (isWanted: (value: number) => boolean) =>
      `${place} IN (${found
        .filter((_, i) => isWanted(outcome.values[i]))
        .map(dialect.text)
        .join(", ")})`;
    return {
      yes: outcome.yes,
      isYes: among((value) => value === 1),
      isEither: among((value) => !Number.isNaN(value)),
    };
  } catch (cause) {
    const some = found.slice(0, 5).join(", ") + (found.length > 5 ? " …" : "");
    throw new NotebookError("outcomeValues", { table, column: labelOf(source), found: some }, { cause });
  }
}

/** The usable rows as columns. */
async function readRows(
  engine: Engine,
  regression: RegressionRows,
  options: RunOptions,
): Promise<{ x: Float64Array[]; outcomes: Float64Array }> {
  const { wanted, batches } = await usableRows(engine, regression, options);
  const all = regression.labels.map(() => new Float64Array(wanted));
  let at = 0;
  for await (const { rows, columns } of batches) {
    if (at + rows > wanted) throw new NotebookError("tableChanged", { table: regression.table });
    all.forEach((column, j) => column.set(columns[j] as Float64Array, at));
    at += rows;
  }
  return { x: all.slice(0, -1), outcomes: all[all.length - 1] };
}

async function bySums(
  engine: Engine,
  rows: RegressionRows,
  yesLabel: string,
  confidence: number | undefined,
  options: RunOptions,
): Promise<OutcomeResult | undefined> {
  const { usable, table, terms } = rows;
  // Stages: storing the columns, cross products, an unknown number of steps, sorting by probability.
  let done = 1;
  const next = () => stage(options, Math.min(done++, 8), 10);
  const moments = await crossProducts(engine, rows, next());
  const some = `(SELECT * FROM ${usable} LIMIT ${sampleRows}) AS crm_sample`;
  const sample = await readRows(engine, { ...rows, usable: some }, { signal: options.signal });
  return outcomeOfSums(
    {
      ...{ moments, terms, yesLabel },
      start: startOf(sample.x, sample.outcomes),
      sumsAt: (line) => sumsAt(engine, usable, line, next()),
      qualityAt: (line) => qualityAt(engine, table, usable, line, moments.rows, stage(options, 9, 10)),
    },
    confidence,
  );
}

/** The coefficients of a sample, if it has any. */
function startOf(x: readonly Float64Array[], outcomes: Float64Array): Float64Array | undefined {
  try {
    const { coefficients, method } = outcome(outcomes, x);
    return method === "maximum likelihood" && coefficients.every(Number.isFinite) ? coefficients : undefined;
  } catch {
    return undefined; // too few rows, or all of one outcome: the fit starts elsewhere
  }
}

/** Rows with the coordinates `crm_z1` …, the outcome `crm_y` and η as `crm_eta`. */
function rowsAt(usable: string, { theta, scale, shift }: OutcomeLine): string {
  const p = scale.length;
  const z = Array.from(scale, (s, j) => `crm_v${j} * ${double(s)} - ${double(shift[j])} AS crm_z${j + 1}`);
  const eta = [double(theta[0]), ...z.map((_, j) => `${double(theta[j + 1])} * crm_z${j + 1}`)].join(" + ");
  return `(SELECT *, ${eta} AS crm_eta FROM (SELECT ${z.join(", ")}, crm_v${p} AS crm_y FROM ${usable}) AS crm_coordinates) AS crm_line`;
}

/** ln L, its gradient and its information in one pass of SQL. */
async function sumsAt(engine: Engine, usable: string, line: OutcomeLine, options: RunOptions) {
  const { dialect } = engine;
  const size = line.theta.length;
  const z = Array.from({ length: size - 1 }, (_, t) => `crm_z${t + 1}`);
  // u = exp(−|η|); the less likely outcome has the probability u/(1 + u).
  const isRight = "(crm_eta > 0) = (crm_y > 0)";
  const less = `SELECT *, exp(-abs(crm_eta)) AS crm_u FROM ${rowsAt(usable, line)}`;
  const parts =
    `(SELECT ${z.join(", ")}, ${dialect.branch(isRight, "(0e+0)", "(-abs(crm_eta))")} - ${dialect.naturalLog}(1 + crm_u) AS crm_l, ` +
    `${dialect.branch("crm_y > 0", "(1e+0)", "(-1e+0)")} * ${dialect.branch(isRight, "crm_u", "(1e+0)")} / (1 + crm_u) AS crm_e, ` +
    `crm_u / (1 + crm_u) / (1 + crm_u) AS crm_w FROM (${less}) AS crm_chances) AS crm_parts`;
  const sums = ["crm_l", "crm_e", ...z.map((each) => `crm_e * ${each}`)];
  const one = ["", ...z.map((each) => ` * ${each}`)];
  one.forEach((a, j) => one.slice(j).forEach((b) => sums.push(`crm_w${a}${b}`)));
  const select = sums.map((each) => dialect.toDouble(dialect.sum(each)));
  const [answer] = await numbersOf(engine, select, `FROM ${parts}`, options);
  const information = new Float64Array(size * size);
  let at = 1 + size;
  for (let a = 0; a < size; a++)
    for (let b = a; b < size; b++) information[a * size + b] = information[b * size + a] = answer[at++];
  return { logLikelihood: answer[0], gradient: Float64Array.from(answer.slice(1, 1 + size)), information };
}

/** Area under the curve (ties count half) and mean squared error; the rows are read in order of η. */
async function qualityAt(
  engine: Engine,
  table: string,
  usable: string,
  line: OutcomeLine,
  wanted: number,
  options: RunOptions,
): Promise<{ auc: number; brier: number }> {
  const sql = `SELECT crm_eta, crm_y FROM ${rowsAt(usable, line)} ORDER BY crm_eta ASC`;
  // Values this close are equal up to rounding, as in the core.
  const near = 1e-13 * line.theta.reduce((sum, value) => sum + Math.abs(value), 0);
  let [squares, area, below, all] = [0, 0, 0, 0];
  let [last, yes, no] = [-Infinity, 0, 0];
  const close = () => {
    area += yes * (below + no / 2);
    below += no;
    all += yes;
    [yes, no] = [0, 0];
  };
  for await (const batch of countedRows(
    engine,
    { table, sql, kinds: ["number", "number"], wanted },
    options,
  )) {
    const [eta, outcomes] = batch.columns as Float64Array[];
    for (let i = 0; i < batch.rows; i++) {
      if (eta[i] - last > near) close();
      last = eta[i];
      const away = 1 / (1 + Math.exp(outcomes[i] === 1 ? last : -last));
      squares += away * away;
      if (outcomes[i] === 1) yes++;
      else no++;
    }
  }
  close();
  return { auc: area / (all * below), brier: squares / wanted };
}
