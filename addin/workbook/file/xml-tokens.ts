import { WorkbookFileError } from "./file-error";
import { unescapeXml } from "./xml";

/**
 * What is met while XML is read. Names come without their prefix, since files choose prefixes freely and the parts of an
 * `.xlsx` never mix two elements of one name at one place.
 */
export interface XmlHandlers {
  /** An element begins. `attributes` is the text between its name and its end: `attributeOf` reads it. */
  open?(name: string, attributes: string): void;
  /** Text, its entities resolved; what is written in one piece may come in several. */
  text?(text: string): void;
  close?(name: string): void;
  /** Every piece of the source as it stands, a whole tag or what is between two, before what it says is reported. */
  raw?(source: string): void;
}

export interface XmlReader {
  /** @throws WorkbookFileError `damaged` where this is no well-formed XML */
  write(piece: string): void;
  end(): void;
}

/** No tag is longer, its attributes included, and no element lies deeper. */
const longestTag = 1 << 18;
const deepest = 256;
const longestPiece = 1 << 16;

const slash = 47;
const space = 32;

/**
 * Reads XML that arrives in pieces, each character once: the time grows with the length and with nothing else. Comments,
 * instructions and document types are read over, so that no entity can grow without end.
 */
export function xmlReader(handlers: XmlHandlers): XmlReader {
  const open: string[] = [];
  let rest = "";
  /** What ends the part that is read over, `""` outside of one. */
  let skipping = "";
  /** Within CDATA, whose text may be cut by the pieces. */
  let inData = false;

  const damaged = (reason: string): WorkbookFileError => new WorkbookFileError("damaged", { reason });

  function text(source: string, from: number, to: number): void {
    if (to <= from || open.length === 0 || handlers.text === undefined) return;
    handlers.text(unescapeXml(unixLines(source.slice(from, to))));
  }

  const raw = (source: string, from: number, to: number): void => {
    if (handlers.raw !== undefined && to > from) handlers.raw(source.slice(from, to));
  };

  function tag(source: string, start: number, end: number): void {
    if (source.charCodeAt(start + 1) === slash) {
      const name = localName(source, start + 2, nameEnd(source, start + 2, end));
      if (open.pop() !== name) throw damaged(`</${name}>`);
      handlers.close?.(name);
      return;
    }
    const stop = nameEnd(source, start + 1, end);
    const name = localName(source, start + 1, stop);
    if (name === "") throw damaged("<");
    const empty = source.charCodeAt(end - 1) === slash;
    handlers.open?.(name, source.slice(stop, empty ? end - 1 : end));
    if (empty) handlers.close?.(name);
    else {
      if (open.length === deepest) throw damaged(`<${name}>`);
      open.push(name);
    }
  }

  function write(piece: string): void {
    for (let from = 0; from < piece.length; from += longestPiece) {
      read(rest + piece.slice(from, from + longestPiece));
      if (rest.length > longestTag) throw damaged(rest.slice(0, 20));
    }
  }

  /** Reads what is whole; keeps a tag that is not. */
  function read(source: string): void {
    let at = 0;
    while (at < source.length) {
      if (skipping !== "") {
        const end = source.indexOf(skipping, at);
        const stop = end < 0 ? Math.max(at, source.length - skipping.length + 1) : end;
        if (inData && open.length > 0 && stop > at) handlers.text?.(unixLines(source.slice(at, stop)));
        raw(source, at, end < 0 ? stop : end + skipping.length);
        if (end < 0) {
          rest = source.slice(stop);
          return;
        }
        at = end + skipping.length;
        skipping = "";
        inData = false;
        continue;
      }
      const start = source.indexOf("<", at);
      if (start < 0) {
        // An entity or a CR LF may be cut in two.
        const cut = source.length - at > 16 ? keptEnd(source) : at;
        raw(source, at, cut);
        text(source, at, cut);
        rest = source.slice(cut);
        return;
      }
      raw(source, at, start);
      text(source, at, start);
      at = start;
      const second = source.charCodeAt(start + 1);
      if (second === 33 /* ! */ || second === 63 /* ? */) {
        if (source.length - start < 9) break;
        if (source.startsWith("<!--", start)) [skipping, at] = ["-->", start + 4];
        else if (source.startsWith("<![CDATA[", start)) [skipping, inData, at] = ["]]>", true, start + 9];
        else [skipping, at] = [second === 63 ? "?>" : ">", start + 2];
        raw(source, start, at);
        continue;
      }
      const end = tagEnd(source, start + 1);
      if (end < 0) break;
      raw(source, start, end + 1);
      tag(source, start, end);
      at = end + 1;
    }
    rest = source.slice(at);
  }

  return {
    write,
    end() {
      const left = rest;
      rest = "";
      if (skipping !== "" || left.includes("<")) throw damaged(left.slice(0, 20));
      raw(left, 0, left.length);
      text(left, 0, left.length);
      if (open.length > 0) throw damaged(`<${open[open.length - 1]}>`);
    },
  };
}

/** Where the `>` of the tag is, quoted ones not counted; -1 where it has not arrived yet. */
function tagEnd(source: string, from: number): number {
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

/** Before an entity, or a CR, that the end of the text cuts in two. */
function keptEnd(source: string): number {
  const entity = source.lastIndexOf("&");
  if (entity >= source.length - 12 && source.indexOf(";", entity) < 0) return entity;
  return source.endsWith("\r") ? source.length - 1 : source.length;
}

/** Lines end in LF, however the file ends them (XML 1.0, 2.11). */
function unixLines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function nameEnd(source: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = source.charCodeAt(at);
    if (code <= space || code === slash) break;
    at++;
  }
  return at;
}

function localName(source: string, from: number, to: number): string {
  const name = source.slice(from, to);
  return name.slice(name.indexOf(":") + 1);
}

/** Every element of a small part, in order, with its attributes. */
export function elementsOfPart(
  xml: string,
): readonly { readonly name: string; readonly attributes: string; readonly within: string }[] {
  const found: { name: string; attributes: string; within: string }[] = [];
  const path: string[] = [""];
  const reader = xmlReader({
    open(name, attributes) {
      found.push({ name, attributes, within: path[path.length - 1] });
      path.push(name);
    },
    close: () => void path.pop(),
  });
  reader.write(xml);
  reader.end();
  return found;
}
