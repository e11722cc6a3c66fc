/** Approximate width of a text in a common sans-serif font, in pixels; full-width characters are squares. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    width +=
      code >= 0x2e80
        ? 1
        : /[ .,:;'|ijlIt()[\]!-]/.test(character)
          ? 0.36
          : /[A-Zmw%@]/.test(character)
            ? 0.76
            : 0.6;
  }
  return width * size;
}

/** Breaks the text into lines no wider than `width`, at blanks or beside full-width characters. */
export function inLines(text: string, width: number, size: number): string[] {
  const words = text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? [];
  const lines = [""];
  for (const word of words) {
    const line = lines[lines.length - 1];
    if (line !== "" && textWidth((line + word).trim(), size) > width) lines.push(word);
    else lines[lines.length - 1] = line + word;
  }
  return lines.map((line) => line.trim());
}
