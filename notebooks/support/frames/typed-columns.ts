/** What a frame's list of columns still holds as doubles: of each column its typed array, until danfojs asked for it. */
const held = new WeakMap<object, (Float64Array | undefined)[]>();

/**
 * A list of columns as danfojs wants it, in which columns of numbers are doubles until somebody asks for one: it becomes
 * an ordinary array then, for good, so that what is changed in an array that has left the list is never missed.
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

/** The doubles of a column that nobody has asked for yet. */
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
