import type { ReactElement } from "react";
import type { FunctionResult, ResultCell } from "../functions/function-library";
import { shownNumber } from "../../workbook/shown-number";
import { usePageStyles } from "../shell/page-styles";
import { useText } from "../shell/text";

/** A result as cells; long ones are cut after `limit` rows, and the table says so. */
export function ResultTable({
  result,
  label,
  limit = 50,
}: {
  result: FunctionResult;
  label: string;
  limit?: number;
}): ReactElement | null {
  const page = usePageStyles();
  const { t, number } = useText();
  const cells: readonly (readonly ResultCell[])[] = "cells" in result ? result.cells : [[result]];
  const shown = cells.slice(0, limit);
  return (
    <div className={page.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={page.table}>
        <tbody>
          {shown.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j} data-numeric={typeof cell === "number" ? "" : undefined}>
                  {typeof cell === "object"
                    ? cell.message
                      ? `${cell.error} ${cell.message}`
                      : cell.error
                    : typeof cell === "number"
                      ? number(shownNumber(cell), 20)
                      : String(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {cells.length > limit && <span>{t("moreRows", { count: cells.length - limit })}</span>}
    </div>
  );
}
