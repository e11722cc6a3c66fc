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

/** What a cell of a result holds. An error is shown as Excel shows it, with its message where it has one. */
export type ResultCell = string | number | boolean | { readonly error: string; readonly message?: string };

export type FunctionResult =
  | { readonly cells: readonly (readonly ResultCell[])[] }
  | { readonly error: string; readonly message?: string };

/** The add-in's functions as the pane sees them: described, and callable for a preview. */
export interface FunctionLibrary {
  readonly functions: readonly FunctionDescription[];
  /** The values of its enumeration, such as how blanks count; none where it has no enumeration. */
  choices(parameter: FunctionParameter): readonly string[];
  /** Calls by Excel's convention: a matrix per range, `null` for an omitted parameter. */
  call(name: string, values: readonly unknown[]): FunctionResult;
}

interface Metadata extends Pick<FunctionDescription, "allowErrorForDataTypeAny"> {
  functions: FunctionDescription[];
  enums?: { id: string; values: { stringValue: string }[] }[];
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
      return values.map(({ stringValue }) => stringValue);
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

/** A `CustomFunctions.Error`, Excel's own or ours. */
function errorOf(value: unknown): { error: string; message?: string } | undefined {
  const { code, message } = (value ?? {}) as { code?: unknown; message?: string };
  return typeof code === "string" ? { error: code, message: message || undefined } : undefined;
}
