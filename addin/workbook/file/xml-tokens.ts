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
}

export interface XmlReader {
  /** @throws WorkbookFileError `damaged` where this is no well-formed XML */
  write(piece: string): void;
  end(): void;
  /**
   * The source as it stands, from where it was last taken to the tag that is being reported, or behind that. Of a reader
   * that keeps it.
   */
  taken(side: "before" | "after"): string;
}

/** No tag is longer, its attributes included, and no element lies deeper. */
const longestTag = 1 << 18;
const deepest = 256;
const longestPiece = 1 << 16;

const slash = 47;
const colon = 58;
const space = 32;

/**
 * Reads XML that arrives in pieces, each character once: the time grows with the length and with nothing else. Comments,
 * instructions and document types are read over, so that no entity can grow without end.
 */
export function xmlReader(handlers: XmlHandlers, keeps = false): XmlReader {
  const open: string[] = [];
  let rest = "";
  /** What was not taken of the pieces before, and where in the one in hand that begins; the tag that is reported. */
  let kept = "";
  let hand = "";
  let mark = 0;
  let tagStart = 0;
  let tagStop = 0;
  /** What ends the part that is read over, `""` outside of one. */
  let skipping = "";
  /** Within CDATA, whose text may be cut by the pieces. */
  let inData = false;

  const damaged = (reason: string): WorkbookFileError => new WorkbookFileError("damaged", { reason });

  function text(source: string, from: number, to: number): void {
    if (to <= from || open.length === 0 || handlers.text === undefined) return;
    handlers.text(unescapeXml(unixLines(source.slice(from, to))));
  }

  function tag(source: string, start: number, end: number): void {
    tagStart = start;
    tagStop = end + 1;
    if (source.charCodeAt(start + 1) === slash) {
      const stop = nameEnd(source, start + 2, end);
      const name = open.pop();
      const from = stop - (name?.length ?? 0);
      const isBare = from === start + 2 || source.charCodeAt(from - 1) === colon;
      if (name === undefined || !isBare || !source.startsWith(name, from)) {
        throw damaged(`</${source.slice(start + 2, stop)}>`);
      }
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
    hand = source;
    const cut = wholeIn(source);
    if (keeps) kept += source.slice(mark, cut);
    mark = 0;
    rest = source.slice(cut);
  }

  /** Reads what is whole; where it ends. */
  function wholeIn(source: string): number {
    let at = 0;
    while (at < source.length) {
      if (skipping !== "") {
        const end = source.indexOf(skipping, at);
        const stop = end < 0 ? Math.max(at, source.length - skipping.length + 1) : end;
        if (inData && open.length > 0 && stop > at) handlers.text?.(unixLines(source.slice(at, stop)));
        if (end < 0) return stop;
        at = end + skipping.length;
        skipping = "";
        inData = false;
        continue;
      }
      const start = source.indexOf("<", at);
      if (start < 0) {
        // An entity or a CR LF may be cut in two.
        const cut = source.length - at > 16 ? keptEnd(source) : at;
        text(source, at, cut);
        return cut;
      }
      text(source, at, start);
      at = start;
      const second = source.charCodeAt(start + 1);
      if (second === 33 /* ! */ || second === 63 /* ? */) {
        if (source.length - start < 9) break;
        if (source.startsWith("<!--", start)) [skipping, at] = ["-->", start + 4];
        else if (source.startsWith("<![CDATA[", start)) [skipping, inData, at] = ["]]>", true, start + 9];
        else [skipping, at] = [second === 63 ? "?>" : ">", start + 2];
        continue;
      }
      const end = tagEnd(source, start + 1);
      if (end < 0) break;
      tag(source, start, end);
      at = end + 1;
    }
    return at;
  }

  return {
    write,
    end() {
      const left = rest;
      rest = "";
      if (skipping !== "" || left.includes("<")) throw damaged(left.slice(0, 20));
      text(left, 0, left.length);
      if (open.length > 0) throw damaged(`<${open[open.length - 1]}>`);
      [hand, tagStop] = [left, left.length];
    },
    taken(side) {
      const end = Math.max(mark, side === "before" ? tagStart : tagStop);
      const source = kept + hand.slice(mark, end);
      kept = "";
      mark = end;
      return source;
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
