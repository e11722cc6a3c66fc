import { useCallback, useEffect, useRef, useState } from "react";
import type { Customer } from "@crm-functions/core";
import { usePane, useStoreVersion } from "../shell/pane-context";

/** Customers read per page. */
const pageSize = 100;

/** The result of a search, read page by page as it scrolls into view. */
export type CustomerPages = ReturnType<typeof useCustomerPages>;

interface Read {
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly Customer[]>;
}

/**
 * The customers that match `query`, by name. After a change of the query or the store, the last result stays until the
 * new one arrives, so that nothing flickers; a result that arrives too late is dropped.
 */
export function useCustomerPages(query: string) {
  const { store } = usePane();
  const version = useStoreVersion();
  const [read, setRead] = useState<Read | undefined>();
  const [error, setError] = useState<unknown>();
  // The pages already requested; a new search has a new set, which tells the results of an earlier one.
  const asked = useRef(new Set<number>());
  const inView = useRef({ first: 0, last: 0 });

  /** Reads the missing pages of the customers from `first` to `last`. */
  const need = useCallback(
    (first: number, last: number) => {
      inView.current = { first, last };
      const mine = asked.current;
      const load = async (page: number, fresh: boolean): Promise<void> => {
        try {
          const { items, total } = await store.search(query, {
            order: "name",
            offset: page * pageSize,
            limit: pageSize,
          });
          if (mine !== asked.current) return;
          setError(undefined);
          setRead((before) => ({
            total,
            pages: new Map([...(fresh || before === undefined ? [] : before.pages), [page, items]]),
          }));
        } catch (thrown) {
          if (mine === asked.current) setError(thrown);
        }
      };
      for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page++) {
        if (mine.has(page)) continue;
        const fresh = mine.size === 0;
        mine.add(page);
        void load(page, fresh);
      }
    },
    [store, query],
  );

  useEffect(() => {
    inView.current = { first: 0, last: 0 };
  }, [query]);
  useEffect(() => {
    asked.current = new Set();
    need(inView.current.first, inView.current.last);
  }, [need, version]);

  return {
    /** Number of matches; undefined until the first result. */
    total: read?.total,
    error,
    /** Undefined if that page has not been read yet. */
    at: (index: number): Customer | undefined =>
      read?.pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    need,
  };
}
