import type { ReactElement, ReactNode } from "react";
import { usePageStyles } from "./page-styles";
import { useText } from "./text";

/** A table of what was read or worked out, its first cells the names of the rows. */
export function DataTable({
  region,
  caption,
  columns,
  rows,
  isNumber = () => false,
  hasNames = true,
  limit = rows.length,
}: {
  /** The name under which a long table scrolls by itself. */
  readonly region?: string;
  readonly caption?: string;
  readonly columns?: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
  readonly isNumber?: (column: number, row?: number) => boolean;
  /** False where the first cells are like the others. */
  readonly hasNames?: boolean;
  /** Most rows that are shown; below them it says how many more there are. */
  readonly limit?: number;
}): ReactElement {
  const page = usePageStyles();
  const { t } = useText();
  const numeric = (column: number, row?: number) => (isNumber(column, row) ? "" : undefined);
  const table = (
    <table className={page.table}>
      {caption !== undefined && <caption className={page.caption}>{caption}</caption>}
      {columns !== undefined && (
        <thead>
          <tr>
            {columns.map((column, j) => (
              <th key={j} scope="col" data-numeric={numeric(j)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.slice(0, limit).map((row, i) => (
          <tr key={i}>
            {row.map((cell, j) =>
              j === 0 && hasNames ? (
                <th key={j} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={j} data-numeric={numeric(j, i)}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (region === undefined) return table;
  return (
    <div className={page.scroll} tabIndex={0} role="region" aria-label={region}>
      {table}
      {rows.length > limit && <span>{t("moreRows", { count: rows.length - limit })}</span>}
    </div>
  );
}
