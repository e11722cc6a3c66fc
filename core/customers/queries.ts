import type { Customer, CustomerKind } from "./customer";
import type { Interaction, InteractionKind } from "./interaction";

/** Fields by which lists can be ordered. */
export type CustomerOrder =
  "name" | "company" | "segment" | "owner" | "created" | "serviceDate" | "marketingDate" | "marketingValue";

/** Filter, order and range of a list of customers. */
export interface CustomerQuery {
  readonly kind?: CustomerKind;
  readonly segment?: string;
  readonly owner?: string;
  /** Default `name`. Ties are ordered by `id`; missing values come last in either direction. */
  readonly order?: CustomerOrder;
  readonly descending?: boolean;
  /** How many to skip; default 0. */
  readonly offset?: number;
  /** The maximum number; default all. */
  readonly limit?: number;
}

/** Filter and range of a list of interactions; newest first, unless `dueBy` is given. */
export interface InteractionQuery {
  readonly customerId?: string;
  readonly kinds?: readonly InteractionKind[];
  /** First and last day, both inclusive. */
  readonly from?: string;
  readonly to?: string;
  /** Only open interactions with a follow-up due on this day or before; earliest due first. */
  readonly dueBy?: string;
  readonly offset?: number;
  readonly limit?: number;
}

/** Part of a list, and the length of the whole list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

/** What has changed since a version. Records are in their present state. */
export interface Changes {
  /** The argument for the next `changesSince`. */
  readonly version: number;
  readonly customers: readonly Customer[];
  readonly removedCustomers: readonly string[];
  readonly interactions: readonly Interaction[];
  readonly removedInteractions: readonly string[];
}
