import { Zip, ZipDeflate, type ZipInputFile } from "fflate";
import type { ZipEntry } from "./zip-read";

/** A file for a zip: its text in pieces, or the compressed entry of another zip. */
export type ZipPart = readonly [name: string, content: Iterable<string> | ZipEntry];

/** The bytes of a zip with these files, in pieces; the same input always gives the same bytes. */
export function* zipPieces(parts: Iterable<ZipPart>): Generator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    ready.push(piece);
  });
  const encoder = new TextEncoder();
  for (const [filename, content] of parts) {
    if ("compressed" in content) {
      const { size, crc, method: compression, compressed } = content;
      const same: ZipInputFile = { filename, size, crc, compression, ondata: undefined };
      zip.add(same);
      same.ondata!(null, compressed.slice(), true);
    } else {
      const part = new ZipDeflate(filename, { level: 6 });
      part.mtime = new Date(1980, 0, 1);
      zip.add(part);
      for (const piece of content) {
        part.push(encoder.encode(piece));
        yield* ready.splice(0);
      }
      part.push(new Uint8Array(), true);
    }
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}
