/** The kinds of customer records. */
export const customerKinds = ["customer", "partner"] as const;
export type CustomerKind = (typeof customerKinds)[number];

/** Whether the person consents to the storage and use of their data; `""` if nobody has asked yet. */
export const consents = ["", "yes", "no"] as const;
export type Consent = (typeof consents)[number];

/**
 * What ratings are about. `perceived` uses the criteria and weights of `expectation`; `feedback` contains the overall
 * answers that the regression explains.
 */
export const ratedAnalyses = [
  "need",
  "expectation",
  "perceived",
  "management",
  "service",
  "marketing",
  "feedback",
] as const;
export type RatedAnalysis = (typeof ratedAnalyses)[number];

/** The ratings of one customer, by analysis and criterion name. Unrated criteria are absent. */
export type Ratings = { readonly [Analysis in RatedAnalysis]?: Readonly<Record<string, number>> };

/**
 * A record's values in the user's own columns, by header; blank cells are absent. A date is the spreadsheet's serial
 * number.
 */
export type OwnValues = Readonly<Record<string, string | number | boolean>>;

/**
 * A customer or partner. Plain data that survives JSON: a missing text or date is `""`, a missing number `null`. Dates
 * are ISO days (`2026-01-31`); the phone is in E.164 (`+8613800138000`) once validated.
 */
export interface Customer {
  /** Unique in its store; never changes. */
  readonly id: string;
  readonly name: string;
  readonly company: string;
  readonly kind: CustomerKind;
  readonly phone: string;
  readonly email: string;
  readonly segment: string;
  /** The colleague who looks after this customer. */
  readonly owner: string;
  readonly created: string;
  readonly consent: Consent;
  /** What the last marketing earned or cost, in the workbook's currency; stamped by marketing interactions. */
  readonly marketingValue: number | null;
  readonly marketingDate: string;
  /** Day of the last service; stamped by consulting and after-sales interactions. */
  readonly serviceDate: string;
  readonly ratings: Ratings;
  /** Absent if the user has no columns of their own. */
  readonly own?: OwnValues;
}

/** What a user enters; only the name is required. */
export type CustomerInput = Partial<Customer> & Pick<Customer, "name">;

/** New values for some fields of the customer `id`. `ratings` and `own`, if given, replace all existing ones. */
export type CustomerChange = Partial<Customer> & Pick<Customer, "id">;
