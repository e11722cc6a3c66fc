import { CrmError } from "../errors";
import type { Customer } from "./customer";
import type { Interaction } from "./interaction";
import type { Lookup } from "./records";

/** The stored customer. @throws CrmError `customerNotFound` */
export function storedCustomer(lookup: Pick<Lookup, "customer">, id: string, row?: number): Customer {
  const customer = lookup.customer(id);
  if (customer !== undefined) return customer;
  throw new CrmError("value", "customerNotFound", row === undefined ? { id } : { id, row });
}

/** The stored interaction. @throws CrmError `interactionNotFound` */
export function storedInteraction(lookup: Pick<Lookup, "interaction">, id: string, row: number): Interaction {
  const interaction = lookup.interaction(id);
  if (interaction !== undefined) return interaction;
  throw new CrmError("value", "interactionNotFound", { id, row });
}
