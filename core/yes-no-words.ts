const words = (text: string): Set<string> => new Set(text.split(" "));
const yeses = words(
  "yes y true 1 x ✓ ✔ ☑ ✅ ja wahr oui si sí sì sim да tak evet はい 예 是 已完成 完成 同意",
);
const noes = words(
  "no n false 0 ☐ ✗ ✘ ❌ nein falsch non nao não нет nee nej nie いいえ 아니요 否 未 未完成 不同意",
).add("");

/** Yes or no as people write it, blank as no; undefined if it is neither. Case and surrounding blanks are ignored. */
export function readYesNo(cell: string | number | boolean): boolean | undefined {
  if (typeof cell === "boolean") return cell;
  const text = String(cell).normalize("NFKC").toLowerCase().trim();
  return noes.has(text) ? false : yeses.has(text) ? true : undefined;
}
