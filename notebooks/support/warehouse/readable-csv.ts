import { isAscii, isUtf8 } from "node:buffer";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import {
  encodingNamed,
  encodingOf,
  separatorLine,
  WorkbookFileError,
  type TextEncoding,
} from "../../../addin/workbook/file";
import { NotebookError } from "../notebook-error";

/** A CSV file in a form that DuckDB can read: in UTF-8. */
export interface ReadableCsv {
  /** The file itself, or a copy of it. */
  readonly path: string;
  /** The options requested by a first line `sep=;`; `""` if there is none. */
  readonly told: string;
}

/** Maximum number of non-UTF-8 pieces used to detect the encoding. */
const mostStrange = 4;
const pieceBytes = 1 << 20;

/**
 * A CSV file as DuckDB can read it. A file that is not in UTF-8 is copied piece by piece, decoded as in the import; a
 * compressed file stays as it is.
 *
 * @param copy path for a copy
 * @param encoding as given by the user; detected by default
 * @param oneLineEnd whether a file with two kinds of line ends (such as a header from elsewhere above a program's
 *   lines) is copied with one, because DuckDB reads it only in a mode that drops lines it does not understand
 * @throws NotebookError `csvEncoding` if the bytes are ambiguous, `badEncoding`; WorkbookFileError `notText`
 */
export async function readableCsv(
  file: string,
  copy: string,
  encoding: string | undefined,
  oneLineEnd: boolean,
): Promise<ReadableCsv> {
  if (/\.(gz|zst)$/i.test(file)) return { path: file, told: "" };
  const { first, strange } = await lookThrough(file);
  const found = encoding === undefined ? encodingIn(file, first, strange) : encodingOfName(encoding);
  const text = new TextDecoder(found).decode(first);
  const separator = separatorLine(text)?.separator;
  const told = separator === undefined ? "" : `skip = 1, delim = '${separator}', `;
  const isMixed = oneLineEnd && /\r\n/.test(text) && /[^\r]\n/.test(text);
  // DuckDB misses the end of a line after a byte order mark and a quote.
  const isMarked = told !== "" && first[0] === 0xef;
  if (strange.length === 0 && found === "utf-8" && !isMixed && !isMarked) return { path: file, told };
  await pipeline(createReadStream(file), (pieces) => decoded(pieces, found), createWriteStream(copy));
  return { path: copy, told };
}

/** The first lines of a file and its first few pieces that are not UTF-8. */
async function lookThrough(file: string): Promise<{ first: Buffer; strange: Buffer[] }> {
  let first: Buffer | undefined;
  const strange: Buffer[] = [];
  for await (const lines of wholeLines(file)) {
    const isWide = first === undefined && lines.includes(0);
    first ??= Buffer.from(lines);
    if (isWide || !isUtf8(lines)) strange.push(Buffer.from(lines));
    if (isWide || strange.length === mostStrange) break;
  }
  return { first: first ?? Buffer.alloc(0), strange };
}

/** A file in pieces that end at line ends, except in UTF-16. A piece is valid until the next one is requested. */
async function* wholeLines(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file);
  const buffer = Buffer.alloc(pieceBytes);
  let held = 0;
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, held, pieceBytes - held, null);
      const filled = held + bytesRead;
      const end = bytesRead === 0 ? filled : buffer.lastIndexOf(10, filled - 1) + 1;
      if (end > 0) yield buffer.subarray(0, end);
      // No line of a table is as long as a piece.
      if (bytesRead === 0 || filled - end === pieceBytes) return;
      buffer.copyWithin(0, end, filled);
      held = filled - end;
    }
  } finally {
    await handle.close();
  }
}

function encodingIn(file: string, first: Buffer, strange: readonly Buffer[]): TextEncoding {
  if (strange.length === 0) return "utf-8";
  try {
    // In UTF-16, a piece may end within a character.
    const sample = first.includes(0)
      ? first.subarray(0, first.length - (first.length % 2))
      : beyondAscii([first, ...strange]);
    const { encoding, candidates } = encodingOf(sample);
    if (candidates.length < 2) return encoding;
    const found = candidates.map((each) => `${each.encoding} (${each.preview.split("\n")[0]})`).join(", ");
    throw new NotebookError("csvEncoding", { path: file, found, encoding });
  } catch (error) {
    throw error instanceof WorkbookFileError ? error.of(file) : error;
  }
}

/** The first line and all lines with non-ASCII bytes. */
function beyondAscii(pieces: readonly Buffer[]): Buffer {
  const lines: Buffer[] = [];
  for (const piece of new Set(pieces)) {
    for (let at = 0; at < piece.length;) {
      const end = piece.indexOf(10, at) + 1 || piece.length;
      const line = piece.subarray(at, end);
      if (lines.length === 0 || !isAscii(line)) lines.push(line);
      at = end;
    }
  }
  return Buffer.concat(lines);
}

function encodingOfName(name: string): TextEncoding {
  const found = encodingNamed(name);
  if (found === undefined) throw new NotebookError("badEncoding", { found: name });
  return found;
}

/** The text in UTF-8 with LF line ends. */
async function* decoded(pieces: AsyncIterable<Buffer>, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = "";
  for await (const piece of pieces) {
    const text = held + decoder.decode(piece, { stream: true });
    // An LF may follow.
    held = text.endsWith("\r") ? "\r" : "";
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, "\n");
  }
  yield held.replace("\r", "\n") + decoder.decode();
}
