import { WorkbookFileError } from "./file-error";
import { xmlReader } from "./xml-tokens";

/** Elements of one kind as a long part has them: what stands before, then some at a time, then what stands after. */
interface ElementsPiece {
  /** Up to the opening tag of the container, that included. Given once, first. */
  readonly head?: string;
  /** Whole elements as they stand in the file. */
  readonly elements: readonly string[];
  /** From the closing tag of the container on. Given once, last. */
  readonly tail?: string;
}

/** No row of a sheet needs more characters. */
const longestElement = 1 << 26;

/**
 * Splits a part of many equal elements (`row` in `sheetData`) that arrives in pieces; keeps no more of it than the element
 * it is in.
 * @throws WorkbookFileError `damaged` where the container is missing or ends early
 */
export function* elementsOf(
  texts: Iterable<string>,
  container: string,
  element: string,
): Generator<ElementsPiece> {
  const damaged = (): WorkbookFileError => new WorkbookFileError("damaged", { reason: `<${container}>` });
  /** What is before the container, in it, or behind it. */
  let place = "before" as "before" | "within" | "behind";
  /** How many elements are open within the container, and whether the outermost of them is wanted. */
  let depth = 0;
  let wanted = false;
  let head: string | undefined;
  let closing = "";
  let elements: string[] = [];
  const reader = xmlReader(
    {
      open(name) {
        if (place === "before" && name === container) {
          const source = reader.taken("after");
          // An empty container gets room for what is put into it.
          head = source.replace(/\s*\/>$/, ">");
          if (head !== source) closing = `</${/<([^\s/>]+)[^<]*$/.exec(source)![1]}>`;
          place = "within";
        } else if (place === "within" && depth++ === 0) {
          reader.taken("before");
          wanted = name === element;
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
  /** How much has been read since an element ended. */
  let length = 0;
  for (const text of texts) {
    reader.write(text);
    length = elements.length > 0 ? 0 : length + text.length;
    if (length > longestElement && place === "within") throw damaged();
    if (head !== undefined || elements.length > 0) yield { head, elements };
    head = undefined;
    elements = [];
  }
  reader.end();
  if (place !== "behind") throw damaged();
  yield { elements: [], tail: closing + reader.taken("after") };
}
