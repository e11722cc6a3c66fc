/**
 * A number in at most `room` characters: decimals are rounded to fit; a number that is too large or too small is
 * written in scientific notation.
 *
 *     generalNumber(2 / 3, 8) // => "0.666667"
 */
export function generalNumber(value: number, room: number): string {
  const sign = value < 0 ? 1 : 0;
  const size = Math.abs(value);
  const whole = Math.max(1, Math.floor(Math.log10(size || 1)) + 1);
  const decimals = room - sign - whole - 1;
  if (size !== 0 && (size < 1e-4 || whole + sign > room)) {
    const digits = Math.max(0, Math.min(5, room - sign - 6));
    return value
      .toExponential(digits)
      .replace(/\.?0+(?=e)/, "")
      .replace(/e([+-])(\d)$/, "e$10$2")
      .toUpperCase();
  }
  const text = value.toFixed(Math.max(0, Math.min(10, decimals)));
  const short = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return short === "-0" ? "0" : short;
}
