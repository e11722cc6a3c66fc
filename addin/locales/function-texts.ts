/** What a person reads of a function while typing it, in a language other than that of the JSDoc (English). */
export interface FunctionText {
  readonly description: string;
  readonly parameters: Readonly<Record<string, { readonly name: string; readonly description: string }>>;
}

/** By the function's name in the catalogue. */
export type FunctionTexts = Readonly<Record<string, FunctionText>>;

/** Tooltips of a choice's values: enumeration → value → text. */
export type ChoiceTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;
