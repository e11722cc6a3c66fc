import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** An ISO 3166-1 country code, such as `CN` or `GB`. */
export type Region = string;

/** Parsed numbers of one region, by the text as typed. Contains personal data: whoever creates it must discard it. */
export interface ParsedPhones {
  get(text: string): string | undefined;
  set(text: string, phone: string): unknown;
}

/** Words before an extension that libphonenumber does not know: 转 8001, 分机 12, App. 12, DW 12. */
const otherExtension =
  /[\s,;]{0,3}(?:转|轉|分机|分機|内线|內線|内線|app|apparat|dw|durchwahl|poste)[.:\s]{0,3}(?=\d{1,7}$)/i;
/** A Chinese landline number with its extension after a hyphen: 021-62345678-801. */
const deskInChina = /^((?:\+?86[- ]?)?0?\d{2,3}[- ]\d{7,8})-(\d{1,5})$/;

/** Invisible characters left by copying: soft hyphens, joiners, direction marks, byte order marks. */
export const unseen = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * The number in E.164 (`+8613800138000`), with its extension if any (`+442079460958 ext. 12`); `""` if the text is not
 * a number that can be dialled.
 *
 * Numbers without a country code belong to `region`. Full-width digits count as digits. The rules are those of
 * libphonenumber (general patterns per country, without distinguishing mobile and landline numbers).
 *
 * @param parsed cache of numbers of this region; the result is added to it. Parsing takes some 30 µs.
 */
export function parsePhone(text: string, region?: Region, parsed?: ParsedPhones): string {
  const known = parsed?.get(text);
  if (known !== undefined) return known;
  const phone = parseAnew(text, region);
  parsed?.set(text, phone);
  // A number in E.164 is its own result, so a number checked on reading need not be checked again on storing.
  if (phone !== "") parsed?.set(phone, phone);
  return phone;
}

function parseAnew(text: string, region: Region | undefined): string {
  const plain = text
    .normalize("NFKC")
    .replace(unseen, "")
    .trim()
    .slice(0, 100)
    .replace(/^(?:tel|callto|sms): ?/i, "")
    // A number that went through a table of floating-point numbers.
    .replace(/^(\+?\d+)\.0$/, "$1")
    .replace(otherExtension, " ext. ")
    .replace(deskInChina, "$1 ext. $2");
  if (plain.length > 80) return "";
  const country = region !== undefined && isSupportedCountry(region) ? region : undefined;
  // 00 is the usual way to dial +.
  const international = plain.replace(/^00(?=[1-9])/, "+");
  for (const candidate of international === plain ? [plain] : [plain, international]) {
    const number = parsePhoneNumberFromString(candidate, { defaultCountry: country, extract: false });
    if (number !== undefined && number.isValid()) {
      return number.ext === undefined ? number.number : `${number.number} ext. ${number.ext}`;
    }
  }
  return "";
}

/** `+44` for `GB`; `""` for a country without a code. */
export function callingCodeOf(region: Region): string {
  return isSupportedCountry(region) ? `+${getCountryCallingCode(region)}` : "";
}

/** Whether a spreadsheet has rounded away a number's last digits, as in `8.61E+12`. */
export function hasLostDigits(text: string): boolean {
  return /^\d(?:[.,]\d+)?e\+?\d+$/i.test(text.normalize("NFKC").trim());
}

/** A number formatted for people, `+86 138 0013 8000`; any other text unchanged. */
export function formatPhone(phone: string): string {
  const number = phone.startsWith("+") ? parsePhoneNumberFromString(phone, { extract: false }) : undefined;
  return number === undefined ? phone : number.formatInternational();
}

/** The digits of a text, including full-width ones. */
export function digitsOf(text: string): string {
  return text.normalize("NFKC").replace(/[^0-9]+/g, "");
}

/** Whether a text could be part of a phone number: only digits, spaces and the usual punctuation. */
export function looksLikePhone(text: string): boolean {
  return /^[+(]?[\s()]*\d[\d\s().\-/]*$/.test(text.normalize("NFKC").trim());
}

/**
 * Digit strings to search for in stored numbers (E.164 or raw), for a number typed in any spelling; a customer matches
 * if the stored digits contain any of them. At least one entry.
 */
export function phoneNeedles(text: string, region?: Region): readonly string[] {
  const plain = text.normalize("NFKC").trim();
  const needles = new Set<string>();
  // A trunk zero in brackets, as in +44 (0)20, is not dialled with the country code.
  const digits = digitsOf(plain.replace(/\(0\)/g, ""));
  needles.add(digits);
  const phone = parsePhone(plain.replace(/\(0\)/g, ""), region);
  if (phone !== "") needles.add(phone.slice(1));
  // National spelling starts with a zero (or two for +), which E.164 omits.
  const bare = digits.replace(/^0+/, "");
  if (bare.length >= 3) needles.add(bare);
  return [...needles];
}
