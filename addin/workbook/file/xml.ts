/**
 * The XML functions needed for the parts of an `.xlsx`, whose elements are few and known: reading attributes, and
 * escaping and unescaping text. Entities of document types are not supported, so that none can expand without limit.
 */

/**
 * The unescaped value of an attribute with any prefix; undefined if it is missing.
 * @param attributes an opening tag, or its text after the name
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

/** Resolves the entities in XML text. */
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

/** Escapes text for an element or a quoted attribute. */
export function escapeXml(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replace(/[&<>"]/g, (mark) =>
        mark === "&" ? "&amp;" : mark === "<" ? "&lt;" : mark === ">" ? "&gt;" : "&quot;",
      )
    : text;
}

/** Escapes cell text for a file: characters that XML cannot hold become `_xHHHH_` (ECMA-376 part 1, 22.9.2.19). */
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

// Characters that XML 1.0 cannot hold, and CR, which it would change.
const controls =
  // eslint-disable-next-line no-control-regex -- those very characters
  /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const allControls = new RegExp(controls.source, "g");

/** Resolves `_xHHHH_` in cell text from a file, whose entities are already resolved. */
export function unescapeCellText(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;
}
