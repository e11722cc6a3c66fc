import { groupRowsFor, mergeFindings, readGroup, type CompressedRows } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { usableRows } from "./counted-rows";
import type { Engine, RunOptions } from "./engine";
import type { RegressionRows } from "./regression-rows";

/**
 * Reads the rows of a regression once, in blocks, which the core compresses without rounding: for data whose digits do
 * not survive plain sums of products. Blocks add up to the same integers in whatever order the engine or its shards
 * deliver them. Only one block is in memory at a time.
 *
 * @throws NotebookError `rowsMissing` if the number of rows differs from the count taken before
 */
export async function compressedRows(
  engine: Engine,
  rows: RegressionRows,
  options: RunOptions,
): Promise<CompressedRows> {
  const { table, terms, total } = rows;
  const p = terms.length;
  const { wanted, batches } = await usableRows(engine, rows, options);
  if (wanted > total) throw new NotebookError("tableChanged", { table });
  const blockRows = groupRowsFor(p);
  const x = new Float64Array(blockRows * p);
  const y = new Float64Array(blockRows);
  const compress = (count: number) =>
    readGroup({ kind: "products" }, { rows: count, x: x.subarray(0, count * p), y: y.subarray(0, count) }, p);
  let sums = compress(0);
  let held = 0;
  for await (const batch of batches) {
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
      sums = mergeFindings("products", sums, compress(held));
      held = 0;
    }
  }
  const compressed = mergeFindings("products", sums, compress(held)) as CompressedRows;
  return { ...compressed, leftOut: total - wanted };
}
