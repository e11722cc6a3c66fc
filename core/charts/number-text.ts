/**
 * A number for readers: thousands separators, a true minus sign, no negative zero; "–" if it is not finite. The same in
 * every engine, because no locale data are used (English and Chinese share the format).
 *
 * ```ts
 * numberText(-1234.56, 1); // => "−1,234.6"
 * numberText(-0.004, 2); // => "0.00"
 * ```
 */
export function numberText(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return "–";
  const text = Math.abs(value).toFixed(digits);
  const [whole, fraction] = text.split(".");
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = value < 0 && Number(text) !== 0 ? "−" : "";
  return `${sign}${parted}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** The same, with a plus sign if positive: a difference. */
export function differenceText(value: number, digits = 0): string {
  const text = numberText(value, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A share as percent: 0.62 is "62%". */
export function percentText(share: number, digits = 0): string {
  return Number.isFinite(share) ? `${numberText(100 * share, digits)}%` : "–";
}
