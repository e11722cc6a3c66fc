import { damaged } from "./file-error";
import { unescapeXml } from "./xml";

/**
 * Callbacks for what is read. Names come without prefix, because files choose prefixes freely and the parts of an
 * `.xlsx` never use the same local name for two elements in one place.
 */
export interface XmlHandlers {
  /** Start of an element. `attributes` is the raw text between name and end of the tag, for `attributeOf`. */
  open?(name: string, attributes: string): void;
  /** Text with entities resolved; one text may arrive in several pieces. */
  text?(text: string): void;
  close?(name: string): void;
}

export interface XmlReader {
  /** @throws WorkbookFileError `damaged` if the XML is not well-formed */
  write(piece: string): void;
  end(): void;
  /**
   * The raw source since the last call, up to the start (`before`) or the end (`after`) of the current tag. Requires a
   * reader created with `keeps`.
   */
  taken(side: "before" | "after"): string;
}

/** Limits on the length of a tag with its attributes, and on the nesting depth. */
const longestTag = 1 << 18;
const deepest = 256;
const longestPiece = 1 << 16;

const slash = 47;
const colon = 58;
const space = 32;

/**
 * Reads XML that arrives in pieces, in linear time. Skips comments, processing instructions and document types, so that
 * no entity can expand without limit.
 */
export function xmlReader(handlers: XmlHandlers, keeps = false): XmlReader {
  const open: string[] = [];
  let rest = "";
  /** Source of earlier pieces not yet taken; the current piece and where its untaken source starts; the current tag. */
  let kept = "";
  let hand = "";
  let mark = 0;
  let tagStart = 0;
  let tagStop = 0;
  /** The end mark of the section being skipped; `""` outside of one. */
  let skipping = "";
  /** True within CDATA, whose text may be split between pieces. */
  let inData = false;

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

  /** Reads everything complete; keeps an incomplete tag for the next piece. */
  function read(source: string): void {
    hand = source;
    const cut = wholeIn(source);
    if (keeps) kept += source.slice(mark, cut);
    mark = 0;
    rest = source.slice(cut);
  }

  /** Reads everything complete and returns where it ends. */
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
        // An entity or a CR LF may be split between pieces.
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

/** The position of the `>` that ends the tag, ignoring quoted ones; -1 if it has not arrived yet. */
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

/** The position before an entity or a CR that the end of the text may split. */
function keptEnd(source: string): number {
  const entity = source.lastIndexOf("&");
  if (entity >= source.length - 12 && source.indexOf(";", entity) < 0) return entity;
  return source.endsWith("\r") ? source.length - 1 : source.length;
}

/** Normalises line ends to LF (XML 1.0, 2.11). */
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

/** Every element of a small part, in order, with its attributes and its parent's name. */
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
