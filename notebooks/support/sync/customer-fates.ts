import type { FieldValues } from "@crm-functions/core";
import type { Merged } from "./merge";

/**
 * What becomes of a customer, which decides how their interactions are merged:
 *
 * | fate      | the customer                                                 | interactions                        |
 * | --------- | ------------------------------------------------------------ | ----------------------------------- |
 * | `stays`   | is there afterwards, removed on neither side                 | are merged                          |
 * | `revived` | was removed on one side and restored by settling a conflict  | are merged; none counts as removed  |
 * | `open`    | was removed on one side, changed on the other, not settled   | are left as they are                |
 * | `gone`    | is not there afterwards                                      | are removed with them on both sides |
 */
export type Fate = "stays" | "revived" | "open" | "gone";

/** The fate of each customer after the customers are merged; `store` holds the customers before the merge. */
export function customerFates(
  merged: Pick<Merged, "conflicts" | "toStore">,
  store: ReadonlyMap<string, unknown>,
): (flat: FieldValues) => Fate {
  const removals = new Map(
    merged.conflicts.filter(({ field }) => field === "").map(({ id, settled }) => [id, settled]),
  );
  return ({ customerId }) => {
    const id = String(customerId);
    if (removals.has(id) && removals.get(id) === undefined) return "open";
    const isThere = merged.toStore.has(id) ? merged.toStore.get(id) !== undefined : store.has(id);
    return !isThere ? "gone" : removals.has(id) ? "revived" : "stays";
  };
}
