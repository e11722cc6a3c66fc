import { valueAt } from "./value-at";

/** The items of each key, in order of appearance. */
export function grouped<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) valueAt(groups, keyOf(item), (): Item[] => []).push(item);
  return groups;
}
