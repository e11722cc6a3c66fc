import type { ChangeOptions, ChangeSet, WriteOptions, Written } from "./change-set";
import type { Customer, CustomerChange, CustomerInput } from "./customer";
import type { Interaction, InteractionChange, InteractionInput } from "./interaction";
import type { Changes, CustomerQuery, InteractionQuery, Page } from "./queries";

/** That somebody was erased, without anything personal: the id only as its SHA-256. */
export interface Erasure {
  /** SHA-256 of the id, 64 hexadecimal digits. */
  readonly idHash: string;
  /** ISO day. */
  readonly date: string;
  /** How many interactions went with the customer. */
  readonly interactions: number;
}

/**
 * Where customers and interactions are kept. Every implementation passes `test/conformance/customer-store.ts`.
 *
 * - Each write is all or nothing: when it throws, nothing of it is stored.
 * - Writes validate (`validateCustomer`, `validateInteraction`) and throw the first problem as a `CrmError` with the
 *   problem's key, `field` and `row` (1-based place in the batch) among its parameters.
 * - What is returned is as stored: phone in E.164, texts trimmed, ids and dates filled in.
 * - Records handed out are the caller's to keep; they never change afterwards.
 */
export interface CustomerStore {
  /**
   * Adds all or none. An id not given is made by the store, `created` not given is today.
   * @throws CrmError `idTaken`, or the first problem of validation
   */
  add(customers: readonly CustomerInput[], options?: WriteOptions): Promise<Customer[]>;
  /** @throws CrmError `customerNotFound`, `changedMeanwhile`, or the first problem of validation */
  update(changes: readonly CustomerChange[], options?: WriteOptions): Promise<Customer[]>;
  /**
   * Removes the customers and their interactions.
   * @throws CrmError `customerNotFound`, `changedMeanwhile`
   */
  remove(ids: readonly string[], options?: WriteOptions): Promise<void>;
  get(id: string): Promise<Customer | undefined>;
  list(query?: CustomerQuery): Promise<Page<Customer>>;
  /**
   * Customers that have every word of `text` in name, company, phone or e-mail, whatever its width and case;
   * something that looks like a phone number is found in any spelling. Empty text finds all.
   */
  search(text: string, query?: CustomerQuery): Promise<Page<Customer>>;

  /** The interactions of one customer, newest first. */
  interactionsOf(customerId: string): Promise<Interaction[]>;
  listInteractions(query?: InteractionQuery): Promise<Page<Interaction>>;
  /**
   * Adds all or none. Consulting and after-sales stamp the customer's service date; marketing stamps its value and
   * date (`stampedBy`), in the same write.
   * @throws CrmError `customerNotFound`, `idTaken`, or the first problem of validation
   */
  addInteractions(
    interactions: readonly InteractionInput[],
    options?: WriteOptions<Interaction>,
  ): Promise<Interaction[]>;
  /** Does not stamp. @throws CrmError `interactionNotFound`, `changedMeanwhile`, or the first problem of validation */
  updateInteractions(
    changes: readonly InteractionChange[],
    options?: WriteOptions<Interaction>,
  ): Promise<Interaction[]>;
  /** Does not take stamps back. @throws CrmError `interactionNotFound`, `changedMeanwhile` */
  removeInteractions(ids: readonly string[], options?: WriteOptions<Interaction>): Promise<void>;

  /**
   * Makes several changes in one write, all or nothing.
   * @throws CrmError what the single changes throw
   */
  change(changes: ChangeSet, options?: ChangeOptions): Promise<Written>;

  /** What changed after `version`, a number from an earlier answer; 0 gives everything. */
  changesSince(version: number): Promise<Changes>;
  /** Calls `listener` after each change, no matter who made it. Returns the function that ends this. */
  onChange(listener: () => void): () => void;

  /**
   * Removes the person and everything about them that the store keeps, and notes that this was done on `date`.
   * Cannot be undone.
   * @throws CrmError `customerNotFound`
   */
  erase(id: string, date: string): Promise<Erasure>;
  /** Every erasure, oldest first. */
  erasures(): Promise<Erasure[]>;
}

/** The single verbs of a store as forms of its `change`. */
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
