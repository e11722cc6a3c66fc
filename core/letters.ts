import * as tables from "./letter-tables";

/*
 * What letters are and how their spellings meet, without Unicode properties in regular expressions and with a table of
 * our own where `normalize` does nothing: the engine in which older Excels calculate is built without Unicode's data.
 */

/** The inside of a character class (flag `u`) from gaps and lengths in base 36. */
function classOf(ranges: string): string {
  let code = 0;
  const numbers = ranges.split(",").map((each) => parseInt(each, 36));
  return numbers
    .map((number, i) => `${i % 2 === 0 ? "" : "-"}\\u{${(code += number).toString(16)}}`)
    .join("");
}

const mark = new RegExp(`[${classOf(tables.marks)}]+`, "gu");
const notLetterOrDigit = new RegExp(`[^${classOf(tables.lettersAndDigits)}]+`, "gu");

/** True where a text has a Chinese character (script Han). */
export function hasChinese(text: string): boolean {
  return /[\u{16ff0}-\u{16ff6}\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9\u{16fe2}\u{16fe3}\u{20000}-\u{3ffff}]/u.test(
    text,
  );
}

/** Everything between letters and digits becomes one space. */
export function lettersAndDigits(text: string): string {
  return text.replace(notLetterOrDigit, " ");
}

/** Full width becomes half, ligatures their letters, an odd blank a space: Unicode's NFKC. */
export function compatible(text: string): string {
  return isPlain(text) ? text : hasNormalize() ? text.normalize("NFKC") : byTable(text, "compatible");
}

/** Compatible and without accents. */
export function withoutAccents(text: string): string {
  if (isPlain(text)) return text;
  if (hasNormalize()) return text.normalize("NFKD").replace(mark, "").normalize("NFKC");
  return byTable(byTable(text, "compatible"), "plain").replace(mark, "");
}

function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function hasNormalize(): boolean {
  return "\u00e9".normalize("NFD").length === 2;
}

const read: Partial<Record<"compatible" | "plain", Map<string, string>>> = {};

function byTable(text: string, name: "compatible" | "plain"): string {
  const table = (read[name] ??= tableOf(tables[name]));
  return text.replace(/[^ -~]/g, (character) => table.get(character) ?? character);
}

function tableOf(lines: string): Map<string, string> {
  const table = new Map<string, string>();
  for (const line of lines.split("\n")) {
    const [result, sources] = line.split("\t");
    for (const source of sources) table.set(source, result);
  }
  return table;
}
