import { groupRowsFor, mergeFindings, readGroup, type CompressedRows } from "@crm-functions/core";
import { countedRows, countRows } from "./counted-rows";
import { namesOf } from "./cross-products";
import type { Engine, RunOptions } from "./engine";
import { tableColumns } from "./table-columns";
import type { FeedbackRequest } from "./warehouse";

/**
 * The rows of a regression read once, block by block, and compressed by the core without rounding as they come: for data
 * whose digits do not survive plain sums of products. Blocks add up to the same integers in whatever order the engine
 * or its shards hand them out. Memory is one block.
 *
 * @throws WarehouseError `rowsMissing` where fewer or more rows come than were counted before
 */
export async function compressedRows(
  engine: Engine,
  request: FeedbackRequest,
  options: RunOptions,
): Promise<CompressedRows> {
  const { dialect } = engine;
  const { table } = request;
  const columns = await tableColumns(engine, request);
  const names = namesOf(request);
  const p = request.x.length;
  const wanted = await countRows(engine, columns.from, { signal: options.signal });
  const sql = `SELECT ${names.map((name) => dialect.number(columns.number(name))).join(", ")} FROM ${columns.from}`;
  const blockRows = groupRowsFor(p);
  const x = new Float64Array(blockRows * p);
  const y = new Float64Array(blockRows);
  const compress = (rows: number) =>
    readGroup({ kind: "products" }, { rows, x: x.subarray(0, rows * p), y: y.subarray(0, rows) }, p);
  let total = compress(0);
  let held = 0;
  const kinds = names.map(() => "number" as const);
  for await (const batch of countedRows(engine, { table, sql, kinds, wanted }, options)) {
    for (let start = 0; start < batch.rows;) {
      const take = Math.min(batch.rows - start, blockRows - held);
      for (let j = 0; j < p; j++) {
        const column = batch.columns[j] as Float64Array;
        for (let i = 0, at = held * p + j; i < take; i++, at += p) x[at] = column[start + i];
      }
      y.set((batch.columns[p] as Float64Array).subarray(start, start + take), held);
      held += take;
      start += take;
      if (held < blockRows) continue;
      total = mergeFindings("products", total, compress(held));
      held = 0;
    }
  }
  return mergeFindings("products", total, compress(held)) as CompressedRows;
}
