import type { MessageKey, MessageParameters } from "../locales/message";
import { isDay, isDayOrMinute } from "../numbers/calendar";
import { isCellError } from "./cells";
import { isEmail } from "./email";
import { hasLostDigits, parsePhone, unseen, type ParsedPhones, type Region } from "./phone";
import { isAmbiguousDay } from "./read-day";
import { shortened } from "./shortened";
import type { RatingRange } from "./weight";

/** One rule per field: returns the stored form of what was given and passes problems to `report`. */

/** The most characters of a text and of a note. */
const textLimit = 500;
const noteLimit = 32_000;

/** How phone numbers are read. */
export interface PhoneSettings {
  /** Country of phone numbers without a country code; if undefined, such numbers are rejected. */
  readonly region?: Region;
  /** Numbers already parsed for this region, so that none is parsed twice. */
  readonly phones?: ParsedPhones;
}

/** Takes a problem with a field. */
export type Report = (key: MessageKey, parameters?: MessageParameters) => void;

/** Text on one line, without control characters, trimmed. */
function cleanLine(given: unknown): string {
  const text = typeof given === "number" || typeof given === "boolean" ? String(given) : given;
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

/** What was found, as a message shows it. */
const short = (found: unknown): string => shortened(String(found), 60);

export function checkText(given: unknown, report: Report, required = false): string {
  const text = cleanLine(given);
  if (required && text === "") report("fieldRequired");
  if (text.length > textLimit) report("textTooLong", { length: text.length, limit: textLimit });
  return text;
}

export function checkNote(given: unknown, report: Report): string {
  const text = cleanNote(given);
  if (text.length > noteLimit) report("textTooLong", { length: text.length, limit: noteLimit });
  return text;
}

export function checkPhone(given: unknown, report: Report, { region, phones }: PhoneSettings): string {
  const text = cleanLine(given);
  if (text === "") return "";
  const phone = parsePhone(text, region, phones);
  if (phone === "") report(hasLostDigits(text) ? "phoneDigitsLost" : "phoneInvalid", { found: short(text) });
  return phone === "" ? text : phone;
}

export function checkEmail(given: unknown, report: Report): string {
  const text = cleanLine(given)
    .normalize("NFKC")
    .replace(unseen, "")
    .replace(/^mailto:/i, "")
    .replace(/^[^<>@]{0,200}<([^<>]+)>$/, "$1")
    .trim();
  if (text !== "" && !isEmail(text)) report("emailInvalid", { found: short(text) });
  return text;
}

export function checkDay(given: unknown, report: Report): string {
  const text = cleanLine(given);
  if (text !== "" && !isDay(text)) reportDate(text, "dateInvalid", report);
  return text;
}

function reportDate(text: string, message: MessageKey, report: Report): void {
  report(isAmbiguousDay(text) ? "dateAmbiguous" : message, { found: short(text) });
}

export function checkWhen(given: unknown, report: Report): string {
  const line = cleanLine(given);
  const text = isDayOrMinute(line.replace(" ", "T")) ? line.replace(" ", "T") : line;
  if (text === "") report("fieldRequired");
  else if (!isDayOrMinute(text)) reportDate(text, "dateTimeInvalid", report);
  return text;
}

export function checkChoice<Choice extends string>(
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

export function checkNumber(given: unknown, report: Report): number | null {
  if (given === undefined || given === null || given === "") return null;
  if (isCellError(given)) {
    report("cellHoldsError", { found: given.error });
    return null;
  }
  if (typeof given === "number" && Number.isFinite(given)) return given;
  report("notANumber", { found: short(given) });
  return null;
}

export function checkInRange(given: unknown, range: RatingRange, report: Report): number | null {
  const rating = checkNumber(given, report);
  if (rating !== null && (rating < range.minimum || rating > range.maximum)) {
    report("ratingOutOfRange", { found: rating, minimum: range.minimum, maximum: range.maximum });
  }
  return rating;
}

export function checkDone(given: unknown, report: Report): boolean {
  if (typeof given === "boolean") return given;
  if (given !== undefined && given !== null && given !== "") report("yesNoInvalid", { found: short(given) });
  return false;
}
