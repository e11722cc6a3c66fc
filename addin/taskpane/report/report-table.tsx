import type { ReactElement } from "react";
import { cellText, monthText, type ReportTable } from "@crm-functions/core";
import { DataTable } from "../shell/data-table";
import { usePageStyles } from "../shell/page-styles";
import { useText } from "../shell/text";

/** A table of the report with numbers aligned to the right. */
export function ReportTableView({ table }: { table: ReportTable }): ReactElement | null {
  const { language } = useText();
  const page = usePageStyles();
  return (
    <>
      <DataTable
        region={table.title}
        caption={table.title}
        columns={table.columns}
        isNumber={(j) => table.kinds[j] !== "text" && table.kinds[j] !== "date"}
        rows={table.rows.map((row) =>
          row.map((cell, j) => {
            const plain = cellText(cell, table.kinds[j]);
            return table.id === "months" && j === 0 ? monthText(plain, language) : plain;
          }),
        )}
      />
      {table.note !== undefined && <span className={page.muted}>{table.note}</span>}
    </>
  );
}
