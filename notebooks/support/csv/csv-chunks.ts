import { open, type FileHandle } from "node:fs/promises";
import { TextDecoder } from "node:util";
import {
  CsvParser,
  encodingOf,
  guessSeparator,
  WorkbookFileError,
  type Separator,
  type TextEncoding,
} from "../../../addin/workbook/file";

export interface CsvOptions {
  /** Detected from the first line by default. */
  readonly separator?: Separator;
  /** Detected from the first piece of the file by default, as in an import. */
  readonly encoding?: TextEncoding;
  /** Bytes to read at a time; 1 MiB by default. */
  readonly chunkBytes?: number;
}

/** Consecutive records of a file. */
export interface CsvChunk {
  readonly headers: readonly string[];
  /** 0-based index of the first record of this chunk among all records, counting blank lines. */
  readonly first: number;
  /** A blank line is a row of one empty cell. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads a CSV file chunk by chunk, headers first, in constant memory whatever the size of the file.
 *
 * @throws WorkbookFileError `empty`, `notText`, `encoding`, `quoteOpen` or `recordTooLong`, naming the file; Node's
 *   Error if the file cannot be opened
 *
 * ```ts
 * for await (const { rows } of csvChunks("purchases.csv")) count += rows.length;
 * ```
 */
export async function* csvChunks(file: string, options: CsvOptions = {}): AsyncGenerator<CsvChunk> {
  const handle = await open(file, "r");
  try {
    yield* chunksOf(handle, options);
  } catch (error) {
    throw error instanceof WorkbookFileError ? error.of(file) : error;
  } finally {
    await handle.close();
  }
}

async function* chunksOf(handle: FileHandle, options: CsvOptions): AsyncGenerator<CsvChunk> {
  const buffer = Buffer.alloc(Math.max(16, options.chunkBytes ?? 1 << 20));
  let decoder: TextDecoder | undefined;
  let parser: CsvParser | undefined;
  let headers: string[] | undefined;
  let first = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
    const bytes = buffer.subarray(0, bytesRead);
    const last = bytesRead === 0;
    decoder ??= new TextDecoder(options.encoding ?? encodingOfStart(bytes), { fatal: true });
    let text: string;
    try {
      text = decoder.decode(bytes, { stream: !last });
    } catch {
      throw new WorkbookFileError("encoding", { encoding: decoder.encoding });
    }
    parser ??= new CsvParser(options.separator ?? guessSeparator(text));
    const rows = parser.read(text, last);
    if (headers === undefined && rows.length > 0) headers = rows.shift();
    if (headers !== undefined && rows.length > 0) {
      yield { headers, first, rows };
      first += rows.length;
    }
    if (last) {
      if (headers === undefined) throw new WorkbookFileError("empty");
      if (first === 0) yield { headers, first, rows: [] };
      return;
    }
  }
}

/**
 * The encoding of a file by its first piece, which may end within a line: UTF-8, or else what the import detects.
 *
 * @throws WorkbookFileError `notText` and the errors of `encodingOf`
 */
function encodingOfStart(head: Uint8Array): TextEncoding {
  const lines = head.subarray(0, head.lastIndexOf(10) + 1 || head.length);
  if (head.includes(0)) return encodingOf(lines).encoding;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return "utf-8";
  } catch {
    return encodingOf(lines).encoding;
  }
}
