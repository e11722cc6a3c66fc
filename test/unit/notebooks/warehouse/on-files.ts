import { openFiles, type DuckDBOptions, type Warehouse } from "../../../../notebooks/support/warehouse";

/** Runs `work` on a warehouse of files, and closes it whatever happens. */
export async function onFiles<T>(
  options: DuckDBOptions,
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await openFiles(options);
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

/** The sum of column `a` for each customer of the table `survey`, a blank as nothing. */
export async function sumsOf(warehouse: Warehouse): Promise<[customer: string, sum: number][]> {
  const request = { table: "survey", values: ["a"], weights: [1], by: "id", blanks: "zero" } as const;
  const groups = await warehouse.scoreSummary(request);
  return groups.map(({ group, rows, mean }) => [group, rows * mean]);
}
