/** Texts that mean "none" in tables that people keep. Case and surrounding blanks are ignored. */
export const wordsForNone: readonly string[] = ["n/a", "none", "-", "–", "?", "无", "不适用", "未知"];

const words = new Set(wordsForNone);
const longest = Math.max(...wordsForNone.map((word) => word.length));

/** True for a text that means "none"; every reader of cells treats it as blank. */
export function standsForNone(text: string): boolean {
  const plain = text.trim();
  return plain.length <= longest && words.has(plain.toLowerCase());
}
