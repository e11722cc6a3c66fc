import {
  BaseFunction,
  ErrorType,
  ErrorValueObject,
  RangeReferenceObject,
  type ArrayValueObject,
  type BaseReferenceObject,
  type BaseValueObject,
  type FunctionVariantType,
} from "@univerjs/engine-formula";
import { CellValueType, type IRange } from "@univerjs/core";

type Ranges = ReturnType<BaseReferenceObject["getArrayFormulaRange"]>;

/** The spill of a cell as a range, which COUNTIF and similar functions accept, always read from the cells. */
class SpilledRange extends RangeReferenceObject {
  constructor(cell: BaseReferenceObject, range: IRange) {
    super(range);
    this.setDefaultUnitId(cell.getUnitId());
    this.setDefaultSheetId(cell.getSheetId());
  }

  /** The engine's cache may date from before the cells were spilled in this run, so it is not used. */
  override toArrayValueObject(): ArrayValueObject {
    return super.toArrayValueObject(false);
  }
}

/** `ANCHORARRAY(A1)`, typed as `A1#`: everything that the formula of a cell spills. */
export class AnchorArray extends BaseFunction {
  override minParams = 1;
  override maxParams = 1;
  override needsReferenceObject = true;

  override calculate(reference: FunctionVariantType): FunctionVariantType {
    if (reference.isError()) return reference;
    if (!reference.isReferenceObject()) return ErrorValueObject.create(ErrorType.REF);
    const cell = reference as BaseReferenceObject;
    const { startRow: row, startColumn: column, endRow, endColumn } = cell.getRangePosition();
    if (row !== endRow || column !== endColumn) return ErrorValueObject.create(ErrorType.REF);
    const held = cell.getCellData(row, column);
    if (held?.t !== CellValueType.FORCE_STRING && held?.v === ErrorType.SPILL) {
      return ErrorValueObject.create(ErrorType.REF); // nothing has been spilled
    }
    const spilled = this.spillOf(cell, row, column);
    if (spilled === undefined) return ErrorValueObject.create(ErrorType.REF);
    return new SpilledRange(cell, spilled);
  }

  /** The range that the cell's formula fills, the cell itself for a single value; undefined if it has no formula. */
  private spillOf(cell: BaseReferenceObject, row: number, column: number): IRange | undefined {
    const [unit, sheet] = [cell.getUnitId(), cell.getSheetId()];
    const rangeIn = (ranges: Ranges): IRange | undefined =>
      (ranges[unit]?.[sheet] as Record<number, Record<number, IRange> | undefined> | undefined)?.[row]?.[
        column
      ];
    const isComputedNow = cell.getRuntimeData()[unit]?.[sheet]?.getValue(row, column) !== undefined;
    const now = rangeIn(cell.getRuntimeArrayFormulaRange());
    const range = now ?? (isComputedNow ? undefined : rangeIn(cell.getArrayFormulaRange()));
    if (range !== undefined && range !== null) return range;
    const typed = cell.getUnitData()[unit]?.[sheet]?.cellData.getValue(row, column);
    const hasFormula = Boolean(typed?.f) || Boolean(typed?.si);
    return hasFormula ? { startRow: row, startColumn: column, endRow: row, endColumn: column } : undefined;
  }
}

/** `SINGLE(x)`, typed as `@x`: the value of a range in the formula's own row or column, or the first of an array. */
export class Single extends BaseFunction {
  override minParams = 1;
  override maxParams = 1;
  override needsReferenceObject = true;

  override calculate(value: FunctionVariantType): FunctionVariantType {
    if (!value.isReferenceObject()) {
      return value.isArray() ? (((value as ArrayValueObject).get(0, 0) ?? value) as BaseValueObject) : value;
    }
    const range = value as BaseReferenceObject;
    const { startRow, endRow, startColumn, endColumn } = range.getRangePosition();
    const row = startRow === endRow ? startRow : this.row;
    const column = startColumn === endColumn ? startColumn : this.column;
    if (row < startRow || row > endRow || column < startColumn || column > endColumn) {
      return ErrorValueObject.create(ErrorType.VALUE);
    }
    const values = range.toArrayValueObject(false);
    return (values.get(row - startRow, column - startColumn) ??
      ErrorValueObject.create(ErrorType.VALUE)) as BaseValueObject;
  }
}
