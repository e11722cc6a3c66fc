import { useEffect, useState } from "react";
import { usePane, useStoreVersion } from "../shell/pane-context";

/** Unsaved input, by customer id. */
export type KeptDrafts<Kept> = Map<string, Kept>;

/** Drafts that outlive their forms; the draft of a customer who is removed or erased is deleted. */
export function useKeptDrafts<Kept>(): KeptDrafts<Kept> {
  const { store } = usePane();
  const version = useStoreVersion();
  const [drafts] = useState<KeptDrafts<Kept>>(() => new Map());
  useEffect(() => {
    for (const id of drafts.keys()) {
      store.get(id).then(
        (customer) => customer === undefined && drafts.delete(id),
        // If the store cannot be read, the views report it; the draft stays.
        () => undefined,
      );
    }
  }, [store, drafts, version]);
  return drafts;
}
