import { Inflate } from "fflate";
import { damaged, WorkbookFileError } from "./file-error";

/** A file inside a zip. The size is as declared in the directory and not to be trusted. */
export interface ZipEntry {
  readonly name: string;
  /** Compression method: 0 stored, 8 deflated. */
  readonly method: number;
  readonly compressed: Uint8Array;
  readonly size: number;
  readonly crc: number;
}

/** Deflated bytes inflated at a time; each yields at most 1,032 bytes (zlib's technical notes). */
const inflatedAtOnce = 1 << 14;

/**
 * The files of a zip by lower-case name, without unpacking any.
 * @throws WorkbookFileError `damaged` if the directory at the end is missing or wrong (truncated file); `encrypted`
 */
export function zipEntries(bytes: Uint8Array): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, ZipEntry>();
  try {
    const end = endOfDirectory(view);
    let at = view.getUint32(end + 16, true);
    for (let count = view.getUint16(end + 10, true); count > 0; count--) {
      if (view.getUint32(at, true) !== 0x02014b50) throw damaged("zip directory");
      const compressedSize = view.getUint32(at + 20, true);
      const size = view.getUint32(at + 24, true);
      const nameLength = view.getUint16(at + 28, true);
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
      if ((view.getUint16(at + 8, true) & 1) !== 0) throw new WorkbookFileError("encrypted");
      const local = view.getUint32(at + 42, true);
      if (view.getUint32(local, true) !== 0x04034b50) throw damaged(name);
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      if (start + compressedSize > bytes.length) throw damaged(name);
      entries.set(name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase(), {
        name,
        method: view.getUint16(at + 10, true),
        compressed: bytes.subarray(start, start + compressedSize),
        size,
        crc: view.getUint32(at + 16, true),
      });
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  } catch (error) {
    // An offset outside the file: the directory points to something that does not exist.
    if (error instanceof RangeError) throw damaged("zip directory");
    throw error;
  }
  return entries;
}

function endOfDirectory(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw damaged("zip directory");
}

function tooLarge(bytes: number, limit: UnpackLimit): WorkbookFileError {
  return new WorkbookFileError("tooLarge", { found: Math.ceil(bytes / 1e6), limit: limit.megabytes });
}

/** @throws WorkbookFileError `tooLarge` if the declared sizes exceed the limit, before anything is unpacked */
export function checkAnnounced(entries: Iterable<ZipEntry>, limit: UnpackLimit): void {
  let announced = 0;
  for (const entry of entries) announced += entry.size;
  if (announced > limit.left) throw tooLarge(announced, limit);
}

/** Limits the total unpacked size: even a small file could fill the memory. */
export interface UnpackLimit {
  /** Bytes that may still be unpacked. */
  left: number;
  /** The original limit in megabytes, for the message. */
  readonly megabytes: number;
}

export function unpackLimit(megabytes: number): UnpackLimit {
  return { left: megabytes * 1e6, megabytes };
}

/**
 * The unpacked bytes of an entry, piece by piece.
 * @throws WorkbookFileError `tooLarge` as soon as the limit is exceeded, `damaged` if the data or checksum are wrong
 */
export function* unpacked(entry: ZipEntry, limit: UnpackLimit): Generator<Uint8Array> {
  let crc = -1;
  let size = 0;
  const count = (piece: Uint8Array): Uint8Array => {
    limit.left -= piece.length;
    size += piece.length;
    if (size > entry.size) throw damaged(`${entry.name}: size`);
    if (limit.left < 0) throw tooLarge(limit.megabytes * 1e6 - limit.left, limit);
    crc = crcOf(piece, crc);
    return piece;
  };
  if (entry.method === 0) yield count(entry.compressed);
  else if (entry.method !== 8) throw damaged(`${entry.name}: compression ${entry.method}`);
  else {
    let pieces: Uint8Array[] = [];
    const inflate = new Inflate((piece) => {
      if (piece.length > 0) pieces.push(piece);
    });
    for (let at = 0; at < entry.compressed.length; at += inflatedAtOnce) {
      const end = Math.min(entry.compressed.length, at + inflatedAtOnce);
      try {
        inflate.push(entry.compressed.subarray(at, end), end === entry.compressed.length);
      } catch (error) {
        throw damaged(`${entry.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
      const ready = pieces;
      pieces = [];
      for (const piece of ready) yield count(piece);
    }
  }
  if (size !== entry.size || (crc ^ -1) >>> 0 !== entry.crc) throw damaged(`${entry.name}: checksum`);
}

const crcTable = Int32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** Continues a CRC-32 (ISO 3309) over more bytes. Start with -1; the final result must be inverted. */
function crcOf(bytes: Uint8Array, before: number): number {
  let crc = before;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ crcTable[(crc ^ bytes[i]) & 255];
  return crc;
}

/** The text of an entry, piece by piece. Errors as `unpacked`; invalid UTF-8 is `damaged`. */
export function* unpackedTexts(entry: ZipEntry, limit: UnpackLimit): Generator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw damaged(`${entry.name}: UTF-8`);
    }
  };
  for (const piece of unpacked(entry, limit)) yield decode(piece);
  yield decode();
}

/** The text of an entry as one string. Errors as `unpackedTexts`. */
export function unpackedText(entry: ZipEntry, limit: UnpackLimit): string {
  let text = "";
  for (const piece of unpackedTexts(entry, limit)) text += piece;
  return text;
}
