import * as tables from "./letter-tables";

/*
 * Letters and the normalisation of their spellings, without Unicode properties in regular expressions, and with a table
 * of our own if `normalize` does nothing: the engine of older Excels is built without Unicode data.
 */

/** The inside of a character class (flag `u`), from gaps and lengths in base 36. */
function classOf(ranges: string): string {
  let code = 0;
  const numbers = ranges.split(",").map((each) => parseInt(each, 36));
  return numbers
    .map((number, i) => `${i % 2 === 0 ? "" : "-"}\\u{${(code += number).toString(16)}}`)
    .join("");
}

const mark = new RegExp(`[${classOf(tables.marks)}]+`, "gu");
const notLetterOrDigit = new RegExp(`[^${classOf(tables.lettersAndDigits)}]+`, "gu");

/** True if a text contains a Chinese character (script Han). */
export function hasChinese(text: string): boolean {
  return /[\u{16ff0}-\u{16ff6}\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9\u{16fe2}\u{16fe3}\u{20000}-\u{3ffff}]/u.test(
    text,
  );
}

/** Characters of headers and answers in traditional script (Taiwan) and in simplified script (mainland). */
const traditional =
  "購買訂單後總滿價號戶聯絡電話業務費產質營銷會員時間數編郵機點評績續約態類備負責創訪問給項稱據實應貨額體過從經較無對認為輸贏關離網註銀開發標題區廠資歷選擇準節顧賓學歡願薦計們驗";
const mainland =
  "购买订单后总满价号户联络电话业务费产质营销会员时间数编邮机点评绩续约态类备负责创访问给项称据实应货额体过从经较无对认为输赢关离网注银开发标题区厂资历选择准节顾宾学欢愿荐计们验";
const simplifiedBy = new Map([...traditional].map((character, i) => [character, mainland[i]]));
const anyTraditional = new RegExp(`[${traditional}]`, "g");

/** The text with those characters in simplified script. */
export function simplified(text: string): string {
  return text.replace(anyTraditional, (character) => simplifiedBy.get(character)!);
}

/** Replaces everything between letters and digits by one space. */
export function lettersAndDigits(text: string): string {
  return text.replace(notLetterOrDigit, " ");
}

/** Unicode's NFKC: full width becomes half width, ligatures become letters, unusual blanks become spaces. */
export function compatible(text: string): string {
  return isPlain(text) ? text : hasNormalize() ? text.normalize("NFKC") : byTable(text, "compatible");
}

/** Compatible (NFKC), and without accents. */
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
