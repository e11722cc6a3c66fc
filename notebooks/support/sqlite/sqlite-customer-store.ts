import {
  batchSize,
  inverseOf,
  localDayOf,
  planChange,
  planErasure,
  sha256,
  verbsOf,
  type Answer,
  type Batch,
  type ChangeOptions,
  type Changes,
  type ChangeSet,
  type CriterionWeight,
  type Customer,
  type CustomerInput,
  type CustomerQuery,
  type CustomerStore,
  type Erasure,
  type Interaction,
  type InteractionInput,
  type InteractionQuery,
  type Inverse,
  type Lookup,
  type Page,
  type Purchase,
  type StoreSettings,
  type WriteOptions,
  type Written,
} from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { contentsOf, putAgreed, type AgreedRecord, type StoreContents } from "./agreed";
import { Database } from "./database";
import { addRows, answersIn, eraseRowsOf, purchasesIn } from "./own-tables";
import { changesSince, customersWhere, interactionsWhere } from "./queries";
import { customersIn, firstTexts, interactionsIn, textsIn, textsOf } from "./records";
import { searchCondition } from "./search";
import { explained } from "./store-error";
import type { TextOrder, TextOrderField } from "./text-order";
import { addWeights, checkWeights, putWeights, weightsIn } from "./weights";
import {
  applyBatch,
  checkStopped,
  finishWritten,
  noteRemoved,
  putCustomer,
  putInteraction,
  takeInEdits,
} from "./writing";

export interface SqliteStoreOptions extends Partial<StoreSettings> {
  /** Milliseconds to wait for another writer; 20 seconds by default. */
  readonly busyTimeout?: number;
}

/** The writes of an exchange. `finish` runs last, before the commit; if it throws, nothing is written. */
export interface Exchange {
  readonly batch: Batch;
  /** All weights, if they change. */
  readonly weights?: readonly CriterionWeight[];
  readonly agreed: readonly AgreedRecord[];
  readonly finish: () => Promise<void>;
}

/** A part of the records that `addPieces` adds. */
export interface RecordPiece {
  readonly customers?: readonly CustomerInput[];
  readonly interactions?: readonly InteractionInput[];
  /** Added only for criteria that have no weight yet. */
  readonly weights?: readonly CriterionWeight[];
}

/** Default time to wait for another writer, in milliseconds. */
const defaultBusyTimeout = 20_000;
/** Milliseconds between checks of whether other programs have released the log. */
const logPause = 50;

/** Milliseconds between checks for writes by other processes, in a store with listeners. */
const lookAround = 500;

/**
 * Customers and interactions in one SQLite file. Any number of processes may read and write it at once: readers never
 * wait, writers take turns. When a method has resolved, its writes are on disk.
 */
export class SqliteCustomerStore implements CustomerStore {
  /** Path of the file, as given. */
  readonly file: string;
  private readonly database: Database;
  private readonly settings: StoreSettings & Pick<SqliteStoreOptions, "busyTimeout">;
  /** Whether the log could not be emptied after an erasure because another program was reading. */
  private logHoldsErased = false;
  private readonly listeners = new Set<() => void>();
  private readonly textOrders = new Map<TextOrderField, TextOrder>();
  private readonly verbs = verbsOf((changes, options) => this.change(changes, options));
  readonly add = this.verbs.add;
  readonly update = this.verbs.update;
  readonly remove = this.verbs.remove;
  readonly addInteractions = this.verbs.addInteractions;
  readonly updateInteractions = this.verbs.updateInteractions;
  readonly removeInteractions = this.verbs.removeInteractions;
  private timer: ReturnType<typeof setInterval> | undefined;
  private noticed = 0;
  /** The queue of actions, run one at a time: a read must not see a half-finished write. */
  private turn: Promise<unknown> = Promise.resolve();
  /** What planning a write reads from the store. */
  private readonly lookup: Lookup = {
    customer: (id) => customersIn(this.database, "WHERE id = ?", id)[0],
    interaction: (id) => interactionsIn(this.database, "WHERE id = ?", id)[0],
    interactionIds: (customerId) =>
      firstTexts(
        this.database.all(`SELECT ${textsIn("id")} FROM interactions WHERE customer_id = ?`, customerId),
      ),
  };

