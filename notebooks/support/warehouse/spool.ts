import { closeSync, openSync, readSync, writeSync } from "node:fs";

const heldBytes = 16_384;

/** Bytes appended to a file, readable from any position. */
export function openSpool(path: string) {
  const file = openSync(path, "wx+");
  const held = Buffer.alloc(heldBytes);
  let [written, used] = [0, 0];
  const putDown = (bytes: Uint8Array): void => {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    written += bytes.length;
  };
  const flush = (): void => {
    putDown(held.subarray(0, used));
    used = 0;
  };
  return {
    size: () => written + used,
    write: (bytes: Uint8Array): void => {
      if (used + bytes.length > heldBytes) flush();
      if (bytes.length > heldBytes) return putDown(bytes);
      held.set(bytes, used);
      used += bytes.length;
    },
    read: (start: number, length: number): Buffer => {
      if (used > 0) flush();
      const bytes = Buffer.from(new ArrayBuffer(length));
      for (let done = 0; done < length;) {
        const more = readSync(file, bytes, done, length - done, start + done);
        if (more === 0) throw new RangeError("nothing was put down there");
        done += more;
      }
      return bytes;
    },
    close: () => closeSync(file),
  };
}
