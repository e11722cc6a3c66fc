import type { ReactElement } from "react";
import { cellText, monthText, type ReportTable } from "@crm-functions/core";
import { usePageStyles } from "../shell/page-styles";
import { useText } from "../shell/text";

/** A table of the report with its numbers to the right. */
export function ReportTableView({ table }: { table: ReportTable }): ReactElement | null {
  const { language } = useText();
  const page = usePageStyles();
  const isNumber = (j: number) => (table.kinds[j] === "text" || table.kinds[j] === "date" ? undefined : "");
  return (
    <>
      <div className={page.scroll} tabIndex={0} role="region" aria-label={table.title}>
        <table className={page.table}>
          <caption className={page.muted} style={{ textAlign: "start" }}>
            {table.title}
          </caption>
          <thead>
            <tr>
              {table.columns.map((column, j) => (
                <th key={column} scope="col" data-numeric={isNumber(j)}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, j) => {
                  const plain = cellText(cell, table.kinds[j]);
                  const text = table.id === "months" && j === 0 ? monthText(plain, language) : plain;
                  return j === 0 ? (
                    <th key={j} scope="row">
                      {text}
                    </th>
                  ) : (
                    <td key={j} data-numeric={isNumber(j)}>
                      {text}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {table.note !== undefined && <span className={page.muted}>{table.note}</span>}
    </>
  );
}