  /**
   * Opens the file and creates it if missing; `":memory:"` keeps everything in memory.
   *
   * @throws NotebookError if the file cannot be opened or is not a database of ours
   */
  constructor(file: string, options: SqliteStoreOptions = {}) {
    this.settings = { ...options, today: options.today ?? (() => localDayOf(new Date())) };
    this.file = file;
    this.database = new Database(file, options.busyTimeout ?? defaultBusyTimeout);
  }

  /** Closes the file; later calls fail. */
  async close(): Promise<void> {
    await this.inTurn(() => {
      clearInterval(this.timer);
      this.listeners.clear();
      this.database.close();
    }, true);
  }

  /**
   * Adds records as they arrive, all in one transaction: if a piece cannot be added or their source throws, nothing is
   * added. Takes constant memory, whatever their number. The source may look up existing records, including its own
   * earlier pieces. Other calls wait until the end.
   *
   * @param options `onProgress` receives the number of records so far, as both `done` and `total`
   * @throws CrmError as `add` and `addInteractions`, `stopped`
   */
  async addPieces(
    pieces: (lookup: Lookup) => AsyncIterable<RecordPiece>,
    options: Pick<WriteOptions, "onProgress" | "signal"> = {},
  ): Promise<void> {
    await this.inTurn(() =>
      this.database.transaction(async () => {
        const version = this.database.nextVersion();
        let done = 0;
        for await (const { customers = [], interactions = [], weights = [] } of pieces(this.lookup)) {
          checkStopped(options);
          const changes = { add: customers, addInteractions: interactions };
          const planned = planChange(this.lookup, changes, this.settings);
          for (const each of planned.putCustomers) putCustomer(this.database, each, version);
          for (const each of planned.putInteractions) putInteraction(this.database, each, version);
          if (weights.length > 0) addWeights(this.database, weights);
          done += customers.length + interactions.length;
          options.onProgress?.({ done, total: done });
        }
        finishWritten(this.database, version);
        checkStopped(options);
      }),
    );
    this.tell();
  }

  get(id: string): Promise<Customer | undefined> {
    return this.inTurn(() => this.lookup.customer(id));
  }

  list(query: CustomerQuery = {}): Promise<Page<Customer>> {
    return this.inTurn(() => customersWhere(this.database, this.textOrders, undefined, query));
  }

  search(text: string, query: CustomerQuery = {}): Promise<Page<Customer>> {
    return this.inTurn(() =>
      customersWhere(this.database, this.textOrders, searchCondition(text, this.settings.region), query),
    );
  }

  interactionsOf(customerId: string): Promise<Interaction[]> {
    return this.inTurn(() => [...interactionsWhere(this.database, { customerId }).items]);
  }

  listInteractions(query: InteractionQuery = {}): Promise<Page<Interaction>> {
    return this.inTurn(() => interactionsWhere(this.database, query));
  }

  async change(changes: ChangeSet, options: ChangeOptions = {}): Promise<Written> {
    let inverse: Inverse | undefined;
    const batch = await this.write(() => {
      const planned = planChange(this.lookup, changes, this.settings, options);
      inverse = inverseOf(planned, this.lookup);
      return planned;
    }, options);
    return { customers: batch.putCustomers, interactions: batch.putInteractions, inverse: inverse! };
  }

