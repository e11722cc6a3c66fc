import { addRows, noTriangle, type Triangle } from "@crm-functions/core";
import { firstPass, usableRows } from "./cross-products";
import type { Engine, RunOptions } from "./engine";
import { countRows } from "./scores";
import { tableColumns } from "./table-columns";
import type { FeedbackRequest } from "./warehouse";
import { WarehouseError } from "./warehouse-error";

const blockRows = 4096;

/**
 * The rows of a regression read once, in blocks, and compressed by the core to a triangular factor as they come: for
 * data whose digits do not survive squaring. A first pass finds what to centre by. Memory is one block.
 */
export async function triangularFactor(
  engine: Engine,
  request: FeedbackRequest,
  options: RunOptions,
): Promise<Triangle> {
  const { dialect } = engine;
  const columns = await tableColumns(engine, request.table);
  const names = [...request.x, request.y];
  const p = request.x.length;
  const wanted = await countRows(engine, columns.from, options);
  const { centres, rows: usable } = await firstPass(
    engine,
    usableRows(engine, request, columns),
    names,
    request.table,
    options,
  );
  // A centre of few digits, so that taking it off is exact for most data
  const shift = centres.map(Math.fround);
  const sql = `SELECT ${names.map((name) => dialect.number(columns.number(name))).join(", ")} FROM ${columns.from}`;
  const x = new Float64Array(blockRows * p);
  const y = new Float64Array(blockRows);
  let triangle = noTriangle(p);
  let held = 0;
  let found = 0;
  const reduce = () => {
    if (held > 0)
      triangle = addRows(triangle, { rows: held, x: x.subarray(0, held * p), y: y.subarray(0, held) });
    held = 0;
  };
  for await (const batch of engine.batches(
    sql,
    names.map(() => "number" as const),
    options,
  )) {
    found += batch.rows;
    for (let start = 0; start < batch.rows;) {
      const take = Math.min(batch.rows - start, blockRows - held);
      for (let j = 0; j < p; j++) {
        const column = batch.columns[j] as Float64Array;
        for (let i = 0; i < take; i++) x[(held + i) * p + j] = column[start + i] - shift[j];
      }
      const response = batch.columns[p] as Float64Array;
      for (let i = 0; i < take; i++) y[held + i] = response[start + i] - shift[p];
      held += take;
      start += take;
      if (held === blockRows) reduce();
    }
  }
  reduce();
  if (found !== wanted) throw new WarehouseError("rowsMissing", { table: request.table, found, wanted });
  if (triangle.rows !== usable) throw new WarehouseError("tableChanged", { table: request.table });
  // [1, v] = [1, v − s]·T with T = [[1, s], [0, I]]: only the row of the ones changes
  const r = Float64Array.from(triangle.r);
  shift.forEach((each, j) => (r[j + 1] += r[0] * each));
  return { ...triangle, r };
}
