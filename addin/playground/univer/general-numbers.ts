import { CellValueType, InterceptorEffectEnum, isDefaultFormat } from "@univerjs/core";
import { INTERCEPTOR_POINT, SheetInterceptorService } from "@univerjs/preset-sheets-core";
import { generalNumber } from "../general-number";

/** Excel shows at most so many characters of a number without a format, however wide its column is. */
const mostCharacters = 11;
/** Of a digit in the sheet's usual type, with some air for faces that are wider. */
const pixelsPerCharacter = 9.4;

/** Numbers without a format show as many digits as their column has room for, as in Excel; the engine cuts them off. */
export function fitGeneralNumbers(inject: <Service>(token: unknown) => Service): void {
  inject<SheetInterceptorService>(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Value,
    priority: 1, // after number formats, which leave a text
    handler: (cell, location, next) => {
      if (typeof cell?.v !== "number" || cell.t === CellValueType.BOOLEAN) {
        return next(cell);
      }
      if (!isDefaultFormat(location.workbook.getStyles().get(cell.s)?.n?.pattern)) return next(cell);
      if (Number.isInteger(cell.v) && Math.abs(cell.v) < 1e6) return next(cell);
      const width = location.worksheet.getColumnWidth(location.col);
      const room = Math.floor((width - 6) / pixelsPerCharacter);
      const shown = generalNumber(cell.v, Math.min(mostCharacters, room));
      return next({ ...cell, v: shown, t: CellValueType.NUMBER });
    },
  });
}
