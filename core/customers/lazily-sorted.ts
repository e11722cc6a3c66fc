/**
 * Whole numbers in an order that is worked out only where somebody looks: of 100,000 the first hundred cost two or three
 * passes instead of a whole sort. Quicksort that leaves the parts alone that nobody has asked for (Paredes, R. and
 * Navarro, G. (2006), Optimal incremental sorting, *Proc. 8th Workshop on Algorithm Engineering and Experiments*,
 * 171–182); a place anywhere in the list may be asked for, not only the next.
 */
export interface LazilySorted {
  readonly length: number;
  /** True once nothing is left to be sorted. */
  readonly sorted: boolean;
  /** The item at a rank, from 0. */
  at(rank: number): number;
  /** Puts an item where it belongs. */
  insert(item: number): void;
  /** Takes an item out; it has to compare as it did when it was put in. */
  remove(item: number): void;
}

/** A part of the list whose items stand between the right neighbours, but in no order among themselves. */
interface Unsorted {
  from: number;
  to: number;
}

/** Up to so many are sorted at once. */
const small = 32;

/**
 * @param list Is sorted in place: hand over a copy where the order as it is matters.
 * @param compare A total order: 0 only for an item and itself.
 */
export function lazilySorted(list: number[], compare: (a: number, b: number) => number): LazilySorted {
  // From left to right; no two of them overlap.
  const unsorted: Unsorted[] = list.length > 1 ? [{ from: 0, to: list.length }] : [];

  /** The first unsorted part that ends after a rank. */
  function partAfter(rank: number): number {
    let low = 0;
    let high = unsorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (unsorted[middle].to <= rank) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function at(rank: number): number {
    for (;;) {
      const part = partAfter(rank);
      if (part === unsorted.length || unsorted[part].from > rank) return list[rank];
      const { from, to } = unsorted[part];
      if (to - from <= small) {
        sortFew(from, to);
        unsorted.splice(part, 1);
        continue;
      }
      const middle = divide(from, to);
      const halves = [
        { from, to: middle },
        { from: middle + 1, to },
      ].filter((half) => half.to - half.from > 1);
      unsorted.splice(part, 1, ...halves);
    }
  }

  function sortFew(from: number, to: number): void {
    for (let i = from + 1; i < to; i++) {
      const item = list[i];
      let j = i;
      for (; j > from && compare(list[j - 1], item) > 0; j--) list[j] = list[j - 1];
      list[j] = item;
    }
  }

  const middleOf = (a: number, b: number, c: number): number =>
    compare(list[a], list[b]) < 0
      ? compare(list[b], list[c]) < 0
        ? b
        : compare(list[a], list[c]) < 0
          ? c
          : a
      : compare(list[a], list[c]) < 0
        ? a
        : compare(list[b], list[c]) < 0
          ? c
          : b;

  function swap(i: number, j: number): void {
    const item = list[i];
    list[i] = list[j];
    list[j] = item;
  }

  /** Puts what comes before a pivot to its left and the rest to its right; gives the pivot's place. */
  function divide(from: number, to: number): number {
    const step = (to - from) >> 3;
    const centre = (from + to) >>> 1;
    // The middle of three middles: lists that stand in order or in reverse are halved.
    const pivotAt = middleOf(
      middleOf(from, from + step, from + 2 * step),
      middleOf(centre - step, centre, centre + step),
      middleOf(to - 1 - 2 * step, to - 1 - step, to - 1),
    );
    const pivot = list[pivotAt];
    swap(pivotAt, to - 1);
    let left = from;
    let right = to - 2;
    for (;;) {
      while (left <= right && compare(list[left], pivot) < 0) left++;
      while (left <= right && compare(list[right], pivot) > 0) right--;
      if (left >= right) break;
      swap(left++, right--);
    }
    swap(left, to - 1);
    return left;
  }

  /** How many stand before an item. */
  function rankOf(item: number): number {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(at(middle), item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function shift(from: number, by: number): void {
    for (let part = partAfter(from); part < unsorted.length; part++) {
      unsorted[part].from += by;
      unsorted[part].to += by;
    }
  }

  return {
    get length() {
      return list.length;
    },
    get sorted() {
      return unsorted.length === 0;
    },
    at,
    insert(item) {
      // Both neighbours have been looked at on the way: no unsorted part lies around the place.
      const rank = rankOf(item);
      shift(rank, 1);
      list.splice(rank, 0, item);
    },
    remove(item) {
      const rank = rankOf(item);
      if (at(rank) !== item) throw new Error("What is to be taken out is not in the list.");
      list.splice(rank, 1);
      shift(rank, -1);
    },
  };
}
