import { FunctionType, type IFunctionInfo } from "@univerjs/engine-formula";
import { BooleanNumber } from "@univerjs/core";
import type { FunctionDescription } from "../../taskpane/functions/function-library";
import { namespace } from "../functions/runtime";

/** The functions as Univer suggests them during typing: names, descriptions, parameters. */
export function functionDescriptions(functions: readonly FunctionDescription[]): IFunctionInfo[] {
  return functions.map((one) => ({
    functionName: `${namespace}.${one.name.toUpperCase()}`,
    functionType: FunctionType.User,
    description: one.description,
    abstract: one.description,
    functionParameter: one.parameters.map((parameter) => ({
      name: parameter.name,
      detail: parameter.description ?? "",
      example: exampleOf(parameter.dimensionality, parameter.type),
      require: parameter.optional === true ? BooleanNumber.FALSE : BooleanNumber.TRUE,
      repeat: parameter.repeating === true ? BooleanNumber.TRUE : BooleanNumber.FALSE,
    })),
  }));
}

function exampleOf(dimensionality: string | undefined, type: string | undefined): string {
  if (dimensionality === "matrix") return "A2:E61";
  return type === "number" ? "1" : type === "boolean" ? "TRUE" : '"…"';
}
