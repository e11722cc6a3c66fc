import type { Moments } from "@crm-functions/core";
import { countRows } from "./counted-rows";
import { double } from "./dialect";
import { rowsOf, stage, type Engine, type RunOptions } from "./engine";
import { labelOf, tableColumns, type TableColumns } from "./table-columns";
import type { ColumnSource, FeedbackRequest } from "./warehouse";
import { WarehouseError } from "./warehouse-error";

/** The columns of a regression, y last. @throws WarehouseError `noColumns`, `columnTwice` */
export function namesOf(request: FeedbackRequest): ColumnSource[] {
  const sources = [...request.x, request.y];
  const names = sources.map(labelOf);
  if (request.x.length === 0) throw new WarehouseError("noColumns");
  names.forEach((name, j) => {
    if (names.indexOf(name) !== j) throw new WarehouseError("columnTwice", { column: name });
  });
  return sources;
}

/** The usable rows of a regression as a subquery with columns `crm_v0` … , y last; rows with a blank are left out. */
function usableRows({ dialect }: Engine, names: readonly ColumnSource[], columns: TableColumns): string {
  const values = names.map((name, j) => `${dialect.number(columns.number(name))} AS crm_v${j}`);
  const blank = names.map((_, j) => dialect.isNaN(`crm_v${j}`)).join(" OR ");
  return `(SELECT * FROM (SELECT ${values.join(", ")} FROM ${columns.from}) AS crm_all WHERE NOT (${blank})) AS crm_rows`;
}

/** Means, powers of two that bring every column to no more than about 1, and what tells whether the rows stay the same. */
interface FirstPass {
  readonly rows: number;
  readonly checksum: string;
  readonly centres: Float64Array;
  readonly scales: Float64Array;
}

async function firstPass(
  engine: Engine,
  rows: string,
  names: readonly string[],
  table: string,
  options: RunOptions,
): Promise<FirstPass> {
  const { dialect } = engine;
  const all = names.map((_, j) => `crm_v${j}`);
  const each = all.flatMap((v) => [dialect.sum(v), `max(abs(${v}))`]);
  const select = [dialect.checksum(all), dialect.toDouble("count(*)"), ...each.map((e) => dialect.orNaN(e))];
  const [answer] = await rowsOf(
    engine,
    `SELECT ${select.join(", ")} FROM ${rows}`,
    ["text", ...select.slice(1).map(() => "number" as const)],
    options,
  );
  const count = answer[1] as number;
  if (count < 2) throw new WarehouseError("tooFewRows", { table, rows: count });
  const centres = new Float64Array(names.length);
  const scales = new Float64Array(names.length);
  names.forEach((column, j) => {
    const [sum, largest] = answer.slice(2 + 2 * j, 4 + 2 * j) as number[];
    // Beyond this the squares overflow
    if (!(largest < 1e150)) throw new WarehouseError("numberTooLarge", { column, table });
    centres[j] = sum / count;
    scales[j] = largest > 0 ? 2 ** -Math.max(-1000, Math.min(1000, Math.ceil(Math.log2(largest)))) : 1;
  });
  return { rows: count, checksum: answer[0] as string, centres, scales };
}

/**
 * Means and centred cross products of a regression's columns by two passes of SQL: first the means, then sums of
 * products of the centred columns, brought to about 1 by powers of two, and added with compensated rounding. What is
 * left of the means after centring is taken out of the products exactly as Chan, Golub and LeVeque (1983) do.
 *
 * @throws WarehouseError `tableChanged` when the rows of the second pass are not those of the first
 */
export async function crossProducts(
  engine: Engine,
  request: FeedbackRequest,
  options: RunOptions,
): Promise<Moments> {
  const { dialect } = engine;
  const { table } = request;
  const columns = await tableColumns(engine, request);
  const names = namesOf(request);
  const usable = usableRows(engine, names, columns);
  const size = names.length;
  const total = await countRows(engine, columns.from, { signal: options.signal });
  const first = await firstPass(engine, usable, names.map(labelOf), table, stage(options, 0, 2));
  const centred = names.map(
    (_, j) => `(crm_v${j} - ${double(first.centres[j])}) * ${double(first.scales[j])} AS crm_d${j}`,
  );
  const kept = names.map((_, j) => `crm_v${j}`);
  const sums = names.map((_, j) => dialect.sum(`crm_d${j}`));
  for (let j = 0; j < size; j++)
    for (let k = j; k < size; k++) sums.push(dialect.sum(`crm_d${j} * crm_d${k}`));
  const select = [
    dialect.checksum(kept),
    dialect.toDouble("count(*)"),
    ...sums.map((each) => dialect.orNaN(each)),
  ];
  const [answer] = await rowsOf(
    engine,
    `SELECT ${select.join(", ")} FROM (SELECT ${[...kept, ...centred].join(", ")} FROM ${usable}) AS crm_centred`,
    ["text", ...select.slice(1).map(() => "number" as const)],
    stage(options, 1, 2),
  );
  const rows = answer[1] as number;
  if (rows !== first.rows || answer[0] !== first.checksum || total < rows) {
    throw new WarehouseError("tableChanged", { table });
  }
  const shifts = answer.slice(2, 2 + size) as number[];
  const means = first.centres.map((centre, j) => centre + shifts[j] / rows / first.scales[j]);
  const products = new Float64Array(size * size);
  let at = 2 + size;
  for (let j = 0; j < size; j++) {
    for (let k = j; k < size; k++) {
      const sum = (answer[at++] as number) - (shifts[j] * shifts[k]) / rows;
      products[j * size + k] = products[k * size + j] = sum / first.scales[j] / first.scales[k];
    }
  }
  return { predictors: size - 1, rows, leftOut: total - rows, means, products };
}
