import { CellValueType, InterceptorEffectEnum, isDefaultFormat } from "@univerjs/core";
import { INTERCEPTOR_POINT, SheetInterceptorService } from "@univerjs/preset-sheets-core";
import { shownNumber } from "../../workbook/shown-number";
import { generalNumber } from "../general-number";

/** Excel shows at most so many characters of a number without a format, however wide its column is. */
const mostCharacters = 11;
/** Of a digit in the sheet's usual type, with some air for faces that are wider. */
const pixelsPerCharacter = 9.4;

/** The cell whose formula fills another, or itself. */
export interface Filling {
  readonly row: number;
  readonly column: number;
  /** Whether a function of ours is in it. */
  readonly isOurs: boolean;
}

/**
 * How numbers without a format of their own are shown. What is spilled has the format of its formula's cell; other
 * numbers have as many digits as their column has room for, as in Excel (the engine cuts them off), and those that our
 * functions give are rounded to what tells something.
 */
export function showNumbers(
  inject: <Service>(token: unknown) => Service,
  filling: (sheetId: string, row: number, column: number) => Filling | undefined,
): void {
  const interceptors = inject<SheetInterceptorService>(SheetInterceptorService);
  interceptors.intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Value | InterceptorEffectEnum.Style,
    priority: 50, // after the engine has put in what is spilled, before it formats numbers
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
    priority: 1, // after number formats, which leave a text
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
