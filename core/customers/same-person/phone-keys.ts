import { compatible } from "../../letters";

/** Country calling codes of ITU-T E.164: one digit, two digits, or else three. */
const callingCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
/** An extension after a number: ext. 12, x12, #12, 转 8001, 分机 12. */
const phoneExtension = /(?:ext\.?|extension|x|#|转|轉|分机|分機)\s*\d+\s*$/i;

/** A single repeated digit, as typed into a required field. */
const oneDigit = /^(?:0+|1+|2+|3+|4+|5+|6+|7+|8+|9+)$/;

/**
 * Keys shared by all spellings of a phone number: the last ten digits of the national number, without country code and
 * trunk zero. No key for fewer than six digits or a single repeated digit.
 *
 * A number that begins with a country code but no plus sign (`8613800138000`) may also be a national number: it has
 * both keys, the national one first.
 */
export function phoneKeys(phone: string): string[] {
  const plain = compatible(phone)
    .replace(phoneExtension, "")
    .replace(/\(\s*0\s*\)/g, "");
  const isInternational = /^[^\d+]*(?:\+|00)/.test(plain);
  const digits = plain.replace(/\D/g, "").replace(/^0+/, "");
  if (digits.length < 6) return [];
  const rest = digits.replace(callingCode, "");
  if (oneDigit.test(digits) || (isInternational && oneDigit.test(rest))) return [];
  const national = keyOf(digits);
  const withoutCode = keyOf(rest);
  if (isInternational) return withoutCode.length < 5 ? [national] : [withoutCode];
  return digits.length > 10 && withoutCode !== national ? [national, withoutCode] : [national];
}

function keyOf(digits: string): string {
  return digits.replace(/^0+/, "").slice(-10);
}
