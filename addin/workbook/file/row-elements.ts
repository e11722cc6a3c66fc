import { damaged } from "./file-error";
import { xmlReader } from "./xml-tokens";

/** A piece of a sheet: the text before its rows, some of the rows, or the text after them. */
interface ElementsPiece {
  /** Up to and including the opening tag of `sheetData`. Only in the first piece. */
  readonly head?: string;
  /** Complete `row` elements, exactly as in the file. */
  readonly elements: readonly string[];
  /** From the closing tag of `sheetData` on. Only in the last piece. */
  readonly tail?: string;
}

/** Limit in characters that no row exceeds. */
const longestElement = 1 << 26;

/**
 * Splits the part of a sheet, which arrives in pieces, at its rows; buffers only the current row.
 * @throws WorkbookFileError `damaged` if `sheetData` is missing or ends early
 */
export function* rowElementsOf(texts: Iterable<string>): Generator<ElementsPiece> {
  /** Whether the position is before, within or behind the container. */
  let place = "before" as "before" | "within" | "behind";
  /** Number of elements open within the container, and whether the outermost one is wanted. */
  let depth = 0;
  let wanted = false;
  let head: string | undefined;
  let closing = "";
  let elements: string[] = [];
  const reader = xmlReader(
    {
      open(name) {
        if (place === "before" && name === "sheetData") {
          const source = reader.taken("after");
          // An empty container gets separate tags, so that elements can be inserted.
          head = source.replace(/\s*\/>$/, ">");
          if (head !== source) closing = `</${/<([^\s/>]+)[^<]*$/.exec(source)![1]}>`;
          place = "within";
        } else if (place === "within" && depth++ === 0) {
          reader.taken("before");
          wanted = name === "row";
        }
      },
      close() {
        if (place !== "within") return;
        if (depth === 0) {
          place = "behind";
          reader.taken("before");
        } else if (--depth === 0 && wanted) elements.push(reader.taken("after"));
      },
    },
    true,
  );
  /** Number of characters read since an element ended. */
  let length = 0;
  for (const text of texts) {
    reader.write(text);
    length = elements.length > 0 ? 0 : length + text.length;
    if (length > longestElement && place === "within") throw damaged("<sheetData>");
    if (head !== undefined || elements.length > 0) yield { head, elements };
    head = undefined;
    elements = [];
  }
  reader.end();
  if (place !== "behind") throw damaged("<sheetData>");
  yield { elements: [], tail: closing + reader.taken("after") };
}
