import type { ChangeOptions, ChangeSet, WriteOptions, Written } from "./change-set";
import type { Customer, CustomerChange, CustomerInput } from "./customer";
import type { Interaction, InteractionChange, InteractionInput } from "./interaction";
import type { Changes, CustomerQuery, InteractionQuery, Page } from "./queries";

/** A record of an erasure, without personal data: only the SHA-256 of the id. */
export interface Erasure {
  /** SHA-256 of the id, 64 hexadecimal digits. */
  readonly idHash: string;
  /** ISO day. */
  readonly date: string;
  /** How many interactions were erased with the customer. */
  readonly interactions: number;
}

/**
 * Stores customers and interactions. Every implementation passes `test/conformance/customer-store.ts`.
 *
 * - Each write is all or nothing: if it throws, nothing is stored.
 * - Writes validate (`validateCustomer`, `validateInteraction`) and throw the first problem as a `CrmError` whose
 *   parameters include the problem's key, `field` and `row` (1-based position in the batch).
 * - Results are in stored form: phone in E.164, texts trimmed, ids and dates filled in.
 * - Returned records belong to the caller; the store never changes them afterwards.
 */
export interface CustomerStore {
  /**
   * Adds all or none. The store supplies missing ids; `created` defaults to today.
   * @throws CrmError `idTaken`, or the first validation problem
   */
  add(customers: readonly CustomerInput[], options?: WriteOptions): Promise<Customer[]>;
  /** @throws CrmError `customerNotFound`, `changedMeanwhile`, or the first validation problem */
  update(changes: readonly CustomerChange[], options?: WriteOptions): Promise<Customer[]>;
  /**
   * Removes the customers and their interactions.
   * @throws CrmError `customerNotFound`, `changedMeanwhile`
   */
  remove(ids: readonly string[], options?: WriteOptions): Promise<void>;
  get(id: string): Promise<Customer | undefined>;
  list(query?: CustomerQuery): Promise<Page<Customer>>;
  /**
   * Customers whose name, company, phone or e-mail contains every word of `text`, whatever its width and case; phone
   * numbers are found in any spelling. Empty text finds all.
   */
  search(text: string, query?: CustomerQuery): Promise<Page<Customer>>;

  /** The interactions of one customer, newest first. */
  interactionsOf(customerId: string): Promise<Interaction[]>;
  listInteractions(query?: InteractionQuery): Promise<Page<Interaction>>;
  /**
   * Adds all or none. In the same write, consulting and after-sales stamp the customer's service date; marketing stamps
   * its value and date (`stampedBy`).
   * @throws CrmError `customerNotFound`, `idTaken`, or the first validation problem
   */
  addInteractions(
    interactions: readonly InteractionInput[],
    options?: WriteOptions<Interaction>,
  ): Promise<Interaction[]>;
  /** Does not stamp. @throws CrmError `interactionNotFound`, `changedMeanwhile`, or the first validation problem */
  updateInteractions(
    changes: readonly InteractionChange[],
    options?: WriteOptions<Interaction>,
  ): Promise<Interaction[]>;
  /** Does not undo stamps. @throws CrmError `interactionNotFound`, `changedMeanwhile` */
  removeInteractions(ids: readonly string[], options?: WriteOptions<Interaction>): Promise<void>;

  /**
   * Makes several changes in one write, all or nothing.
   * @throws CrmError the errors of the single changes
   */
  change(changes: ChangeSet, options?: ChangeOptions): Promise<Written>;

  /** What changed after `version`, a number from an earlier result; 0 returns everything. */
  changesSince(version: number): Promise<Changes>;
  /** Calls `listener` after each change, whoever made it. Returns the function that unsubscribes. */
  onChange(listener: () => void): () => void;

  /**
   * Removes the person and all data that the store holds about them, and records that this was done on `date`. Cannot
   * be undone.
   * @throws CrmError `customerNotFound`
   */
  erase(id: string, date: string): Promise<Erasure>;
  /** Every erasure, oldest first. */
  erasures(): Promise<Erasure[]>;
}

/** The single write methods of a store in terms of its `change`. */
export function verbsOf(
  change: CustomerStore["change"],
): Pick<
  CustomerStore,
  "add" | "update" | "remove" | "addInteractions" | "updateInteractions" | "removeInteractions"
> {
  const about = ({ seen, ...options }: WriteOptions<Interaction> = {}): ChangeOptions => ({
    ...options,
    seenInteractions: seen,
  });
  const inOrder = <Item extends { readonly id: string }>(
    written: readonly Item[],
    changes: readonly { readonly id: string }[],
  ): Item[] => {
    const byId = new Map(written.map((each) => [each.id, each]));
    return changes.map(({ id }) => byId.get(id)!);
  };
  return {
    add: async (add, options) => [...(await change({ add }, options)).customers],
    update: async (update, options) => inOrder((await change({ update }, options)).customers, update),
    remove: async (remove, options) => void (await change({ remove }, options)),
    addInteractions: async (addInteractions, options) => [
      ...(await change({ addInteractions, stamp: true }, about(options))).interactions,
    ],
    updateInteractions: async (updateInteractions, options) =>
      inOrder((await change({ updateInteractions }, about(options))).interactions, updateInteractions),
    removeInteractions: async (removeInteractions, options) =>
      void (await change({ removeInteractions }, about(options))),
  };
}
