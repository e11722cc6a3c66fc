import type { Interaction } from "@crm-functions/core";
import { useLoaded, usePane, useStoreVersion } from "../shell/pane-context";

/** Maximum number of follow-ups listed at once; the next ones appear as these are done. */
const listed = 100;

export interface DueFollowUps {
  readonly total: number;
  /** Earliest due first, with the customer's name. */
  readonly items: readonly { readonly interaction: Interaction; readonly name: string }[];
}

const nothing: DueFollowUps = { total: 0, items: [] };

/** Follow-ups of all customers due today or earlier. */
export function useDueFollowUps(): DueFollowUps {
  const { store, today } = usePane();
  const version = useStoreVersion();
  const day = today();
  const { value } = useLoaded(async () => {
    const { items, total } = await store.listInteractions({ dueBy: day, limit: listed });
    const names = await Promise.all(items.map((each) => store.get(each.customerId)));
    return {
      total,
      items: items.map((interaction, i) => ({ interaction, name: names[i]?.name ?? interaction.customerId })),
    };
  }, [store, day, version]);
  return value ?? nothing;
}
