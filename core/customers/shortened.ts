/** A text cut to at most `length` characters, ending in `…` if it was cut. */
export function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
