import { looksLikePhone, type Region } from "./phone";
import { foldText, searchAnchors, searchTest } from "./search";

/**
 * Searchable texts of many records. They stand in one long text, which is searched as a whole: that is several times
 * quicker than asking each text of its own. Texts changed since it was put together are asked one by one, until there
 * are so many that it is put together anew.
 */
export interface SearchIndex {
  put(id: string, text: string): void;
  remove(id: string): void;
  /** Ids of the records that answer a query. */
  find(query: string, region?: Region): Set<string>;
}

const staleUpTo = 1000;

export function createSearchIndex(): SearchIndex {
  const texts = new Map<string, string>();
  const stale = new Set<string>();
  let whole = "";
  let ids: string[] = [];
  /** Where each record's text starts in `whole`, and where the last one ends. */
  let starts = new Int32Array(1);

  function putTogether(): void {
    ids = [...texts.keys()];
    starts = new Int32Array(ids.length + 1);
    let at = 0;
    ids.forEach((id, i) => {
      starts[i] = at;
      at += texts.get(id)!.length + 1;
    });
    starts[ids.length] = at;
    whole = [...texts.values()].join("\n");
    stale.clear();
  }

  return {
    put(id, text) {
      texts.set(id, text);
      stale.add(id);
    },
    remove(id) {
      texts.delete(id);
      stale.add(id);
    },
    find(query, region) {
      const found = new Set<string>();
      if (foldText(query) === "") return new Set(texts.keys());
      if (stale.size > staleUpTo) putTogether();
      const test = searchTest(query, region);
      const oneWord = !foldText(query).includes(" ") && !looksLikePhone(query);
      for (const anchor of searchAnchors(query, region)) {
        let record = 0;
        let at = whole.indexOf(anchor);
        while (at >= 0) {
          record = recordAt(starts, at, record);
          const id = ids[record];
          // Where one word is all there is to find, it has been found.
          if (!stale.has(id) && (oneWord || test(whole.slice(starts[record], starts[record + 1] - 1)))) {
            found.add(id);
          }
          at = whole.indexOf(anchor, starts[record + 1]);
        }
      }
      for (const id of stale) {
        const text = texts.get(id);
        if (text !== undefined && test(text)) found.add(id);
      }
      return found;
    },
  };
}

/** The record that a place lies in, at or after `from`: near ones are tried first, then by halving. */
function recordAt(starts: Int32Array, at: number, from: number): number {
  let low = from;
  let step = 1;
  while (low + step < starts.length && starts[low + step] <= at) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, starts.length - 1);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle;
  }
  return low;
}
