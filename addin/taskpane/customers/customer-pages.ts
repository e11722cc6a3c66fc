import { useCallback, useEffect, useRef, useState } from "react";
import type { Customer } from "@crm-functions/core";
import { usePane, useStoreVersion } from "../shell/pane-context";

/** Customers read per page. */
const pageSize = 100;

/** The result of a search, read page by page as it scrolls into view. */
export interface CustomerPages {
  /** Number of matches; undefined until the first result. */
  readonly total: number | undefined;
  readonly error: unknown;
  /** Undefined if that page has not been read yet. */
  at(index: number): Customer | undefined;
  /** Reads the missing pages of the customers from `first` to `last`. */
  need(first: number, last: number): void;
}

interface Read {
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly Customer[]>;
}

/**
 * The customers that match `query`, by name. After a change of the query or the store, the last result stays until the
 * new one arrives, so that nothing flickers; a result that arrives too late is dropped.
 */
export function useCustomerPages(query: string): CustomerPages {
  const { store } = usePane();
  const version = useStoreVersion();
  const [read, setRead] = useState<Read | undefined>();
  const [error, setError] = useState<unknown>();
  // The number of the current search, and the pages already requested for it.
  const question = useRef(0);
  const asked = useRef(new Set<number>());
  const inView = useRef({ first: 0, last: 0 });

  const load = useCallback(
    async (page: number, fresh: boolean) => {
      const now = question.current;
      try {
        const { items, total } = await store.search(query, {
          order: "name",
          offset: page * pageSize,
          limit: pageSize,
        });
        if (now !== question.current) return;
        setError(undefined);
        setRead((before) => ({
          total,
          pages: new Map([...(fresh || before === undefined ? [] : before.pages), [page, items]]),
        }));
      } catch (thrown) {
        if (now === question.current) setError(thrown);
      }
    },
    [store, query],
  );

  useEffect(() => {
    inView.current = { first: 0, last: 0 };
  }, [query]);
  useEffect(() => {
    question.current++;
    const { first, last } = inView.current;
    asked.current = new Set();
    for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page++) {
      const fresh = asked.current.size === 0;
      asked.current.add(page);
      void load(page, fresh);
    }
  }, [load, version]);

  const need = useCallback(
    (first: number, last: number) => {
      inView.current = { first, last };
      for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page++) {
        if (asked.current.has(page)) continue;
        asked.current.add(page);
        void load(page, false);
      }
    },
    [load],
  );

  return {
    total: read?.total,
    error,
    at: (index) => read?.pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    need,
  };
}
