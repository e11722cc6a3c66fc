import { useEffect, useState } from "react";
import type { Customer } from "@crm-functions/core";
import { usePane, useStoreVersion } from "../shell/pane-context";
import type { Draft } from "./draft";

/** What has been typed about customers and not been saved, by id, with the customers as they were then. */
export type KeptDrafts = Map<string, { readonly draft: Draft; readonly seen: Customer }>;

/** Drafts that outlive their forms; those of customers who have gone (or been erased) go with them. */
export function useKeptDrafts(): KeptDrafts {
  const { store } = usePane();
  const version = useStoreVersion();
  const [drafts] = useState<KeptDrafts>(() => new Map());
  useEffect(() => {
    for (const id of drafts.keys()) {
      store.get(id).then(
        (customer) => customer === undefined && drafts.delete(id),
        // A store that cannot be read now says so where it is shown; the draft stays.
        () => undefined,
      );
    }
  }, [store, drafts, version]);
  return drafts;
}
