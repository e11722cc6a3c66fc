import { WorkbookFileError } from "./file-error";

/**
 * What is needed of XML to read and write the parts of an `.xlsx`, whose elements are few and known: looking at tags,
 * and texts in and out. Entities of a document type are not known here, so that none can grow without end.
 */

/** The value of an attribute of an opening tag, unescaped; undefined where it has none. */
export function attributeOf(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found === null ? undefined : unescapeXml(found[1] ?? found[2]);
}

/** The opening tags of every element with that name, whatever its prefix. */
export function tagsOf(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:[\\w.-]+:)?${name}(?=[\\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>`, "g")) ?? [];
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** Text as XML has it, with its entities and CDATA resolved. */
export function unescapeXml(text: string): string {
  if (!text.includes("&") && !text.includes("<![CDATA[")) return text;
  return text.replace(
    /<!\[CDATA\[([\s\S]*?)\]\]>|&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (whole, data: string | undefined, hex: string | undefined, decimal: string | undefined, name: string) => {
      if (data !== undefined) return data;
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

/** The text that a cell shows for what the file has. */
export function unescapeCellText(text: string): string {
  const plain = unescapeXml(text);
  return plain.includes("_x")
    ? plain.replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : plain;
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
  const opening = new RegExp(`<(?:[\\w.-]+:)?${container}(?:\\s[^>]*)?/?>`);
  const damaged = (): WorkbookFileError => new WorkbookFileError("damaged", { reason: `<${container}>` });
  let rest = "";
  let prefix: string | undefined;
  let wanted = /^/;
  let end = "";
  let searched = 0;
  let tail: string | undefined;
  for (const text of texts) {
    if (tail !== undefined) {
      tail += text;
      continue;
    }
    rest += text;
    let head: string | undefined;
    if (prefix === undefined) {
      const open = opening.exec(rest);
      if (open === null) {
        if (rest.length > longestElement) throw damaged();
        continue;
      }
      prefix = /^<([\w.-]+:)/.exec(open[0])?.[1] ?? "";
      wanted = new RegExp(`^<${prefix}${element}[\\s/>]`);
      end = `</${prefix}${container}`;
      const isEmpty = open[0].endsWith("/>");
      const upTo = open.index + open[0].length;
      head = isEmpty ? `${rest.slice(0, upTo - 2).trimEnd()}>` : rest.slice(0, upTo);
      rest = isEmpty ? `${end}>${rest.slice(upTo)}` : rest.slice(upTo);
    }
    const elements: string[] = [];
    let at = 0;
    while (tail === undefined) {
      const start = rest.indexOf("<", at);
      if (start < 0) break;
      if (rest.startsWith(end, start)) {
        tail = rest.slice(start);
        break;
      }
      const close = endOfElement(rest, start, start + searched);
      if (close < 0) {
        // The closing tag itself may be cut in two.
        searched = Math.max(0, rest.length - start - 64);
        at = start;
        break;
      }
      searched = 0;
      const found = rest.slice(start, close);
      if (wanted.test(found)) elements.push(found);
      at = close;
    }
    rest = rest.slice(at);
    if (rest.length > longestElement) throw damaged();
    if (head !== undefined || elements.length > 0) yield { head, elements };
  }
  if (tail === undefined || !tail.includes(`${end}>`)) throw damaged();
  yield { elements: [], tail };
}

/** Where the element that begins at `start` ends; -1 where that has not arrived yet. */
function endOfElement(text: string, start: number, from: number): number {
  if (text.startsWith("<!--", start)) {
    const end = text.indexOf("-->", start);
    return end < 0 ? -1 : end + 3;
  }
  const open = text.indexOf(">", start);
  if (open < 0) return -1;
  if (text[open - 1] === "/") return open + 1;
  let nameEnd = start + 1;
  while (nameEnd < open && !/\s/.test(text[nameEnd])) nameEnd++;
  const closing = `</${text.slice(start + 1, nameEnd)}>`;
  const close = text.indexOf(closing, Math.max(open, from));
  return close < 0 ? -1 : close + closing.length;
}
