import { CellErrorObject } from "../../functions/cell-error-object";
import type { FunctionDescription, FunctionParameter } from "../../taskpane/functions/function-library";
import type { Implementation } from "../../taskpane/functions/loaded-functions";

/**
 * Excel's convention for calling a custom function, independent of any spreadsheet engine: the form of its arguments
 * and the treatment of its result.
 */

/** A cell passed to a function: `null` is a blank, an error is an object with its code (`#N/A`). */
export type InputCell = number | string | boolean | null | CellErrorObject;
/** An argument of a formula: a value, a range, or undefined if it is omitted. */
export type Argument = InputCell | readonly (readonly InputCell[])[] | undefined;
/** A cell returned by a function. */
export type OutputCell = number | string | boolean | CellErrorObject;

export interface Convention {
  /** True to imitate older Excel, in which the blank cells of a range arrive as 0. */
  readonly blanksAsZeros: boolean;
  /** The text of a refusal that Excel would show in a dialogue box. */
  message(
    key: "tooFewArguments" | "tooManyArguments" | "notOneCell" | "notANumber" | "functionFailed",
    parameters: Readonly<Record<string, string | number>>,
  ): string;
}

/** Calls a function as Excel does. The result is a matrix, 1×1 for a single cell. */
export function callByConvention(
  metadata: FunctionDescription,
  implementation: Implementation,
  given: readonly Argument[],
  convention: Convention,
): OutputCell[][] {
  try {
    return outputCells(implementation(...argumentsFor(metadata, given, convention)));
  } catch (error) {
    if (error instanceof CellErrorObject) return [[error]];
    // Excel shows a plain exception as #VALUE! without a message; the page at least names the function.
    console.warn(`${metadata.name} threw`, error);
    return [[new CellErrorObject("#VALUE!", convention.message("functionFailed", { name: metadata.name }))]];
  }
}

function argumentsFor(
  { name, parameters }: FunctionDescription,
  given: readonly Argument[],
  convention: Convention,
): unknown[] {
  const refuse = (...message: Parameters<Convention["message"]>): never => {
    throw new CellErrorObject("#VALUE!", convention.message(...message));
  };
  const found = given.length;
  const least = parameters.filter((one) => one.optional !== true && one.repeating !== true).length;
  const most = parameters.length;
  if (found < least) refuse("tooFewArguments", { name, least, found });
  if (found > most && parameters.at(-1)?.repeating !== true)
    refuse("tooManyArguments", { name, most, found });
  return parameters.map((parameter, i) =>
    parameter.repeating === true
      ? given.slice(i).map((argument) => readArgument(argument, parameter))
      : readArgument(given[i], parameter),
  );

  function readArgument(argument: Argument, parameter: FunctionParameter): unknown {
    const isMatrix = parameter.dimensionality === "matrix";
    // An omitted optional argument is null, never undefined: Excel does not trigger default initialisers either. An
    // empty argument for a required range is one blank cell.
    if (argument === undefined && (parameter.optional === true || !isMatrix)) return null;
    const read = (cell: InputCell): unknown => readCell(cell, parameter);
    if (isMatrix) {
      const range = isRange(argument) ? argument : [[argument ?? null]];
      return range.map((row) => row.map(read));
    }
    if (!isRange(argument)) return argument === null || argument === undefined ? null : read(argument);
    if (argument.length !== 1 || argument[0].length !== 1) refuse("notOneCell", { argument: parameter.name });
    return read(argument[0][0]);
  }

  function readCell(cell: InputCell, { type = "any", name: argument }: FunctionParameter): unknown {
    if (cell instanceof CellErrorObject) {
      // Our metadata let errors in for the type `any` alone: for others Excel does not call the function.
      if (type !== "any") throw cell;
      return cell;
    }
    if (cell === null) {
      if (convention.blanksAsZeros) return 0;
      return type === "number" ? 0 : type === "string" ? "" : type === "boolean" ? false : null;
    }
    if (type === "number") {
      const number = typeof cell === "string" && cell.trim() === "" ? NaN : Number(cell);
      return typeof cell !== "string" || Number.isFinite(number)
        ? number
        : refuse("notANumber", { argument });
    }
    if (type === "string") return typeof cell === "boolean" ? String(cell).toUpperCase() : String(cell);
    return cell;
  }
}

function isRange(argument: Argument): argument is readonly (readonly InputCell[])[] {
  return Array.isArray(argument);
}

/** The result as Excel shows it: `null` becomes 0, and a number that is not finite `#NUM!`. */
function outputCells(result: unknown): OutputCell[][] {
  if (!Array.isArray(result)) return [[outputCell(result)]];
  const rows = result as unknown[];
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  if (width === 0 || rows.some((row) => !Array.isArray(row) || row.length !== width)) {
    return [[new CellErrorObject("#VALUE!")]];
  }
  return (rows as unknown[][]).map((row) => row.map(outputCell));
}

function outputCell(cell: unknown): OutputCell {
  if (cell === null || cell === undefined) return 0;
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : new CellErrorObject("#NUM!");
  if (typeof cell === "string" || typeof cell === "boolean" || cell instanceof CellErrorObject) return cell;
  return new CellErrorObject("#VALUE!");
}
