import { open, type FileHandle } from "node:fs/promises";
import { TextDecoder } from "node:util";
import { CsvParser, guessSeparator, type Separator } from "./csv-parser";

export interface CsvOptions {
  /** Found out from the first line unless told. */
  readonly separator?: Separator;
  /**
   * `"utf-8"` unless told or the file begins with a byte order mark; Chinese Excel writes `"gb18030"` where it does not
   * write UTF-8.
   */
  readonly encoding?: "utf-8" | "utf-16le" | "gb18030";
  /** How much is read at a time, in bytes; 1 MiB unless told. */
  readonly chunkBytes?: number;
}

/** Some records of a file, in their order. */
export interface CsvChunk {
  readonly headers: readonly string[];
  /** 0-based place of the first record of this chunk among all records. */
  readonly first: number;
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads a CSV file chunk by chunk, headers first. Memory does not depend on the size of the file.
 *
 * @throws Error where the file cannot be read, is not text in the encoding, or a quotation mark is never closed
 *
 * ```ts
 * for await (const { rows } of csvChunks("purchases.csv")) count += rows.length;
 * ```
 */
export async function* csvChunks(file: string, options: CsvOptions = {}): AsyncGenerator<CsvChunk> {
  const handle = await open(file, "r");
  try {
    yield* chunksOf(handle, file, options);
  } finally {
    await handle.close();
  }
}

async function* chunksOf(handle: FileHandle, file: string, options: CsvOptions): AsyncGenerator<CsvChunk> {
  const buffer = Buffer.alloc(Math.max(16, options.chunkBytes ?? 1 << 20));
  let decoder: TextDecoder | undefined;
  let parser: CsvParser | undefined;
  let headers: string[] | undefined;
  let first = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
    const bytes = buffer.subarray(0, bytesRead);
    const last = bytesRead === 0;
    decoder ??= new TextDecoder(encodingOf(bytes, options), { fatal: true });
    let text: string;
    try {
      text = decoder.decode(bytes, { stream: !last });
    } catch {
      throw new Error(
        `${file} is not text in ${decoder.encoding}. Name its encoding: readCsv(file, { encoding: "gb18030" }).`,
      );
    }
    parser ??= new CsvParser(options.separator ?? guessSeparator(text));
    let rows: string[][];
    try {
      rows = parser.read(text, last);
    } catch (error) {
      throw new Error(`${file}: ${(error as Error).message}`);
    }
    if (headers === undefined && rows.length > 0) headers = rows.shift();
    if (headers !== undefined && rows.length > 0) {
      yield { headers, first, rows };
      first += rows.length;
    }
    if (last) {
      if (headers !== undefined && first === 0) yield { headers, first, rows: [] };
      if (headers === undefined) throw new Error(`${file} is empty.`);
      return;
    }
  }
}

function encodingOf(head: Uint8Array, options: CsvOptions): string {
  if (options.encoding !== undefined) return options.encoding;
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return "utf-8";
}
