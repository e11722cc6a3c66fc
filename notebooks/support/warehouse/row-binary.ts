import type { AnswerKind, Batch } from "./engine";

const batchRows = 8192;

/**
 * Decodes a stream of ClickHouse's `RowBinary` with String and Float64 columns: doubles keep their bits, and texts are
 * not interpreted. Throws if the stream ends inside a row.
 */
export async function* readRowBinary(
  stream: AsyncIterable<Buffer>,
  kinds: readonly AnswerKind[],
): AsyncGenerator<Batch> {
  let rest = Buffer.alloc(0);
  let rows = 0;
  let columns = emptyColumns(kinds);
  const batch = (): Batch => {
    const done = {
      rows,
      columns: columns.map((column) => (column instanceof Float64Array ? column.subarray(0, rows) : column)),
    };
    rows = 0;
    columns = emptyColumns(kinds);
    return done;
  };
  for await (const chunk of stream) {
    const buffer: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    for (;;) {
      const end = readRow(buffer, at, kinds, columns, rows);
      if (end < 0) break;
      at = end;
      if (++rows === batchRows) yield batch();
    }
    // Copied, because a few bytes of a row would keep a large chunk in memory.
    rest = Buffer.from(buffer.subarray(at));
  }
  if (rest.length > 0) throw new Error("the answer ends inside a row");
  if (rows > 0) yield batch();
}

function emptyColumns(kinds: readonly AnswerKind[]): (string[] | Float64Array)[] {
  return kinds.map((kind) => (kind === "text" ? [] : new Float64Array(batchRows)));
}

/** Reads one row at `at` and returns the start of the next, or −1 if the row is incomplete. */
function readRow(
  buffer: Buffer,
  at: number,
  kinds: readonly AnswerKind[],
  columns: (string[] | Float64Array)[],
  row: number,
): number {
  for (let j = 0; j < kinds.length; j++) {
    if (kinds[j] === "number") {
      if (at + 8 > buffer.length) return -1;
      (columns[j] as Float64Array)[row] = buffer.readDoubleLE(at);
      at += 8;
      continue;
    }
    let length = 0;
    for (let shift = 1; ; shift *= 128) {
      if (at >= buffer.length) return -1;
      const byte = buffer[at++];
      length += (byte & 127) * shift;
      if (byte < 128) break;
    }
    if (at + length > buffer.length) return -1;
    (columns[j] as string[])[row] = buffer.toString("utf8", at, at + length);
    at += length;
  }
  return at;
}