  changesSince(version: number): Promise<Changes> {
    return this.inTurn(() => changesSince(this.database, version));
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    if (this.timer === undefined) {
      this.noticed = this.database.version;
      this.timer = setInterval(() => void this.inTurn(() => this.noticeOthers()), lookAround);
      this.timer.unref();
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  }

  async erase(id: string, date: string): Promise<Erasure> {
    let erasure: Erasure | undefined;
    let erased: string[] = [];
    await this.write(
      () => {
        const batch = planErasure(this.lookup, id);
        const idHash = sha256(id);
        erasure = { idHash, date, interactions: batch.removeInteractions.length };
        this.database.run("INSERT INTO erasures VALUES (?, ?, ?)", idHash, date, erasure.interactions);
        this.database.run("DELETE FROM agreed WHERE customer_id = ?", id);
        eraseRowsOf(this.database, this.lookup.customer(id)!);
        erased = [id, ...batch.removeInteractions];
        return batch;
      },
      {},
      () => {
        // Notes that somebody was removed, but not who: kept text orders then read all customers again.
        const version = this.database.version;
        for (const each of erased) this.database.run("DELETE FROM removed WHERE id = ?", each);
        noteRemoved(this.database, "customer", "", version);
        // The search index keeps parts of deleted texts until it is merged.
        this.database.run("INSERT INTO customer_search (customer_search) VALUES ('optimize')");
      },
    );
    // The write-ahead log still holds earlier states of the pages with this person.
    await this.emptyLog();
    return erasure!;
  }

  /** @throws NotebookError `storeErasurePending` if another program reads an older state for too long */
  private async emptyLog(): Promise<void> {
    this.logHoldsErased = true;
    for (let waited = 0; ; waited += logPause) {
      await this.inTurn(() => this.forgetInLog());
      if (!this.logHoldsErased) return;
      if (waited >= (this.settings.busyTimeout ?? defaultBusyTimeout)) break;
      await new Promise((next) => setTimeout(next, logPause));
    }
    throw new NotebookError("storeErasurePending", { file: this.file });
  }

  private forgetInLog(): void {
    if (this.logHoldsErased && this.database.checkpoint()) this.logHoldsErased = false;
  }

  erasures(): Promise<Erasure[]> {
    return this.inTurn(() =>
      this.database
        .all(`SELECT ${textsIn("id_hash, date")}, interactions FROM erasures ORDER BY rowid`)
        .map(([blob, interactions]) => {
          const [idHash, date] = textsOf(blob);
          return { idHash: idHash ?? "", date: date ?? "", interactions: interactions as number };
        }),
    );
  }

  /** The imported purchases, in their original order. */
  purchases(): Promise<Purchase[]> {
    return this.inTurn(() => purchasesIn(this.database));
  }

  /** The imported survey answers, in their original order. */
  answers(): Promise<Answer[]> {
    return this.inTurn(() => answersIn(this.database));
  }

  /** Adds purchases and answers, all or none. */
  async addRows(purchases: readonly Purchase[], answers: readonly Answer[] = []): Promise<void> {
    await this.inTurn(() =>
      this.database.transaction(async () => addRows(this.database, purchases, answers)),
    );
  }

  /** The weight of each criterion, in the order in which they were set. */
  weights(): Promise<CriterionWeight[]> {
    return this.inTurn(() => weightsIn(this.database));
  }

  /**
   * Replaces all weights.
   *
   * @throws CrmError `weightNotFinite`, `weightTwice`
   */
  async setWeights(weights: readonly CriterionWeight[]): Promise<void> {
    checkWeights(weights);
    await this.inTurn(() => this.database.transaction(async () => putWeights(this.database, weights)));
  }

  /**
   * Plans changes from the whole contents of the store and applies them in one transaction; nobody else can write in
   * between. For `syncWorkbook`, which stores under the name `file` what it and a workbook have agreed on.
   */
  async exchange(file: string, plan: (now: StoreContents) => Promise<Exchange>): Promise<void> {
    let wrote = false;
    await this.inTurn(() =>
      this.database.transaction(async () => {
        const { batch, weights, agreed, finish } = await plan(contentsOf(this.database, file));
        wrote = weights !== undefined || batchSize(batch) > 0;
        if (wrote) await applyBatch(this.database, batch, {});
        if (weights !== undefined) putWeights(this.database, weights);
        for (const each of agreed) putAgreed(this.database, file, each);
        await finish();
      }),
    );
    if (wrote) this.tell();
  }

  private inTurn<Result>(action: () => Result | Promise<Result>, isLast = false): Promise<Result> {
    const result = this.turn.then(async () => {
      try {
        if (!isLast) await takeInEdits(this.database);
        return await action();
      } catch (error) {
        throw explained(error, this.database.file);
      }
    });
    this.turn = result.catch(() => undefined); // the caller gets the error; the next action starts regardless
    return result;
  }

  /** Plans and applies in one transaction, so that the data behind the plan cannot change in between. */
  private async write(
    plan: () => Batch,
    options: Pick<WriteOptions, "onProgress" | "signal">,
    finish: () => void = () => undefined,
  ): Promise<Batch> {
    const batch = await this.inTurn(() =>
      this.database.transaction(async () => {
        const planned = plan();
        await applyBatch(this.database, planned, options);
        finish();
        return planned;
      }),
    );
    if (this.logHoldsErased) await this.inTurn(() => this.forgetInLog());
    this.tell();
    return batch;
  }

  private tell(): void {
    if (this.listeners.size === 0) return;
    this.noticed = this.database.version;
    for (const listener of [...this.listeners]) listener();
  }

  private noticeOthers(): void {
    if (this.listeners.size > 0 && this.database.version !== this.noticed) this.tell();
  }
}
