import { WorkbookFileError } from "./file-error";

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

/** Where the `>` of the tag is, quoted ones not counted; -1 where it has not arrived yet. */
export function tagEnd(source: string, from: number): number {
  for (let i = from; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === 62 /* > */) return i;
    if (code === 34 /* " */ || code === 39 /* ' */) {
      i = source.indexOf(code === 34 ? '"' : "'", i + 1);
      if (i < 0) return -1;
    }
  }
  return -1;
}

/** Where the tag, comment, instruction or CDATA that begins at `start` ends; -1 where that has not arrived yet. */
function markupEnd(text: string, start: number, searched = 0): number {
  const mark = text.charCodeAt(start + 1);
  if (mark !== 33 /* ! */ && mark !== 63 /* ? */) return tagEnd(text, start + 1) + 1 || -1;
  const closing = text.startsWith("<!--", start)
    ? "-->"
    : text.startsWith("<![CDATA[", start)
      ? "]]>"
      : mark === 63
        ? "?>"
        : ">";
  const end = text.indexOf(closing, Math.max(start + 2, searched - 3));
  return end < 0 ? -1 : end + closing.length;
}

/** The name of the opening tag at `start` without its prefix; `""` where it is anything else. */
function localNameAt(text: string, start: number, end: number): string {
  const name = /^[^\s/>]*/.exec(text.slice(start + 1, Math.min(end, start + 200)))![0];
  return name.slice(name.indexOf(":") + 1);
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

/** Elements of one kind as a long part has them: what stands before, then some at a time, then what stands after. */
export interface ElementsPiece {
  /** Up to the opening tag of the container, that included. Given once, first. */
  readonly head?: string;
  /** Whole elements as they stand in the file. */
  readonly elements: readonly string[];
  /** From the closing tag of the container on. Given once, last. */
  readonly tail?: string;
}

/** No row of a sheet and no shared text needs more characters. */
const longestElement = 1 << 26;

/**
 * Splits a part of many equal elements (`row` in `sheetData`, `si` in `sst`) that arrives in pieces; keeps no more of it
 * than the element it is in.
 * @throws WorkbookFileError `damaged` where the container is missing or ends early
 */
export function* elementsOf(
  texts: Iterable<string>,
  container: string,
  element: string,
): Generator<ElementsPiece> {
  const damaged = (): WorkbookFileError => new WorkbookFileError("damaged", { reason: `<${container}>` });
  let rest = "";
  let tail: string | undefined;
  let inside = false;
  /** How deep the tag at `at` lies within the container's children, where the child in hand begins, and whether it is wanted. */
  let depth = 0;
  let first = 0;
  let wanted = false;
  let at = 0;
  let searched = 0;
  for (const text of texts) {
    if (tail !== undefined) {
      tail += text;
      continue;
    }
    rest += text;
    let head: string | undefined;
    const elements: string[] = [];
    while (tail === undefined) {
      const start = rest.indexOf("<", at);
      const isCut = start + 1 >= rest.length || (rest[start + 1] === "!" && start + 9 > rest.length);
      const end = start < 0 || isCut ? -1 : markupEnd(rest, start, searched);
      if (end < 0) {
        at = start < 0 ? rest.length : start;
        searched = rest.length;
        break;
      }
      at = end;
      searched = 0;
      const mark = rest[start + 1];
      if (mark === "!" || mark === "?") continue;
      const closes = mark === "/";
      const empty = rest[end - 2] === "/";
      if (!inside) {
        if (closes || localNameAt(rest, start, end) !== container) continue;
        inside = true;
        head = empty ? `${rest.slice(0, end - 2).trimEnd()}>` : rest.slice(0, end);
        const name = /^[^\s/>]*/.exec(rest.slice(start + 1, Math.min(end, start + 200)))![0];
        if (empty) tail = `</${name}>${rest.slice(end)}`;
        continue;
      }
      if (depth === 0) {
        if (closes) {
          tail = rest.slice(start);
          break;
        }
        first = start;
        wanted = localNameAt(rest, start, end) === element;
      }
      depth += closes ? -1 : empty ? 0 : 1;
      if (depth === 0 && wanted) elements.push(rest.slice(first, end));
    }
    if (inside && tail === undefined) {
      // Only the child in hand is kept.
      const from = depth > 0 ? first : at;
      rest = rest.slice(from);
      at -= from;
      first -= from;
      searched = Math.max(0, searched - from);
    }
    if (rest.length > longestElement && tail === undefined) throw damaged();
    if (head !== undefined || elements.length > 0) yield { head, elements };
  }
  if (tail === undefined || !tail.includes(">")) throw damaged();
  yield { elements: [], tail };
}
