import type { Language } from "@crm-functions/core";
import type { BaseReferenceObject, BaseValueObject, FunctionVariantType } from "@univerjs/engine-formula";
import {
  ArrayValueObject,
  BaseFunction,
  BooleanValueObject,
  ErrorType,
  ErrorValueObject,
  NumberValueObject,
  StringValueObject,
} from "@univerjs/engine-formula";
import {
  callByConvention,
  type Argument,
  type Convention,
  type InputCell,
  type OutputCell,
} from "../functions/convention";
import { cellKey, type CellMessages } from "../functions/cell-messages";
import { placedMessage, type ArgumentPlace } from "../functions/placed-message";
import { CellErrorObject } from "../../functions/cell-error-object";
import { namespace, type FunctionsRuntime } from "../functions/runtime";
import type { FunctionClass } from "./engine";
import type { FunctionDescription } from "../../taskpane/functions/function-library";
import type { Implementation } from "../../taskpane/functions/loaded-functions";

/** The functions: code, descriptions, and what a call needs. */
export interface FunctionSources {
  readonly runtime: FunctionsRuntime;
  readonly functions: Readonly<Record<Language, readonly FunctionDescription[]>>;
  readonly convention: Convention;
  readonly messages: CellMessages;
}

/** A class for each function that functions.js has, with its name in formulas. */
export function functionClasses(
  options: FunctionSources,
  sheetName: (id: string) => string,
): FunctionClass[] {
  // Types and choices are the same in the metadata of every language; the English file is the original.
  return options.functions["en-US"].flatMap((metadata) => {
    const implementation = options.runtime.implementations.get(metadata.id.toUpperCase());
    if (implementation === undefined) {
      console.error(`functions.json names ${metadata.id}, which functions.js does not associate.`);
      return [];
    }
    const parameterNames = metadata.parameters.map(({ name }, i) => [
      name,
      ...Object.values(options.functions).flatMap(
        (all) => all.find(({ id }) => id === metadata.id)?.parameters[i]?.name ?? [],
      ),
    ]);
    const { convention, messages } = options;
    const names = { parameterNames, sheetName };
    const made = functionClass(metadata, implementation, convention, messages, names);
    return [[made, `${namespace}.${metadata.name.toUpperCase()}`] satisfies FunctionClass];
  });
}

/**
 * A class of Univer's formula engine that calls one function of `functions.js` by Excel's convention.
 *
 * It extends `BaseFunction` instead of using the facade's `registerFunction`, which would pass blanks and omitted
 * arguments as 0.
 */
function functionClass(
  metadata: FunctionDescription,
  implementation: Implementation,
  convention: Convention,
  messages: CellMessages,
  naming: FunctionNaming,
): new (name: string) => BaseFunction {
  return class extends BaseFunction {
    override needsReferenceObject = true; // messages give the addresses of cells

    override calculate(...values: FunctionVariantType[]): BaseValueObject {
      const given = callByConvention(metadata, implementation, values.map(argumentOf), convention);
      const result = given.map((row) => row.map((cell) => this.placed(cell, values)));
      messages.record(
        cellKey(this.unitId ?? "", this.subUnitId ?? "", this.row, this.column),
        String(this.name).toUpperCase(),
        result,
      );
      return resultValue(result, this.unitId ?? "", this.subUnitId ?? "");
    }

    private placed(cell: OutputCell, values: readonly FunctionVariantType[]): OutputCell {
      if (!(cell instanceof CellErrorObject) || cell.message === "") return cell;
      const message = placedMessage(cell.message, (argument) => {
        const value = values[naming.parameterNames.findIndex((names) => names.includes(argument))];
        return value?.isReferenceObject() ? placeOf(value as BaseReferenceObject, this.subUnitId) : undefined;
      });
      return message === cell.message ? cell : new CellErrorObject(cell.code, message);
    }
  };

  function placeOf(reference: BaseReferenceObject, formulaSheet: unknown): ArgumentPlace {
    const { startRow, startColumn, endRow, endColumn } = reference.getRangePosition();
    const sheet = reference.getSheetId();
    return {
      sheet: sheet === formulaSheet ? undefined : naming.sheetName(sheet),
      row: startRow,
      column: startColumn,
      rows: endRow - startRow + 1,
      columns: endColumn - startColumn + 1,
    };
  }
}

/** The names that messages use. */
interface FunctionNaming {
  /** For each parameter, its name in every language. */
  readonly parameterNames: readonly (readonly string[])[];
  sheetName(id: string): string;
}

function argumentOf(given: FunctionVariantType): Argument {
  const value = (
    given.isReferenceObject() ? (given as BaseReferenceObject).toArrayValueObject() : given
  ) as BaseValueObject;
  if (!value.isArray()) return value.isNull() ? undefined : inputCell(value);
  const array = value as ArrayValueObject;
  const rows = array.getRowCount();
  const columns = array.getColumnCount();
  const cells = array.getArrayValue();
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_unused, j) => inputCell(cells[i]?.[j])),
  );
}

function inputCell(value: BaseValueObject | null | undefined | void): InputCell {
  if (value === null || value === undefined || value.isNull()) return null;
  if (value.isError()) return new CellErrorObject((value as ErrorValueObject).getErrorType());
  return value.getValue();
}

function resultValue(
  result: readonly (readonly OutputCell[])[],
  unitId: string,
  sheetId: string,
): BaseValueObject {
  if (result.length === 1 && result[0].length === 1) return outputValue(result[0][0]);
  return ArrayValueObject.create({
    calculateValueList: result.map((row) => row.map(outputValue)),
    rowCount: result.length,
    columnCount: result[0].length,
    unitId,
    sheetId,
    row: 0,
    column: 0,
  });
}

const errorTypes = new Set<string>(Object.values(ErrorType));

function outputValue(cell: OutputCell): BaseValueObject {
  if (typeof cell === "number") return NumberValueObject.create(cell);
  if (typeof cell === "string") return StringValueObject.create(cell);
  if (typeof cell === "boolean") return BooleanValueObject.create(cell);
  return ErrorValueObject.create(
    (errorTypes.has(cell.code) ? cell.code : "#VALUE!") as ErrorType,
    cell.message,
  );
}
