import type { ReactElement } from "react";
import type { FunctionResult, ResultCell } from "../functions/function-library";
import { shownNumber } from "../../workbook/shown-number";
import { DataTable } from "../shell/data-table";
import { useText } from "../shell/text";

const mostRows = 50;

/** A result as a table; a long one is cut, which the table states. */
export function ResultTable({
  result,
  label,
}: {
  result: FunctionResult;
  label: string;
}): ReactElement | null {
  const { number } = useText();
  const cells: readonly (readonly ResultCell[])[] = "cells" in result ? result.cells : [[result]];
  const shown = (cell: ResultCell): string => {
    if (typeof cell === "number") return number(shownNumber(cell), 20);
    if (typeof cell !== "object") return String(cell);
    return cell.message ? `${cell.error} ${cell.message}` : cell.error;
  };
  return (
    <DataTable
      region={label}
      rows={cells.map((row) => row.map(shown))}
      limit={mostRows}
      hasNames={false}
      isNumber={(j, i) => typeof cells[i!][j] === "number"}
    />
  );
}
