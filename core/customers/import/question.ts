/** The message for each kind of question. */
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

/** A decision that only a person can make, with a preview of each choice. */
export interface ImportQuestion {
  readonly kind: keyof typeof questionKeys;
  /** The header of the column in question. */
  readonly column?: string;
  /** The likeliest first. */
  readonly choices: readonly { readonly value: string; readonly preview: string }[];
  /** The command-line option that answers it. */
  readonly option: string;
}

/**
 * The questions to which a report takes the first choice as the answer. Of the others it needs none: a customer without a
 * name goes by a number or an address, and a phone number without a country stays as written.
 */
export const questionsAssumed = (questions: readonly ImportQuestion[]): ImportQuestion[] =>
  questions.filter(({ kind }) => kind !== "name" && kind !== "region");
