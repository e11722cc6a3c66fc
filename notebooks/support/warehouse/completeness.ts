import { numbersOf, type Engine, type RunOptions } from "./engine";
import { tableColumns } from "./table-columns";
import type { ColumnSource, Completeness, TableRequest } from "./warehouse";
import { isPresent } from "./words-for-none";

/** Counts filled cells by column and by row. A cell is empty if it is NULL, NaN, blank or a word for "none". */
export async function completeness(
  engine: Engine,
  request: TableRequest & { readonly columns?: readonly ColumnSource[] },
  options: RunOptions,
): Promise<Completeness> {
  const { dialect } = engine;
  const columns = await tableColumns(engine, request);
  const chosen = request.columns === undefined ? columns.all : request.columns.map(columns.any);
  const filled = chosen.map(
    (column, j) => `${dialect.branch(isPresent(dialect, column), "1", "0")} AS crm_c${j}`,
  );
  const count = chosen.map((_, j) => `crm_c${j}`).join(" + ");
  const sums = chosen.map((_, j) => dialect.toDouble(`sum(crm_c${j})`));
  const cells = `(SELECT ${filled.join(", ")} FROM ${columns.from}) AS crm_cells`;
  const answer = await numbersOf(
    engine,
    [dialect.toDouble("crm_filled"), dialect.toDouble("count(*)"), ...sums],
    `FROM (SELECT *, ${count} AS crm_filled FROM ${cells}) AS crm_rows GROUP BY crm_filled`,
    options,
  );
  const rowsByFilled = new Array<number>(chosen.length + 1).fill(0);
  for (const row of answer) rowsByFilled[row[0]] = row[1];
  return {
    rows: rowsByFilled.reduce((sum, rows) => sum + rows, 0),
    columns: chosen.map(({ name }, j) => ({
      name,
      filled: answer.reduce((sum, row) => sum + row[j + 2], 0),
    })),
    rowsByFilled,
  };
}
