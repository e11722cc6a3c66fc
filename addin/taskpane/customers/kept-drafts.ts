import { useEffect, useState } from "react";
import { usePane, useStoreVersion } from "../shell/pane-context";

/** What has been typed about customers and not been saved, by id. */
export type KeptDrafts<Kept> = Map<string, Kept>;

/** Drafts that outlive their forms; those of customers who have gone (or been erased) go with them. */
export function useKeptDrafts<Kept>(): KeptDrafts<Kept> {
  const { store } = usePane();
  const version = useStoreVersion();
  const [drafts] = useState<KeptDrafts<Kept>>(() => new Map());
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
