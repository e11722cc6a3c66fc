import type { MessageKey, MessageParameters } from "../locales/message";
import { CrmError } from "../errors";
import { isDay, isDayOrMinute } from "./calendar";
import {
  consents,
  customerKinds,
  ratedAnalyses,
  type Customer,
  type CustomerInput,
  type RatedAnalysis,
  type Ratings,
} from "./customer";
import type { CustomerFieldName, InteractionFieldName } from "./fields";
import { interactionKinds, type Interaction, type InteractionInput } from "./interaction";
import { parsePhone, type Region } from "./phone";

/** The lowest and the highest rating that may be given. */
export interface RatingRange {
  readonly minimum: number;
  readonly maximum: number;
}

export const defaultRatingRange: RatingRange = { minimum: 0, maximum: 10 };

export interface ValidationSettings {
  /** Country of phone numbers without a country code. Without it such numbers are refused. */
  readonly region?: Region;
  /** Range of the ratings of a criterion; default 0 … 10 for all. */
  readonly ratingRange?: (analysis: RatedAnalysis, criterion: string) => RatingRange;
  /** Range of an interaction's rating; default 0 … 10. */
  readonly interactionRatingRange?: RatingRange;
}

/**
 * What is wrong with one field. The sentence is `messageOf(problem.key, problem.parameters, language)`. A problem of
 * the field `ratings` has `analysis` and `criterion` among its parameters.
 */
export interface Problem<FieldName extends string = string> {
  readonly field: FieldName;
  readonly key: MessageKey;
  readonly parameters: MessageParameters;
}

export type CustomerProblem = Problem<CustomerFieldName | "ratings">;
export type InteractionProblem = Problem<InteractionFieldName>;

/** A record in its stored form, and what is wrong with it; it may be stored if there are no problems. */
export interface Checked<Record, FieldName extends string = string> {
  readonly record: Record;
  readonly problems: readonly Problem<FieldName>[];
}

/** The most characters that are kept of a text, and of a note. A cell holds 32,767. */
export const textLimit = 500;
export const noteLimit = 32_000;

type Report = (key: MessageKey, parameters?: MessageParameters) => void;

/** Text on one line, without control characters, trimmed. */
function cleanLine(given: unknown): string {
  const text = typeof given === "number" ? String(given) : given;
  return typeof text === "string" ? text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim() : "";
}

/** Text without control characters other than tab and line feed, trimmed. */
function cleanNote(given: unknown): string {
  if (typeof given !== "string") return "";
  return given
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\t\n])\p{Cc}+?/gu, "")
    .trim();
}

