/** For each list of columns, the typed array of each numeric column that has not been read or set yet. */
const held = new WeakMap<object, (Float64Array | undefined)[]>();

/**
 * A list of columns in the form danfojs expects. Numeric columns are stored as doubles until one is read: it then
 * becomes an ordinary array for good, so that changes to an array that has left the list are never missed.
 */
export function listOfColumns(parts: readonly ArrayLike<unknown>[]): unknown[] {
  const list: unknown[] = [];
  const typed = parts.map((part) => (isNumeric(part) ? new Float64Array(part) : undefined));
  parts.forEach((part, j) => {
    if (typed[j] === undefined) list[j] = Array.from(part);
    else lendColumn(list, j, typed);
  });
  held.set(list, typed);
  return list;
}

/** The doubles of a column that has not been read or set yet. */
export function heldColumn(list: object, place: number): Float64Array | undefined {
  return held.get(list)?.[place];
}

function lendColumn(list: unknown[], place: number, typed: (Float64Array | undefined)[]): void {
  const become = (value: unknown): void => {
    typed[place] = undefined;
    Object.defineProperty(list, place, { value, writable: true, enumerable: true, configurable: true });
  };
  Object.defineProperty(list, place, {
    get: () => {
      const plain = Array.from(typed[place]!);
      become(plain);
      return plain;
    },
    set: become,
    enumerable: true,
    configurable: true,
  });
}

function isNumeric(part: ArrayLike<unknown>): part is ArrayLike<number> {
  if (part instanceof Float64Array) return true;
  for (let i = 0; i < part.length; i++) if (typeof part[i] !== "number") return false;
  return true;
}
