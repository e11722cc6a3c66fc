import { compatible } from "../../letters";

/** Country calling codes as ITU-T E.164 assigns them: one digit, two digits, or else three. */
const callingCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
/** What follows a number to reach a desk: ext. 12, x12, #12, 转 8001, 分机 12. */
const phoneExtension = /(?:ext\.?|extension|x|#|转|轉|分机|分機)\s*\d+\s*$/i;

/** A number of one repeated digit, as people type it where one must be given. */
const oneDigit = /^(?:0+|1+|2+|3+|4+|5+|6+|7+|8+|9+)$/;

/**
 * Keys by which two spellings of one telephone number meet: the last ten digits of the national number, without the
 * country's code and the zero that is dialled before it at home. None for fewer than six digits,
 * and for one digit repeated.
 *
 * A number that begins with a country's code and no sign of it (`8613800138000`) may be that or a national one: it has
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
