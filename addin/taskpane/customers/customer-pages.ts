import { useCallback, useEffect, useRef, useState } from "react";
import type { Customer } from "@crm-functions/core";
import { usePane, useStoreVersion } from "../shell/pane-context";

/** How many customers are read at once. */
const pageSize = 100;

/** The answer to a search, read page by page as it comes into view. */
export interface CustomerPages {
  /** How many there are; undefined until the first answer. */
  readonly total: number | undefined;
  readonly error: unknown;
  /** Undefined where that page has not been read yet. */
  at(index: number): Customer | undefined;
  /** Reads what is missing of the customers from `first` to `last`. */
  need(first: number, last: number): void;
}

interface Read {
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly Customer[]>;
}

/**
 * The customers that answer `query`, by name. After a change of the query or of the store the last answer stays until
 * the new one is there, so that nothing flickers; an answer that comes too late is dropped.
 */
export function useCustomerPages(query: string): CustomerPages {
  const { store } = usePane();
  const version = useStoreVersion();
  const [read, setRead] = useState<Read | undefined>();
  const [error, setError] = useState<unknown>();
  // Which question the pages belong to, and which pages have been asked for.
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
