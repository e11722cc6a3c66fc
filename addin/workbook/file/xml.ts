/**
 * What is needed of XML to read and write the parts of an `.xlsx`, whose elements are few and known: looking at tags,
 * and texts in and out. Entities of a document type are not known here, so that none can grow without end.
 */

/**
 * The value of an attribute, whatever its prefix, unescaped; undefined where there is none.
 * @param attributes an opening tag, or what stands in it behind the name
 */
export function attributeOf(attributes: string, name: string): string | undefined {
  let at = 0;
  for (;;) {
    const equals = attributes.indexOf("=", at);
    if (equals < 0) return undefined;
    let open = equals + 1;
    while (attributes.charCodeAt(open) <= 32) open++;
    const quote = attributes[open];
    if (quote !== '"' && quote !== "'") return undefined;
    const close = attributes.indexOf(quote, open + 1);
    if (close < 0) return undefined;
    let end = equals;
    while (end > at && attributes.charCodeAt(end - 1) <= 32) end--;
    const before = end - name.length - 1;
    if (
      attributes.endsWith(name, end) &&
      (before < at || attributes.charCodeAt(before) <= 32 || attributes[before] === ":")
    ) {
      return unescapeXml(attributes.slice(open + 1, close));
    }
    at = close + 1;
  }
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** Text as XML has it, with its entities resolved. */
export function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([\da-f]{1,8})|#(\d{1,8})|(\w{1,8}));/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string) => {
      const code = hex !== undefined ? parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : NaN;
      if (code === code) return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
      return named[name] ?? whole;
    },
  );
}

/** Text for an element or a quoted attribute. */
export function escapeXml(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replace(/[&<>"]/g, (mark) =>
        mark === "&" ? "&amp;" : mark === "<" ? "&lt;" : mark === ">" ? "&gt;" : "&quot;",
      )
    : text;
}

/** A text of a cell as the file has it: what XML cannot hold stands as `_xHHHH_` (ECMA-376 part 1, 22.9.2.19). */
export function escapeCellText(text: string): string {
  const plain =
    text.includes("_x") || controls.test(text)
      ? text
          .replace(/_(?=x[\da-f]{4}_)/gi, "_x005F_")
          .replace(
            allControls,
            (mark) => `_x${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
          )
      : text;
  return escapeXml(plain);
}

// What XML 1.0 cannot hold, and CR, which it would change.
const controls =
  // eslint-disable-next-line no-control-regex -- those very characters
  /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const allControls = new RegExp(controls.source, "g");

/** The text that a cell shows for what the file has, its entities resolved already. */
export function unescapeCellText(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;
}
