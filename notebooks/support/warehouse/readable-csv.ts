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
import { WarehouseError } from "./warehouse-error";

/** A CSV file in the form in which DuckDB reads it: in UTF-8. */
export interface ReadableCsv {
  /** The file itself, or a copy of it. */
  readonly path: string;
  /** The options that a first line `sep=;` asks for; `""` where there is none. */
  readonly told: string;
}

/** Pieces of a file that are not in UTF-8 and by which its encoding is told. */
const mostStrange = 4;
const pieceBytes = 1 << 20;

/**
 * A CSV file as DuckDB can read it. One in another encoding than UTF-8 is copied, piece by piece, read as the import reads
 * it; a compressed file stays as it is.
 *
 * @param copy where a copy goes
 * @param encoding as the user says; found out by default
 * @param oneLineEnd whether a file whose lines end in two ways (a header from elsewhere above the lines of a program) is
 *   copied with one, since DuckDB reads such only by a mode that drops what it does not understand
 * @throws WarehouseError `csvEncoding` where the bytes do not decide, `badEncoding`; WorkbookFileError `notText`
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
  // DuckDB would not see the end of a line behind a byte order mark and a quote.
  const isMarked = told !== "" && first[0] === 0xef;
  if (strange.length === 0 && found === "utf-8" && !isMixed && !isMarked) return { path: file, told };
  await pipeline(createReadStream(file), (pieces) => decoded(pieces, found), createWriteStream(copy));
  return { path: copy, told };
}

/** The first lines of a file, and those pieces of it that are no UTF-8, the first few. */
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

/** A file in pieces that end where lines do, in every encoding but UTF-16. Each holds until the next one is asked for. */
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
    // Of UTF-16 a piece may end within a letter.
    const sample = first.includes(0)
      ? first.subarray(0, first.length - (first.length % 2))
      : beyondAscii([first, ...strange]);
    const { encoding, candidates } = encodingOf(sample);
    if (candidates.length < 2) return encoding;
    const found = candidates.map((each) => `${each.encoding} (${each.preview.split("\n")[0]})`).join(", ");
    throw new WarehouseError("csvEncoding", { path: file, found, encoding });
  } catch (error) {
    throw error instanceof WorkbookFileError ? error.of(file) : error;
  }
}

/** The lines that hold more than ASCII, and the first one. */
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
  if (found === undefined) throw new WarehouseError("badEncoding", { found: name });
  return found;
}

/** The text in UTF-8, its lines ended by LF. */
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
