import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** A country as ISO 3166-1 has it, such as `CN` or `GB`. */
export type Region = string;

/**
 * The number in E.164 (`+8613800138000`), `""` where the text is no number that can be dialled.
 *
 * Numbers without a country code are taken to be of `region`. Full-width digits count as digits. The rules are those
 * of libphonenumber (general patterns per country, without telling mobile from landline).
 */
export function parsePhone(text: string, region?: Region): string {
  const key = `${region ?? ""}|${text}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const phone = parseAnew(text, region);
  if (parsed.size >= parsedLimit) parsed.clear();
  // A number in E.164 stands for itself: what is checked when it is typed need not be checked when it is stored.
  parsed.set(key, phone);
  if (phone !== "") parsed.set(`${region ?? ""}|${phone}`, phone);
  return phone;
}

/** Parsing takes some 30 µs, and one import asks for each number several times. */
const parsed = new Map<string, string>();
const parsedLimit = 400_000;

function parseAnew(text: string, region: Region | undefined): string {
  const plain = text.normalize("NFKC").trim();
  const country = region !== undefined && isSupportedCountry(region) ? region : undefined;
  // 00 is how most of the world dials +.
  const international = plain.replace(/^00(?=[1-9])/, "+");
  for (const candidate of international === plain ? [plain] : [plain, international]) {
    const number = parsePhoneNumberFromString(candidate, { defaultCountry: country, extract: false });
    if (number !== undefined && number.isValid()) return number.number;
  }
  return "";
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
