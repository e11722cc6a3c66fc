import type { Language } from "@crm-functions/core";
import { loadFunctions, type Implementation } from "./loaded-functions";

/** A parameter as described in `functions.json`. */
export interface FunctionParameter {
  readonly name: string;
  readonly description?: string;
  readonly dimensionality?: "scalar" | "matrix";
  readonly type?: string;
  readonly optional?: boolean;
  readonly repeating?: boolean;
  readonly customEnumId?: string;
}

/** A function as described in `functions.json`, in one language. */
export interface FunctionDescription {
  readonly id: string;
  /** Without the namespace: `NEEDSCORE`. */
  readonly name: string;
  readonly description: string;
  readonly helpUrl?: string;
  readonly parameters: readonly FunctionParameter[];
}

/** A cell of a result. An error has the name that Excel shows, and a message if there is one. */
export type ResultCell = string | number | boolean | { readonly error: string; readonly message?: string };

export type FunctionResult =
  | { readonly cells: readonly (readonly ResultCell[])[] }
  | { readonly error: string; readonly message?: string };

interface Metadata {
  functions: FunctionDescription[];
  enums?: { id: string; values: { stringValue: string }[] }[];
}

const loading = new Map<string, Promise<unknown>>();

/** Loads an address once; a failure is not remembered, so that a later try may succeed. */
function once<Value>(address: string, load: (address: string) => Promise<Value>): Promise<Value> {
  let value = loading.get(address) as Promise<Value> | undefined;
  if (value === undefined) loading.set(address, (value = load(address)));
  value.catch(() => loading.delete(address));
  return value;
}

/** The library from the files that Excel loads, `functions.js` and `functions.json`, beside the page. */
export async function loadFunctionLibrary(language: Language) {
  const [described, functions] = await Promise.all([
    describedFunctions(language),
    once("functions.js", loadFunctions),
  ]);
  return libraryOf(described, functions);
}

/** The descriptions of the functions in one language. @throws Error if the file cannot be loaded */
export function describedFunctions(language: Language): Promise<Metadata> {
  const file = language === "en-US" ? "functions.json" : `functions.${language}.json`;
  return once(file, async () => {
    const response = await fetch(file);
    if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`);
    return (await response.json()) as Metadata;
  });
}

/** The functions for the pane: these descriptions, and a way to call the functions of the same ids for a preview. */
export function libraryOf(described: Metadata, found: ReadonlyMap<string, Implementation>) {
  const ids = new Map(described.functions.map((one) => [one.name.toUpperCase(), one.id.toUpperCase()]));
  return {
    functions: described.functions,
    /** The values of the parameter's enumeration, such as how blanks count; empty if it has none. */
    choices(parameter: FunctionParameter): readonly string[] {
      const values = described.enums?.find((one) => one.id === parameter.customEnumId)?.values ?? [];
      return values.map(({ stringValue }) => stringValue);
    },
    /** Calls a function as Excel does: with a matrix per range, `null` for an omitted parameter. */
    call(name: string, values: readonly unknown[]): FunctionResult {
      const implementation = found.get(ids.get(name.toUpperCase()) ?? name.toUpperCase());
      if (implementation === undefined) return { error: "#NAME?" };
      return callForResult(implementation, values);
    },
  };
}

/** Calls one function and turns its result, or what it throws, into cells. */
export function callForResult(implementation: Implementation, values: readonly unknown[]): FunctionResult {
  let result: unknown;
  try {
    result = implementation(...values);
  } catch (thrown) {
    const error = errorOf(thrown);
    // Excel shows any other exception as `#VALUE!` without a message; here its message helps.
    return error ?? { error: "#VALUE!", message: thrown instanceof Error ? thrown.message : undefined };
  }
  const rows = Array.isArray(result) ? result : [[result]];
  return { cells: rows.map((row) => (Array.isArray(row) ? row : [row]).map(cellOf)) };
}

function cellOf(value: unknown): ResultCell {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return errorOf(value) ?? "";
}

/** A `CustomFunctions.Error`, Excel's or ours; undefined for anything else. */
function errorOf(value: unknown): { error: string; message?: string } | undefined {
  const { code, message } = (value ?? {}) as { code?: unknown; message?: string };
  return typeof code === "string" ? { error: code, message: message || undefined } : undefined;
}