function short(found: unknown): string {
  const text = String(found);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** One rule a field: the stored form of what was given, what is wrong with it through `report`. */
function checkText(given: unknown, report: Report, required = false): string {
  const text = cleanLine(given);
  if (required && text === "") report("fieldRequired");
  if (text.length > textLimit) report("textTooLong", { length: text.length, limit: textLimit });
  return text;
}

function checkNote(given: unknown, report: Report): string {
  const text = cleanNote(given);
  if (text.length > noteLimit) report("textTooLong", { length: text.length, limit: noteLimit });
  return text;
}

function checkPhone(given: unknown, report: Report, region: Region | undefined): string {
  const text = cleanLine(given);
  if (text === "") return "";
  const phone = parsePhone(text, region);
  if (phone === "") report("phoneInvalid", { found: short(text) });
  return phone === "" ? text : phone;
}

/**
 * An address that mail can be sent to: RFC 5321 lengths, dot-atom local part, letters of any script.
 */
export function isEmail(text: string): boolean {
  const parts = /^([^\s@]+)@([^\s@]+)$/u.exec(text);
  if (parts === null || text.length > 254 || parts[1].length > 64) return false;
  const local = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
  const domain =
    /^([\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}]$/u;
  return local.test(parts[1]) && domain.test(parts[2]);
}

function checkEmail(given: unknown, report: Report): string {
  const text = cleanLine(given).normalize("NFKC");
  if (text !== "" && !isEmail(text)) report("emailInvalid", { found: short(text) });
  return text;
}

function checkDay(given: unknown, report: Report): string {
  const text = cleanLine(given);
  if (text !== "" && !isDay(text)) report("dateInvalid", { found: short(text) });
  return text;
}

function checkWhen(given: unknown, report: Report): string {
  const text = cleanLine(given).replace(" ", "T");
  if (text === "") report("fieldRequired");
  else if (!isDayOrMinute(text)) report("dateTimeInvalid", { found: short(text) });
  return text;
}

function checkChoice<Choice extends string>(
  given: unknown,
  choices: readonly Choice[],
  fallback: Choice | undefined,
  key: MessageKey,
  report: Report,
): Choice {
  if (given === undefined || given === null || given === "") {
    if (fallback === undefined) report("fieldRequired");
    return fallback ?? choices[0];
  }
  if ((choices as readonly unknown[]).includes(given)) return given as Choice;
  report(key, { found: short(given) });
  return fallback ?? choices[0];
}

function checkNumber(given: unknown, report: Report): number | null {
  if (given === undefined || given === null || given === "") return null;
  if (typeof given === "number" && Number.isFinite(given)) return given;
  report("notANumber", { found: short(given) });
  return null;
}

function checkInRange(given: unknown, range: RatingRange, report: Report): number | null {
  const rating = checkNumber(given, report);
  if (rating !== null && (rating < range.minimum || rating > range.maximum)) {
    report("ratingOutOfRange", { found: rating, minimum: range.minimum, maximum: range.maximum });
  }
  return rating;
}

function checkRatings(given: unknown, settings: ValidationSettings, report: Report): Ratings {
  const ratings: Partial<Record<RatedAnalysis, Record<string, number>>> = {};
  if (typeof given !== "object" || given === null) return ratings;
  for (const analysis of ratedAnalyses) {
    const criteria = (given as Ratings)[analysis];
    if (criteria === undefined) continue;
    const kept: [string, number][] = [];
    for (const [criterion, value] of Object.entries(criteria)) {
      const range = settings.ratingRange?.(analysis, criterion) ?? defaultRatingRange;
      const rating = checkInRange(value, range, (key, parameters) =>
        report(key, { ...parameters, analysis, criterion }),
      );
      if (rating !== null) kept.push([criterion, rating]);
    }
    // fromEntries makes own properties whatever a criterion is called (`__proto__` too).
    if (kept.length > 0) ratings[analysis] = Object.fromEntries(kept);
  }
  return ratings;
}

/**
 * The stored form of a customer and every problem with it, in the order of the fields. `id` and `created` may be
 * missing; whether the id is unique is for the store to say.
 */
export function validateCustomer(
  input: CustomerInput,
  settings: ValidationSettings = {},
): Checked<Customer, CustomerFieldName | "ratings"> {
  const problems: CustomerProblem[] = [];
  const at =
    (field: CustomerFieldName | "ratings"): Report =>
    (key, parameters = {}) =>
      problems.push({ field, key, parameters });
  const record: Customer = {
    id: checkText(input.id, at("id")),
    name: checkText(input.name, at("name"), true),
    company: checkText(input.company, at("company")),
    kind: checkChoice(input.kind, customerKinds, "customer", "kindInvalid", at("kind")),
    phone: checkPhone(input.phone, at("phone"), settings.region),
    email: checkEmail(input.email, at("email")),
    segment: checkText(input.segment, at("segment")),
    owner: checkText(input.owner, at("owner")),
    created: checkDay(input.created, at("created")),
    consent: checkChoice(input.consent, consents, "", "consentInvalid", at("consent")),
    marketingValue: checkNumber(input.marketingValue, at("marketingValue")),
    marketingDate: checkDay(input.marketingDate, at("marketingDate")),
    serviceDate: checkDay(input.serviceDate, at("serviceDate")),
    ratings: checkRatings(input.ratings, settings, at("ratings")),
  };
  return { record, problems };
}

/** The stored form of an interaction and every problem with it. `id` may be missing. */
export function validateInteraction(
  input: InteractionInput,
  settings: ValidationSettings = {},
): Checked<Interaction, InteractionFieldName> {
  const problems: InteractionProblem[] = [];
  const at =
    (field: InteractionFieldName): Report =>
    (key, parameters = {}) =>
      problems.push({ field, key, parameters });
  const range = settings.interactionRatingRange ?? defaultRatingRange;
  const record: Interaction = {
    id: checkText(input.id, at("id")),
    customerId: checkText(input.customerId, at("customerId"), true),
    when: checkWhen(input.when, at("when")),
    kind: checkChoice(input.kind, interactionKinds, undefined, "interactionKindInvalid", at("kind")),
    channel: checkText(input.channel, at("channel")),
    rating: checkInRange(input.rating, range, at("rating")),
    amount: checkNumber(input.amount, at("amount")),
    note: checkNote(input.note, at("note")),
    followUp: checkDay(input.followUp, at("followUp")),
    done: checkDone(input.done, at("done")),
  };
  return { record, problems };
}

function checkDone(given: unknown, report: Report): boolean {
  if (typeof given === "boolean") return given;
  if (given !== undefined && given !== null && given !== "") report("yesNoInvalid", { found: short(given) });
  return false;
}

/** The problem as an error; `row` is the record's 1-based place in its batch. */
export function problemError(problem: Problem, row: number): CrmError {
  return new CrmError("value", problem.key, { ...problem.parameters, field: problem.field, row });
}
