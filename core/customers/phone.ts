import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** A country as ISO 3166-1 has it, such as `CN` or `GB`. */
export type Region = string;

/** Numbers parsed already, by what was typed; for one region. Its maker lets it go: these are personal data. */
export interface ParsedPhones {
  get(text: string): string | undefined;
  set(text: string, phone: string): unknown;
}

/** Words before the number of a desk that libphonenumber does not know: 转 8001, 分机 12, App. 12, DW 12. */
const otherExtension =
  /[\s,;]{0,3}(?:转|轉|分机|分機|内线|內線|内線|app|apparat|dw|durchwahl|poste)[.:\s]{0,3}(?=\d{1,7}$)/i;
/** A Chinese number of a city with its desk behind a hyphen: 021-62345678-801. */
const deskInChina = /^((?:\+?86[- ]?)?0?\d{2,3}[- ]\d{7,8})-(\d{1,5})$/;

/** Marks that are not seen, and that copying brings along: soft hyphens, joiners, directions, byte order marks. */
export const unseen = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * The number in E.164 (`+8613800138000`), with its extension if it has one (`+442079460958 ext. 12`); `""` where the text
 * is no number that can be dialled.
 *
 * Numbers without a country code are taken to be of `region`. Full-width digits count as digits. The rules are those
 * of libphonenumber (general patterns per country, without telling mobile from landline).
 *
 * @param parsed numbers of this region that need not be parsed again; this one is put there. Parsing takes some 30 µs.
 */
export function parsePhone(text: string, region?: Region, parsed?: ParsedPhones): string {
  const known = parsed?.get(text);
  if (known !== undefined) return known;
  const phone = parseAnew(text, region);
  parsed?.set(text, phone);
  // A number in E.164 stands for itself: what is checked when it is read need not be checked when it is stored.
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
    // What has been through a table of floating numbers.
    .replace(/^(\+?\d+)\.0$/, "$1")
    .replace(otherExtension, " ext. ")
    .replace(deskInChina, "$1 ext. $2");
  if (plain.length > 80) return "";
  const country = region !== undefined && isSupportedCountry(region) ? region : undefined;
  // 00 is how most of the world dials +.
  const international = plain.replace(/^00(?=[1-9])/, "+");
  for (const candidate of international === plain ? [plain] : [plain, international]) {
    const number = parsePhoneNumberFromString(candidate, { defaultCountry: country, extract: false });
    if (number !== undefined && number.isValid()) {
      return number.ext === undefined ? number.number : `${number.number} ext. ${number.ext}`;
    }
  }
  return "";
}

/** `+44` for `GB`; nothing for a country without one. */
export function callingCodeOf(region: Region): string {
  return isSupportedCountry(region) ? `+${getCountryCallingCode(region)}` : "";
}

/** True for a number such as `8.61E+12`: a spreadsheet has rounded its last digits away. */
export function hasLostDigits(text: string): boolean {
  return /^\d(?:[.,]\d+)?e\+?\d+$/i.test(text.normalize("NFKC").trim());
}

/** A number as people read it, `+86 138 0013 8000`; other text as it is. */
export function formatPhone(phone: string): string {
  const number = phone.startsWith("+") ? parsePhoneNumberFromString(phone, { extract: false }) : undefined;
  return number === undefined ? phone : number.formatInternational();
}

/** The digits of a text, full-width ones included. */
export function digitsOf(text: string): string {
  return text.normalize("NFKC").replace(/[^0-9]+/g, "");
}

/** True where a text could be (a part of) a phone number: nothing but digits, spaces and the usual marks. */
export function looksLikePhone(text: string): boolean {
  return /^[+(]?[\s()]*\d[\d\s().\-/]*$/.test(text.normalize("NFKC").trim());
}

/**
 * What to look for among the digits of stored numbers (E.164 or raw) for a number typed in any spelling; a customer
 * matches if any of these is part of the stored digits. At least one entry.
 */
export function phoneNeedles(text: string, region?: Region): readonly string[] {
  const plain = text.normalize("NFKC").trim();
  const needles = new Set<string>();
  // A trunk zero in brackets, as in +44 (0)20, is not dialled with the country code.
  const digits = digitsOf(plain.replace(/\(0\)/g, ""));
  needles.add(digits);
  const phone = parsePhone(plain.replace(/\(0\)/g, ""), region);
  if (phone !== "") needles.add(phone.slice(1));
  // The national way to write a number starts with a zero (or two for +) that E.164 does not have.
  const bare = digits.replace(/^0+/, "");
  if (bare.length >= 3) needles.add(bare);
  return [...needles];
}
