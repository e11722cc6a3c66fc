import type { LongWork } from "@crm-functions/core";
import { CsvParser, likelySeparators, separatorLine, type Separator } from "./csv-parser";
import { WorkbookFileError } from "./file-error";
import { decodedParts, encodingOf, type EncodingCandidate, type TextEncoding } from "./text-encoding";

/** The cells of a text table exactly as in the file, and what was detected to read it. */
export interface TextTable {
  readonly rows: string[][];
  /** Row number in the file of the first row: 2 after a line `sep=;`. */
  readonly firstRow: number;
  readonly encoding: TextEncoding;
  /** More than one if the bytes do not decide. */
  readonly encodings: readonly EncodingCandidate[];
  readonly separator: Separator;
  readonly separators: readonly Separator[];
}

export interface TextTableOptions {
  readonly encoding?: TextEncoding;
  readonly separator?: Separator;
}

/** Characters read per step. */
const pieceLength = 32_768;

/**
 * Reads a text table: each cell as its exact characters, with bytes invalid in the encoding as U+FFFD. Omits blank rows
 * at the end. Yields the number of rows read.
 * @throws WorkbookFileError `empty`, `notText`, `quoteOpen` and `recordTooLong` with the line
 */
export function* readTextTable(bytes: Uint8Array, options: TextTableOptions = {}): LongWork<TextTable> {
  const found = encodingOf(bytes);
  const encoding = found.mark > 0 ? found.encoding : (options.encoding ?? found.encoding);
  const whole = yield* decoded(bytes.subarray(found.mark), encoding);
  const declared = separatorLine(whole);
  const text = declared === undefined ? whole : whole.slice(declared.length);
  const separators = declared === undefined ? likelySeparators(text) : [declared.separator];
  const separator = options.separator ?? separators[0];
  const parser = new CsvParser(separator);
  const rows: string[][] = [];
  for (let at = 0; at < text.length; at += pieceLength) {
    const last = at + pieceLength >= text.length;
    for (const row of parser.read(text.slice(at, at + pieceLength), last)) rows.push(row);
    yield rows.length;
  }
  while (rows.length > 0 && rows[rows.length - 1].every((cell) => cell === "")) rows.pop();
  if (rows.length === 0) throw new WorkbookFileError("empty");
  return {
    rows,
    firstRow: declared === undefined ? 1 : 2,
    encoding,
    encodings: options.encoding === undefined ? found.candidates : [],
    separator,
    separators: options.separator === undefined ? separators : [separator],
  };
}

function* decoded(bytes: Uint8Array, encoding: TextEncoding): LongWork<string> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  let text = "";
  for (const part of decodedParts(bytes, decoder)) {
    text += part;
    yield 0;
  }
  return text + decoder.decode();
}
