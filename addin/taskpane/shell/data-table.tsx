import type { ReactElement, ReactNode } from "react";
import { usePageStyles } from "./page-styles";
import { useText } from "./text";

/** A table of data or results; the first cell of a row is its header. */
export function DataTable({
  region,
  caption,
  columns,
  rows,
  isNumber = () => false,
  hasNames = true,
  limit = rows.length,
}: {
  /** The accessible name of a long table, which then scrolls on its own. */
  readonly region?: string;
  readonly caption?: string;
  readonly columns?: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
  readonly isNumber?: (column: number, row?: number) => boolean;
  /** False if the first cell of a row is not a header. */
  readonly hasNames?: boolean;
  /** Maximum number of rows shown; a table with `region` states how many more there are. */
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
