/**
 * Texts that stand for "none" in tables that people keep. Blanks around them and case do not count.
 */
export const wordsForNone: readonly string[] = ["n/a", "none", "-", "–", "?", "无", "不适用", "未知"];

const words = new Set(wordsForNone);
const longest = Math.max(...wordsForNone.map((word) => word.length));

/** True for a text that stands for "none": it is a blank wherever a cell is read. */
export function standsForNone(text: string): boolean {
  const plain = text.trim();
  return plain.length <= longest && words.has(plain.toLowerCase());
}
