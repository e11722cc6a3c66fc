/** Parts of a list whose sizes add up to at most `limit` each; an item larger than that has a part of its own. */
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
