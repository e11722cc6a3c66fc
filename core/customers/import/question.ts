/** The message that asks each kind of question. */
export const questionKeys = {
  encoding: "askEncoding",
  delimiter: "askDelimiter",
  sheet: "askSheet",
  header: "askHeader",
  name: "askName",
  dates: "askDates",
  decimal: "askDecimal",
  region: "askRegion",
} as const;

/** Something that only a person can say, with what it would make of the data. */
export interface ImportQuestion {
  readonly kind: keyof typeof questionKeys;
  /** The header of the column that it is about. */
  readonly column?: string;
  /** The likeliest first. */
  readonly choices: readonly { readonly value: string; readonly preview: string }[];
  /** The option of the command line that answers it. */
  readonly option: string;
}
