import { WorkbookFileError } from "./file-error";

/** The character between the cells of a line: comma, semicolon, tab or bar, or the one that a `sep=` line names. */
export type Separator = string;

/** Longest record in characters; otherwise an unclosed quote would swallow the whole file. */
const longestRecord = 4_000_000;

/**
 * Incremental CSV parser (RFC 4180): takes text in pieces of any size and returns complete records. Quoted cells may
 * contain separators, line breaks and doubled quotes; lines end in LF, CRLF or CR. Buffers only the unfinished record.
 * A blank line is a record of one empty cell.
 */
export class CsvParser {
  private rest = "";
  private line = 1;

  constructor(private readonly separator: Separator = ",") {}

  /**
   * The records that end within this piece of text; with `last`, also the one that is still open.
   * @throws WorkbookFileError `quoteOpen`, `recordTooLong` with the line
   */
  read(text: string, last = false): string[][] {
    const records: string[][] = [];
    const source = this.rest === "" ? text : this.rest + text;
    let at = 0;
    if (!/["\r]/.test(source)) {
      // Without quotes and CRs every line is a record.
      for (let end = source.indexOf("\n"); end >= 0; end = source.indexOf("\n", at)) {
        this.line++;
        records.push(source.slice(at, end).split(this.separator));
        at = end + 1;
      }
      if (last && at < source.length) {
        records.push(source.slice(at).split(this.separator));
        at = source.length;
      }
    } else {
      while (at < source.length) {
        const next = this.record(source, at, last, records);
        if (next < 0) break;
        at = next;
      }
    }
    this.rest = source.slice(at);
    if (this.rest.length > longestRecord) {
      throw new WorkbookFileError("recordTooLong", { line: this.line, limit: longestRecord });
    }
    return records;
  }

  /** Reads one record from `start`. Returns the position after it, or -1 if it is incomplete. */
  private record(source: string, start: number, last: boolean, records: string[][]): number {
    const cells: string[] = [];
    let at = start;
    let lines = 1;
    for (;;) {
      let cell = "";
      if (source[at] === '"') {
        let end = at + 1;
        for (;;) {
          end = source.indexOf('"', end);
          if (end < 0) {
            if (!last) return -1;
            throw new WorkbookFileError("quoteOpen", { line: this.line + lines - 1 });
          }
          if (end + 1 === source.length && !last) return -1; // the next piece may double it
          if (source[end + 1] !== '"') break;
          end += 2;
        }
        const inner = source.slice(at + 1, end);
        for (let i = inner.indexOf("\n"); i >= 0; i = inner.indexOf("\n", i + 1)) lines++;
        cell = inner.replaceAll('""', '"');
        at = end + 1;
      }
      // Text after a closing quote belongs to the cell: lenient, as spreadsheets are.
      const stop = this.endOfCell(source, at);
      cells.push(cell + source.slice(at, stop));
      at = stop;
      if (at >= source.length) {
        if (!last) return -1;
        break;
      }
      if (source[at] === this.separator) {
        at++;
        continue;
      }
      if (source[at] === "\r") {
        if (at + 1 >= source.length && !last) return -1; // an LF may follow
        at += source[at + 1] === "\n" ? 2 : 1;
      } else at++;
      break;
    }
    this.line += lines;
    records.push(cells);
    return at;
  }

  private endOfCell(source: string, from: number): number {
    for (let i = from; i < source.length; i++) {
      const letter = source[i];
      if (letter === this.separator || letter === "\n" || letter === "\r") return i;
    }
    return source.length;
  }
}

const separators = [",", ";", "\t", "|"] as const;

/** Number of characters and records examined to find a file's separator. */
const lookedAt = 32_768;
const recordsLookedAt = 100;

/**
 * The separators that split the most records, above all the first, into the same number of cells; of those about
 * equally good, only the ones that yield the most cells. A comma found only between digits is a decimal mark.
 *
 *     likelySeparators("a;b\n1,5;2") // => [";"]
 */
export function likelySeparators(head: string): readonly Separator[] {
  const part = head.slice(0, lookedAt);
  const found = separators.flatMap((separator) => {
    const records = recordsOf(part, separator);
    const counts = new Map<number, number>();
    for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
    counts.delete(1);
    if (counts.size === 0) return [];
    const [cells, times] = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best));
    const isDecimal = separator === "," && !/(?:^|\D),|,(?:\D|$)/m.test(part);
    const share = times / records.length + (records[0].length === cells ? 0.5 : 0) - (isDecimal ? 1 : 0);
    return [{ separator, cells, share }];
  });
  if (found.length === 0) return [","];
  const best = Math.max(...found.map(({ share }) => share));
  const likely = found.filter(({ share }) => share > best - 0.1).sort((a, b) => b.cells - a.cells);
  return likely.filter(({ cells }) => cells === likely[0].cells).map(({ separator }) => separator);
}

/** The first non-blank records, split by this separator; none if the quotes do not balance. */
function recordsOf(part: string, separator: Separator): string[][] {
  const parser = new CsvParser(separator);
  try {
    const whole = parser.read(part);
    const records = whole.length > 0 ? whole : parser.read("", true);
    return records.filter((cells) => cells.some((cell) => cell.trim() !== "")).slice(0, recordsLookedAt);
  } catch (error) {
    if (error instanceof WorkbookFileError) return [];
    throw error;
  }
}

/** The separator in a first line `sep=;`, which Excel understands, and the length of that line. */
export function separatorLine(
  text: string,
): { readonly separator: Separator; readonly length: number } | undefined {
  const line = /^"?sep=([^\p{L}\p{N}"'\r\n])"?(?:\r\n?|\n|$)/iu.exec(text.slice(0, 20));
  return line === null ? undefined : { separator: line[1], length: line[0].length };
}

/** The likeliest separator; a comma if none fits. */
export function guessSeparator(head: string): Separator {
  return likelySeparators(head)[0];
}
