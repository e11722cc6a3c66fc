import type { Language } from "@crm-functions/core";
import { loadFunctions, type Implementation } from "./loaded-functions";

/** A parameter as `functions.json` describes it. */
export interface FunctionParameter {
  readonly name: string;
  readonly description?: string;
  readonly dimensionality?: "scalar" | "matrix";
  readonly type?: string;
  readonly optional?: boolean;
  readonly repeating?: boolean;
  readonly customEnumId?: string;
}

/** A function as `functions.json` describes it, in one language. */
export interface FunctionDescription {
  readonly id: string;
  /** Without the namespace: `NEEDSCORE`. */
  readonly name: string;
  readonly description: string;
  readonly helpUrl?: string;
  readonly parameters: readonly FunctionParameter[];
  /** Error cells reach the function. */
  readonly allowErrorForDataTypeAny?: boolean;
}

/** A choice of an enumeration, such as how blanks count. */
export interface EnumChoice {
  readonly value: string;
  readonly description: string;
}

/** What a cell of a result holds. An error is shown as Excel shows it, with its message where it has one. */
export type ResultCell = string | number | boolean | { readonly error: string; readonly message?: string };

export type FunctionResult =
  | { readonly cells: readonly (readonly ResultCell[])[] }
  | { readonly error: string; readonly message?: string };

/** The add-in's functions as the pane sees them: described, and callable for a preview. */
export interface FunctionLibrary {
  readonly functions: readonly FunctionDescription[];
  choices(parameter: FunctionParameter): readonly EnumChoice[];
  /** Calls by Excel's convention: a matrix per range, `null` for an omitted parameter. */
  call(name: string, values: readonly unknown[]): FunctionResult;
}

interface Metadata extends Pick<FunctionDescription, "allowErrorForDataTypeAny"> {
  functions: FunctionDescription[];
  enums?: {
    id: string;
    values: { name: string; stringValue?: string; numberValue?: number; tooltip?: string }[];
  }[];
}

const loading = new Map<string, Promise<unknown>>();

/** Loads once; a later try (the network is back, the server is up) does not meet today's failure. */
function once<Value>(address: string, load: (address: string) => Promise<Value>): Promise<Value> {
  let value = loading.get(address) as Promise<Value> | undefined;
  if (value === undefined) loading.set(address, (value = load(address)));
  value.catch(() => loading.delete(address));
  return value;
}

/** The library of the very files that Excel loads, `functions.js` and `functions.json`, from the folder `assets`. */
export async function loadFunctionLibrary(assets: string, language: Language): Promise<FunctionLibrary> {
  const [described, functions] = await Promise.all([
    describedFunctions(assets, language),
    once(new URL("functions.js", assets).href, loadFunctions),
  ]);
  return libraryOf(described, functions);
}

/** The functions in the words of a language. @throws Error where the file cannot be had */
export function describedFunctions(assets: string, language: Language): Promise<Metadata> {
  const file = language === "en-US" ? "functions.json" : `functions.${language}.json`;
  return once(new URL(file, assets).href, async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`);
    const { allowErrorForDataTypeAny, functions, enums } = (await response.json()) as Metadata;
    // The generator writes it per function; the file-wide form is Excel's older one.
    return { functions: functions.map((one) => ({ allowErrorForDataTypeAny, ...one })), enums };
  });
}

/** The library of functions described so and found under their ids. */
export function libraryOf(described: Metadata, found: ReadonlyMap<string, Implementation>): FunctionLibrary {
  const ids = new Map(described.functions.map((one) => [one.name.toUpperCase(), one.id.toUpperCase()]));
  return {
    functions: described.functions,
    choices(parameter) {
      const values = described.enums?.find((one) => one.id === parameter.customEnumId)?.values ?? [];
      return values.map((one) => ({
        value: one.stringValue ?? String(one.numberValue ?? one.name),
        description: one.tooltip ?? one.name,
      }));
    },
    call(name, values) {
      const implementation = found.get(ids.get(name.toUpperCase()) ?? name.toUpperCase());
      if (implementation === undefined) return { error: "#NAME?" };
      return callForResult(implementation, values);
    },
  };
}

/** Calls one function and turns whatever comes back, or is thrown, into cells. */
export function callForResult(implementation: Implementation, values: readonly unknown[]): FunctionResult {
  let result: unknown;
  try {
    result = implementation(...values);
  } catch (thrown) {
    const error = errorOf(thrown);
    // Anything else that a custom function throws is `#VALUE!` without a word in Excel; here its message helps.
    return error ?? { error: "#VALUE!", message: thrown instanceof Error ? thrown.message : undefined };
  }
  const rows = Array.isArray(result) ? result : [[result]];
  return { cells: rows.map((row) => (Array.isArray(row) ? row : [row]).map(cellOf)) };
}

function cellOf(value: unknown): ResultCell {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return errorOf(value) ?? "";
}

const errorTypes: Record<string, string> = {
  Value: "#VALUE!",
  NotAvailable: "#N/A",
  Div0: "#DIV/0!",
  Num: "#NUM!",
  Name: "#NAME?",
  Ref: "#REF!",
  Null: "#NULL!",
};

/** A `CustomFunctions.Error`, or an error cell that passed through (`{ type: "Error", errorType }`). */
function errorOf(value: unknown): { error: string; message?: string } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const one = value as { code?: unknown; message?: unknown; errorType?: unknown; basicValue?: unknown };
  const message = typeof one.message === "string" && one.message !== "" ? one.message : undefined;
  if (typeof one.code === "string") return { error: one.code, message };
  if (typeof one.basicValue === "string") return { error: one.basicValue, message };
  if (typeof one.errorType === "string") return { error: errorTypes[one.errorType] ?? "#VALUE!", message };
  return undefined;
}
