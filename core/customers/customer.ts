/** Whom a record is about. */
export const customerKinds = ["customer", "partner"] as const;
export type CustomerKind = (typeof customerKinds)[number];

/** Whether the person agreed that their data are kept and used; `""` where nobody has asked yet. */
export const consents = ["", "yes", "no"] as const;
export type Consent = (typeof consents)[number];

/**
 * What ratings are given for. `perceived` is rated by the criteria and weights of `expectation`; `feedback` holds the
 * overall answers that the regression explains.
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

/** The ratings of one customer: by analysis, then by the criterion's name. A criterion not rated has no entry. */
export type Ratings = { readonly [Analysis in RatedAnalysis]?: Readonly<Record<string, number>> };

/**
 * What stands beside a record in columns that are the user's own, by their headers; blank cells have no entry. A date is
 * the number that the spreadsheet has for it.
 */
export type OwnValues = Readonly<Record<string, string | number | boolean>>;

/**
 * A customer or partner. Plain data that survives JSON: a missing text or date is `""`, a missing number `null`.
 * Dates are ISO days (`2026-01-31`), the phone is E.164 (`+8613800138000`) once it has been validated.
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
  /** Who of us looks after this customer. */
  readonly owner: string;
  readonly created: string;
  readonly consent: Consent;
  /** What the last marketing brought or cost, in the workbook's currency; stamped by marketing interactions. */
  readonly marketingValue: number | null;
  readonly marketingDate: string;
  /** Day of the last service; stamped by consulting and after-sales interactions. */
  readonly serviceDate: string;
  readonly ratings: Ratings;
  /** Not there where the user has no columns of their own. */
  readonly own?: OwnValues;
}

/** What is typed in: everything but the name may be left out. */
export type CustomerInput = Partial<Customer> & Pick<Customer, "name">;

/** New values for some fields of the customer `id`. `ratings` and `own` replace all of theirs where they are given. */
export type CustomerChange = Partial<Customer> & Pick<Customer, "id">;
