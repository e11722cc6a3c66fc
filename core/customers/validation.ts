import type { MessageKey, MessageParameters } from "../locales/message";
import { CrmError } from "../errors";
import { isCellError, type FieldValues } from "./cells";
import {
  consents,
  customerKinds,
  ratedAnalyses,
  type Customer,
  type CustomerInput,
  type OwnValues,
  type RatedAnalysis,
  type Ratings,
} from "./customer";
import {
  checkChoice,
  checkDay,
  checkDone,
  checkEmail,
  checkInRange,
  checkNote,
  checkNumber,
  checkPhone,
  checkText,
  checkWhen,
  type PhoneSettings,
  type Report,
} from "./field-checks";
import { interactionKinds, type Interaction, type InteractionInput } from "./interaction";
import { put } from "./put";
import { defaultRatingRange, type CriterionWeight, type RatingRange } from "./weight";

export interface ValidationSettings extends PhoneSettings {
  /** Range of a criterion's ratings; default 0 … 10 for all. */
  readonly ratingRange?: (analysis: RatedAnalysis, criterion: string) => RatingRange;
  /** Range of an interaction's rating; default 0 … 10. */
  readonly interactionRatingRange?: RatingRange;
}

/**
 * What is wrong with one field; in words `messageOf(problem.message, problem.parameters, language)`. The `key` is the
 * field's name, or for a rating `need: Price` (`analysis` and `criterion` are among the parameters), or for an own
 * column `own: Shoe size`.
 */
export interface Problem {
  readonly key: string;
  readonly message: MessageKey;
  readonly parameters: MessageParameters;
}

/** A record in its stored form, and its problems; it may be stored if there are none. */
export interface Checked<Record> {
  readonly record: Record;
  readonly problems: readonly Problem[];
}

/** The most characters of a spreadsheet cell. */
const cellLimit = 32_767;

function checkRatings(
  given: unknown,
  settings: ValidationSettings,
  at: (analysis: RatedAnalysis, criterion: string) => Report,
): Ratings {
  const ratings: Partial<Record<RatedAnalysis, Record<string, number>>> = {};
  if (typeof given !== "object" || given === null) return ratings;
  for (const analysis of ratedAnalyses) {
    const criteria = (given as Ratings)[analysis];
    if (criteria === undefined) continue;
    let kept: Record<string, number> | undefined;
    for (const criterion of Object.keys(criteria)) {
      const range = settings.ratingRange?.(analysis, criterion) ?? defaultRatingRange;
      const rating = checkInRange(criteria[criterion], range, at(analysis, criterion));
      if (rating !== null) put((kept ??= {}), criterion, rating);
    }
    if (kept !== undefined) ratings[analysis] = kept;
  }
  return ratings;
}

/** The record with the values of own columns, if there are any. */
function withOwn<Item extends { readonly own?: OwnValues }>(
  record: Item,
  given: unknown,
  at: (key: string) => Report,
): Item {
  if (typeof given !== "object" || given === null) return record;
  const kept = Object.entries(given).filter(([header, value]) => {
    const report = at(`own: ${header}`);
    if (isCellError(value)) report("cellHoldsError", { found: value.error });
    if (typeof value === "string" && value.length > cellLimit)
      report("textTooLong", { length: value.length, limit: cellLimit });
    return (
      typeof value === "boolean" || Number.isFinite(value) || (typeof value === "string" && value !== "")
    );
  });
  return kept.length === 0 ? record : { ...record, own: Object.fromEntries(kept) };
}

/** Helpers to check the fields of one record; problems are added to `problems`. */
function fieldsOfInput<Input extends object>(input: Input, problems: Problem[]) {
  const at =
    (key: string, more: MessageParameters = {}): Report =>
    (message, parameters = {}) =>
      problems.push({ key, message, parameters: { ...parameters, ...more } });
  /** Checks a field. If the cell contains an error, only that is reported. */
  function field<Name extends keyof Input & string, Value>(
    name: Name,
    check: (given: Input[Name] | undefined, report: Report) => Value,
  ): Value {
    const given = input[name];
    if (!isCellError(given)) return check(given, at(name));
    at(name)("cellHoldsError", { found: given.error });
    return check(undefined, () => undefined);
  }
  return { at, field };
}

/**
 * The stored form of a customer and all its problems, in the order of the fields. `id` and `created` may be missing;
 * whether the id is unique is up to the store.
 */
export function validateCustomer(input: CustomerInput, settings: ValidationSettings = {}): Checked<Customer> {
  const problems: Problem[] = [];
  const { at, field } = fieldsOfInput(input, problems);
  const record: Customer = {
    id: field("id", checkText),
    name: field("name", (given, report) => checkText(given, report, true)),
    company: field("company", checkText),
    kind: field("kind", (given, report) =>
      checkChoice(given, customerKinds, "customer", "kindInvalid", report),
    ),
    phone: field("phone", (given, report) => checkPhone(given, report, settings)),
    email: field("email", checkEmail),
    segment: field("segment", checkText),
    owner: field("owner", checkText),
    created: field("created", checkDay),
    consent: field("consent", (given, report) => checkChoice(given, consents, "", "consentInvalid", report)),
    marketingValue: field("marketingValue", checkNumber),
    marketingDate: field("marketingDate", checkDay),
    serviceDate: field("serviceDate", checkDay),
    ratings: checkRatings(input.ratings, settings, (analysis, criterion) =>
      at(`${analysis}: ${criterion}`, { analysis, criterion }),
    ),
  };
  return { record: withOwn(record, input.own, at), problems };
}

/** The stored form of an interaction and all its problems. `id` may be missing. */
export function validateInteraction(
  input: InteractionInput,
  settings: ValidationSettings = {},
): Checked<Interaction> {
  const problems: Problem[] = [];
  const { at, field } = fieldsOfInput(input, problems);
  const range = settings.interactionRatingRange ?? defaultRatingRange;
  const record: Interaction = {
    id: field("id", checkText),
    customerId: field("customerId", (given, report) => checkText(given, report, true)),
    when: field("when", checkWhen),
    kind: field("kind", (given, report) =>
      checkChoice(given, interactionKinds, undefined, "interactionKindInvalid", report),
    ),
    channel: field("channel", checkText),
    rating: field("rating", (given, report) => checkInRange(given, range, report)),
    amount: field("amount", checkNumber),
    note: field("note", checkNote),
    followUp: field("followUp", checkDay),
    done: field("done", checkDone),
  };
  return { record: withOwn(record, input.own, at), problems };
}

/** The weight that the values of a row represent, and all its problems; a missing weight is `NaN`. */
export function weightOf(values: FieldValues): Checked<CriterionWeight> {
  const problems: Problem[] = [];
  const { field } = fieldsOfInput(values, problems);
  const minimum = field("minimum", checkNumber);
  const maximum = field("maximum", checkNumber);
  const record: CriterionWeight = {
    analysis: field("analysis", (given, report) =>
      checkChoice(given, ratedAnalyses, undefined, "analysisInvalid", report),
    ),
    criterion: field("criterion", (given, report) => checkText(given, report, true)),
    weight: field("weight", (given, report) => {
      const told = problems.length;
      const weight = checkNumber(given, report);
      if (weight === null && problems.length === told) report("fieldRequired");
      return weight ?? NaN;
    }),
    ...(minimum !== null && { minimum }),
    ...(maximum !== null && { maximum }),
  };
  return { record, problems };
}

/** The problem as an error; `row` is the record's 1-based position in its batch. */
export function problemError(problem: Problem, row: number): CrmError {
  return new CrmError("value", problem.message, { ...problem.parameters, field: problem.key, row });
}
