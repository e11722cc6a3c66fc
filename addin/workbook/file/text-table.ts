import type { LongWork } from "@crm-functions/core";
import { CsvParser, likelySeparators, separatorLine, type Separator } from "./csv-parser";
import { WorkbookFileError } from "./file-error";
import { encodingOf, type EncodingCandidate, type TextEncoding } from "./text-encoding";

/** A table of text as it stands in its file, cell by cell, and what had to be found out to read it. */
export interface TextTable {
  readonly rows: string[][];
  /** The number of the first row in the file: 2 behind a line `sep=;`. */
  readonly firstRow: number;
  readonly encoding: TextEncoding;
  /** More than one where nothing decides between them. */
  readonly encodings: readonly EncodingCandidate[];
  readonly separator: Separator;
  readonly separators: readonly Separator[];
}

export interface TextTableOptions {
  readonly encoding?: TextEncoding;
  readonly separator?: Separator;
}

/** Characters that are read, and bytes that are decoded, between two rests. */
const pieceLength = 32_768;
const decodedAtOnce = 1 << 20;

/**
 * Reads a table of text: every cell as its characters are, bytes that are not in the encoding as U+FFFD. Blank rows at the
 * end are left out. Yields how many rows it has read.
 * @throws WorkbookFileError `empty`, `notText`, `quoteOpen` with the line
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
  for (let at = 0; at < bytes.length; at += decodedAtOnce) {
    text += decoder.decode(bytes.subarray(at, at + decodedAtOnce), { stream: true });
    yield 0;
  }
  return text + decoder.decode();
}
