/** What a person reads of a function while typing it, in a language other than that of the JSDoc (English). */
export interface FunctionText {
  readonly description: string;
  /** By the parameter's name in the wrapper (`new_customers`, which Excel shows as `new`). */
  readonly parameters: Readonly<Record<string, { readonly name: string; readonly description: string }>>;
}

/** By the function's name in Excel: `NPSSPLIT`. */
export type FunctionTexts = Readonly<Record<string, FunctionText>>;

/** Tooltips of a choice's values: enumeration → value → text. */
export type ChoiceTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;
