import type { Customer, CustomerKind } from "./customer";
import type { Interaction, InteractionKind } from "./interaction";

/** Fields that lists can be ordered by. */
export type CustomerOrder =
  "name" | "company" | "segment" | "owner" | "created" | "serviceDate" | "marketingDate" | "marketingValue";

/** Which customers, in which order, and which part of them. */
export interface CustomerQuery {
  readonly kind?: CustomerKind;
  readonly segment?: string;
  readonly owner?: string;
  /** Default `name`. Equal ones stand in order of `id`, missing values last in either direction. */
  readonly order?: CustomerOrder;
  readonly descending?: boolean;
  /** How many to skip; default 0. */
  readonly offset?: number;
  /** At most how many; default all. */
  readonly limit?: number;
}

/** Which interactions; newest first unless `order` says otherwise. */
export interface InteractionQuery {
  readonly customerId?: string;
  readonly kinds?: readonly InteractionKind[];
  /** First and last day, both included. */
  readonly from?: string;
  readonly to?: string;
  /** Only those not done whose follow-up is due on this day or before it; earliest due first. */
  readonly dueBy?: string;
  readonly offset?: number;
  readonly limit?: number;
}

/** A part of a list, and how long the whole list is. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

/** What has changed since a version. Records come as they are now. */
export interface Changes {
  /** Hand this to the next `changesSince`. */
  readonly version: number;
  readonly customers: readonly Customer[];
  readonly removedCustomers: readonly string[];
  readonly interactions: readonly Interaction[];
  readonly removedInteractions: readonly string[];
}
