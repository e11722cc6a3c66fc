import { codeOf } from "./run";

/** Target size of a request in bytes: Excel on the web accepts and returns at most 5 MB. */
export const bytesPerRequest = 4_000_000;

/**
 * Approximate bytes that a range takes in a request before any value, for its path and actions in Office.js (measured:
 * 470 to 490; a load adds 130).
 */
export const bytesPerRange = 640;

/** Splits a list into parts with total size at most `limit`; an item larger than that gets a part of its own. */
export function chunksBySize<Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
  limit: number,
): Item[][] {
  const chunks: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const size = sizeOf(item);
    if (chunks.length === 0 || size > room) {
      chunks.push([]);
      room = limit;
    }
    chunks.at(-1)!.push(item);
    room -= size;
  }
  return chunks;
}

/**
 * Sends the chunks one after the other. A chunk that is still too large is split into halves as long as `halve` can.
 */
export async function sendInHalves<Item>(
  chunks: readonly (readonly Item[])[],
  send: (chunk: readonly Item[]) => Promise<void>,
  halve: (item: Item) => Item[] | undefined,
): Promise<void> {
  const waiting = [...chunks].reverse();
  while (waiting.length > 0) {
    const chunk = waiting.pop()!;
    try {
      await send(chunk);
    } catch (error) {
      if (!/^Re(quest|sponse)PayloadSizeLimitExceeded$/.test(codeOf(error) ?? "")) throw error;
      const middle = chunk.length >> 1;
      const halves =
        chunk.length > 1
          ? [chunk.slice(0, middle), chunk.slice(middle)]
          : halve(chunk[0])?.map((half): readonly Item[] => [half]);
      if (halves === undefined) throw error;
      waiting.push(...halves.reverse());
    }
  }
}
