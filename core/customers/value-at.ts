/** The value of a key, which is made if there is none. */
export function valueAt<Key, Value>(
  map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/** Takes an item out of the set of a key, and with its last item the key. */
export function takeOut<Key, Item>(sets: Map<Key, Set<Item>>, key: Key, item: Item): void {
  const its = sets.get(key);
  its?.delete(item);
  if (its?.size === 0) sets.delete(key);
}
