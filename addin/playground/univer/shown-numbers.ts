import { CellValueType, InterceptorEffectEnum, isDefaultFormat } from "@univerjs/core";
import { INTERCEPTOR_POINT, SheetInterceptorService } from "@univerjs/preset-sheets-core";
import { shownNumber } from "../../workbook/shown-number";
import { generalNumber } from "../general-number";

/** Maximum number of characters that Excel shows for a number without a format, however wide its column is. */
const mostCharacters = 11;
/** Width of a digit in the sheet's default font, with a margin for wider fonts. */
const pixelsPerCharacter = 9.4;

/** The cell whose formula fills a cell, which may be the cell itself. */
export interface Filling {
  readonly row: number;
  readonly column: number;
  /** True if the formula calls one of our functions. */
  readonly isOurs: boolean;
}

/**
 * Sets how numbers without a format of their own are shown. A spilled number takes the format of its formula's cell;
 * other numbers get as many digits as fit the column, as in Excel (the engine cuts them off), and results of our
 * functions are rounded to meaningful digits.
 */
export function showNumbers(
  inject: <Service>(token: unknown) => Service,
  filling: (sheetId: string, row: number, column: number) => Filling | undefined,
): void {
  const interceptors = inject<SheetInterceptorService>(SheetInterceptorService);
  interceptors.intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Value | InterceptorEffectEnum.Style,
    priority: 50, // after the engine has inserted spilled values, before it formats numbers
    handler: (cell, location, next) => {
      if (typeof cell?.v !== "number" || cell.t === CellValueType.BOOLEAN || cell.f || cell.si) {
        return next(cell);
      }
      const { workbook, worksheet, subUnitId, row, col } = location;
      const style = workbook.getStyles().get(cell.s);
      if (!isDefaultFormat(style?.n?.pattern)) return next(cell);
      const from = filling(subUnitId, row, col);
      const format = from && workbook.getStyles().get(worksheet.getCellRaw(from.row, from.column)?.s)?.n;
      return next(format ? { ...cell, s: { ...style, n: format } } : cell);
    },
  });
  interceptors.intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Value,
    priority: 1, // after number formats, which turn numbers into texts
    handler: (cell, location, next) => {
      if (typeof cell?.v !== "number" || cell.t === CellValueType.BOOLEAN) {
        return next(cell);
      }
      if (!isDefaultFormat(location.workbook.getStyles().get(cell.s)?.n?.pattern)) return next(cell);
      if (Number.isInteger(cell.v) && Math.abs(cell.v) < 1e6) return next(cell);
      const { subUnitId, row, col } = location;
      const value = filling(subUnitId, row, col)?.isOurs ? shownNumber(cell.v) : cell.v;
      const width = location.worksheet.getColumnWidth(col);
      const room = Math.floor((width - 6) / pixelsPerCharacter);
      const shown = generalNumber(value, Math.min(mostCharacters, room));
      return next({ ...cell, v: shown, t: CellValueType.NUMBER });
    },
  });
}
