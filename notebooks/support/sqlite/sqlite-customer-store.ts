import {
  batchSize,
  CrmError,
  inverseOf,
  keyOf,
  localDayOf,
  planChange,
  planErasure,
  sha256,
  searchableText,
  verbsOf,
  type Answer,
  type Batch,
  type CriterionWeight,
  type ChangeOptions,
  type Changes,
  type ChangeSet,
  type Customer,
  type CustomerInput,
  type CustomerOrder,
  type CustomerQuery,
  type CustomerStore,
  type Erasure,
  type FieldValues,
  type Interaction,
  type Inverse,
  type InteractionInput,
  type InteractionQuery,
  type Lookup,
  type Page,
  type Purchase,
  type Ratings,
  type StoreSettings,
  type WriteOptions,
  type Written,
} from "@crm-functions/core";
import { Database } from "./database";
import {
  customerColumns,
  customerNames,
  customerOf,
  customerValues,
  firstTexts,
  interactionColumns,
  interactionNames,
  interactionOf,
  interactionValues,
  ownOf,
  textsIn,
  textsOf,
  upsert,
  type SqlValue,
} from "./records";
import { searchCondition, type Condition } from "./search";
import { explained, StoreError } from "./store-error";
import { TextOrder, type TextOrderField } from "./text-order";

export interface SqliteStoreOptions extends Partial<StoreSettings> {
  /** How long to wait for another writer, in milliseconds; 20 seconds by default. */
  readonly busyTimeout?: number;
}

/** What a store and a file last agreed on about a record; `fields` undefined takes it away. */
export interface AgreedRecord {
  readonly kind: "customer" | "interaction" | "weight";
  readonly id: string;
  /** Whose record it is; `""` of a weight. */
  readonly customerId: string;
  readonly fields: FieldValues | undefined;
  readonly open: readonly string[];
}

/** Everything in a store, as one moment had it. */
export interface StoreContents {
  /** Where the store is kept. */
  readonly file: string;
  readonly customers: readonly Customer[];
  readonly interactions: readonly Interaction[];
  readonly weights: readonly CriterionWeight[];
  /** SHA-256 of the ids of those who were erased. */
  readonly erased: ReadonlySet<string>;
  readonly agreed: readonly AgreedRecord[];
}

/** What an exchange writes. `finish` comes last, before anything counts; where it throws, nothing was written. */
export interface Exchange {
  readonly batch: Batch;
  /** All weights, where they change. */
  readonly weights?: readonly CriterionWeight[];
  readonly agreed: readonly AgreedRecord[];
  readonly finish: () => Promise<void>;
}

/** Some of the records that `addPieces` adds. */
export interface RecordPiece {
  readonly customers?: readonly CustomerInput[];
  readonly interactions?: readonly InteractionInput[];
  /** Kept where the criterion has none yet. */
  readonly weights?: readonly CriterionWeight[];
}

type OtherOrder = Exclude<CustomerOrder, TextOrderField>;

const otherOrderColumns: Readonly<Record<OtherOrder, string>> = {
  created: "created",
  serviceDate: "service_date",
  marketingDate: "marketing_date",
  marketingValue: "marketing_value",
};

const putCustomerSql = upsert("customers", `${customerNames}, searchable`);
const putInteractionSql = upsert("interactions", interactionNames);

/** How long to wait for another writer, in milliseconds, by default. */
const defaultBusyTimeout = 20_000;
/** Between two looks whether others have let go of the log, in milliseconds. */
const logPause = 50;

/** Records between two looks at `signal` and reports of progress. */
const chunk = 2000;
/** How often a store with listeners looks whether another process has written, in milliseconds. */
const lookAround = 500;

/**
 * Customers and interactions in one SQLite file. Any number of processes may read and write it at once: readers never
 * wait, writers take turns. What a method has answered is on the disk.
 */
export class SqliteCustomerStore implements CustomerStore {
  /** Where everything is kept, as it was given. */
  readonly file: string;
  private readonly database: Database;
  private readonly settings: StoreSettings & Pick<SqliteStoreOptions, "busyTimeout">;
  /** The log could not be emptied after an erasure, since another program was reading. */
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
  /** One action at a time: a read must not see a write half done. */
  private turn: Promise<unknown> = Promise.resolve();
  /** What planning a write looks up. */
  private readonly lookup: Lookup = {
    customer: (id) => {
      const row = this.database.first(`SELECT ${customerColumns} FROM customers WHERE id = ?`, id);
      return row && customerOf(row);
    },
    interaction: (id) => {
      const row = this.database.first(`SELECT ${interactionColumns} FROM interactions WHERE id = ?`, id);
      return row && interactionOf(row);
    },
    interactionIds: (customerId) =>
      firstTexts(
        this.database.all(`SELECT ${textsIn("id")} FROM interactions WHERE customer_id = ?`, customerId),
      ),
  };

  /**
   * Opens the file, made if there is none; `":memory:"` keeps everything in memory.
   *
   * @throws StoreError where the file cannot be opened or is no database of ours
   */
  constructor(file: string, options: SqliteStoreOptions = {}) {
    this.settings = { ...options, today: options.today ?? (() => localDayOf(new Date())) };
    this.file = file;
    this.database = new Database(file, options.busyTimeout ?? defaultBusyTimeout);
  }

  /** Ends the work with the file; later calls fail. */
  async close(): Promise<void> {
    await this.inTurn(() => {
      clearInterval(this.timer);
      this.listeners.clear();
      this.database.close();
    }, true);
  }

  /**
   * Adds records as they come, all in one transaction: where a piece cannot be added, or the source of the pieces throws,
   * nothing is. Memory does not depend on how many there are. The source may look up what is there, its own earlier
   * pieces included. Other calls wait until the end.
   *
   * @param options `onProgress` is told how many there are so far, as `done` and as `total`
   * @throws CrmError as `add` and `addInteractions`, `stopped`
   */
  async addPieces(
    pieces: (lookup: Lookup) => AsyncIterable<RecordPiece>,
    options: Pick<WriteOptions, "onProgress" | "signal"> = {},
  ): Promise<void> {
    const checkStopped = (): void => {
      if (options.signal?.aborted) throw new CrmError("value", "stopped");
    };
    await this.inTurn(() =>
      this.database.transaction(async () => {
        this.database.run("UPDATE counter SET version = version + 1");
        const version = this.database.number("SELECT version FROM counter");
        let done = 0;
        for await (const { customers = [], interactions = [], weights = [] } of pieces(this.lookup)) {
          checkStopped();
          const changes = { add: customers, addInteractions: interactions };
          const planned = planChange(this.lookup, changes, this.settings);
          for (const each of planned.putCustomers) this.putCustomer(each, version);
          for (const each of planned.putInteractions) this.putInteraction(each, version);
          if (weights.length > 0) {
            const kept = this.allWeights();
            const ids = new Set(kept.map(keyOf));
            this.putWeights([...kept, ...weights.filter((each) => !ids.has(keyOf(each)))]);
          }
          done += customers.length + interactions.length;
          options.onProgress?.({ done, total: done });
        }
        this.indexWritten(version);
        this.noteBack("customer", version);
        this.noteBack("interaction", version);
        checkStopped();
      }),
    );
    this.tell();
  }

  get(id: string): Promise<Customer | undefined> {
    return this.inTurn(() => this.lookup.customer(id));
  }

  list(query: CustomerQuery = {}): Promise<Page<Customer>> {
    return this.inTurn(() => this.customersWhere(undefined, query));
  }

  search(text: string, query: CustomerQuery = {}): Promise<Page<Customer>> {
    return this.inTurn(() => this.customersWhere(searchCondition(text, this.settings.region), query));
  }

  interactionsOf(customerId: string): Promise<Interaction[]> {
    return this.inTurn(() => [...this.interactionsWhere({ customerId }).items]);
  }

  listInteractions(query: InteractionQuery = {}): Promise<Page<Interaction>> {
    return this.inTurn(() => this.interactionsWhere(query));
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
    return this.inTurn(() => {
      const removed = (kind: string) =>
        version === 0
          ? []
          : firstTexts(
              this.database.all(
                `SELECT ${textsIn("id")} FROM removed WHERE kind = ? AND version > ? ORDER BY version, id`,
                kind,
                version,
              ),
            ).filter((id) => id !== "");
      return {
        version: this.database.number("SELECT version FROM counter"),
        customers: this.database
          .all(`SELECT ${customerColumns} FROM customers WHERE version > ? ORDER BY row`, version)
          .map(customerOf),
        removedCustomers: removed("customer"),
        interactions: this.database
          .all(`SELECT ${interactionColumns} FROM interactions WHERE version > ? ORDER BY row`, version)
          .map(interactionOf),
        removedInteractions: removed("interaction"),
      };
    });
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    if (this.timer === undefined) {
      this.noticed = this.database.number("SELECT version FROM counter");
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
        this.eraseRowsOf(this.lookup.customer(id)!);
        erased = [id, ...batch.removeInteractions];
        return batch;
      },
      {},
      () => {
        // That somebody has gone stays noted, but not who: those who keep an order of all look at everybody again.
        const version = this.database.number("SELECT version FROM counter");
        for (const each of erased) this.database.run("DELETE FROM removed WHERE id = ?", each);
        this.noteRemoved("customer", "", version);
        // The search index keeps pieces of deleted texts until it is merged.
        this.database.run("INSERT INTO customer_search (customer_search) VALUES ('optimize')");
      },
    );
    // The log of the last writes holds what the person's pages looked like before.
    await this.emptyLog();
    return erasure!;
  }

  /** @throws StoreError `ERASURE_PENDING` where another program reads an older state for too long */
  private async emptyLog(): Promise<void> {
    this.logHoldsErased = true;
    for (let waited = 0; ; waited += logPause) {
      await this.inTurn(() => this.forgetInLog());
      if (!this.logHoldsErased) return;
      if (waited >= (this.settings.busyTimeout ?? defaultBusyTimeout)) break;
      await new Promise((next) => setTimeout(next, logPause));
    }
    throw new StoreError(this.database.file, "ERASURE_PENDING");
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

  /** The purchases of files that were imported, in their order. */
  purchases(): Promise<Purchase[]> {
    return this.inTurn(() =>
      this.database
        .all(`SELECT ${textsIn("customer, date, own")}, amount FROM purchases ORDER BY row`)
        .map(([blob, amount]) => {
          const [customer, date, own] = textsOf(blob);
          return {
            customer: customer ?? "",
            date: date ?? "",
            amount: amount as number | null,
            ...ownOf(own),
          };
        }),
    );
  }

  /** The answers of surveys that were imported, in their order. */
  answers(): Promise<Answer[]> {
    return this.inTurn(() =>
      this.database
        .all(`SELECT ${textsIn("customer, ratings, own")} FROM answers ORDER BY row`)
        .map(([blob]) => {
          const [customer, ratings, own] = textsOf(blob);
          return {
            customer: customer ?? "",
            ratings: JSON.parse(ratings ?? "{}") as Ratings,
            own: {},
            ...ownOf(own),
          };
        }),
    );
  }

  /** Adds purchases and answers, all or none. */
  async addRows(purchases: readonly Purchase[], answers: readonly Answer[] = []): Promise<void> {
    const json = (values: object = {}): string | null =>
      Object.keys(values).length === 0 ? null : JSON.stringify(values);
    await this.inTurn(() =>
      this.database.transaction(async () => {
        for (const { customer, date, amount, own } of purchases) {
          const sql = "INSERT INTO purchases (customer, date, amount, own) VALUES (?, ?, ?, ?)";
          this.database.run(sql, customer, date, amount, json(own));
        }
        for (const { customer, ratings, own } of answers) {
          const sql = "INSERT INTO answers (customer, ratings, own) VALUES (?, ?, ?)";
          this.database.run(sql, customer || null, JSON.stringify(ratings), json(own));
        }
      }),
    );
  }

  /** What they bought and answered goes with a customer, by whatever it names them; a name only where nobody else has it. */
  private eraseRowsOf({ id, name, email, phone }: Customer): void {
    const alone = this.database.number("SELECT count(*) FROM customers WHERE name = ?", name) <= 1;
    for (const whose of [id, email, phone, alone ? name : ""]) {
      if (whose === "") continue;
      this.database.run("DELETE FROM purchases WHERE customer = ?", whose);
      this.database.run("DELETE FROM answers WHERE customer = ?", whose);
    }
  }

  /** How much each criterion counts, in the order in which they were given. */
  weights(): Promise<CriterionWeight[]> {
    return this.inTurn(() => this.allWeights());
  }

  /**
   * Keeps these weights instead of those that were kept.
   *
   * @throws CrmError `weightNotFinite`, `weightTwice`
   */
  async setWeights(weights: readonly CriterionWeight[]): Promise<void> {
    const taken = new Set<string>();
    weights.forEach((each, i) => {
      if (!Number.isFinite(each.weight)) {
        throw new CrmError("value", "weightNotFinite", { argument: "weights", position: i + 1 });
      }
      const { criterion } = each;
      if (taken.has(keyOf(each))) throw new CrmError("value", "weightTwice", { criterion });
      taken.add(keyOf(each));
    });
    await this.inTurn(() => this.database.transaction(async () => this.putWeights(weights)));
  }

  private allWeights(): CriterionWeight[] {
    return this.database
      .all(`SELECT ${textsIn("analysis, criterion")}, weight, minimum, maximum FROM weights ORDER BY rowid`)
      .map(([blob, weight, minimum, maximum]) => {
        const [analysis, criterion] = textsOf(blob);
        return {
          analysis: analysis as CriterionWeight["analysis"],
          criterion: criterion ?? "",
          weight: weight as number,
          ...(minimum !== null && { minimum: minimum as number }),
          ...(maximum !== null && { maximum: maximum as number }),
        };
      });
  }

  private putWeights(weights: readonly CriterionWeight[]): void {
    this.database.run("DELETE FROM weights");
    for (const { analysis, criterion, weight, minimum, maximum } of weights) {
      const values = [analysis, criterion, weight, minimum ?? null, maximum ?? null];
      this.database.run("INSERT INTO weights VALUES (?, ?, ?, ?, ?)", ...values);
    }
  }

  /**
   * Plans changes from everything that the store holds and makes them, all in one transaction; nobody else writes
   * meanwhile. For `syncWorkbook`, which keeps under the name `file` what it and a workbook have agreed on.
   */
  async exchange(
    file: string,
    plan: (now: StoreContents) => Promise<Exchange>,
    options: Pick<WriteOptions, "onProgress" | "signal"> = {},
  ): Promise<void> {
    let wrote = false;
    await this.inTurn(() =>
      this.database.transaction(async () => {
        const { batch, weights, agreed, finish } = await plan(this.contents(file));
        wrote = weights !== undefined || batchSize(batch) > 0;
        if (wrote) {
          this.database.run("UPDATE counter SET version = version + 1");
          await this.apply(batch, this.database.number("SELECT version FROM counter"), options);
        }
        if (weights !== undefined) this.putWeights(weights);
        for (const { kind, id, customerId, fields, open } of agreed) {
          if (fields === undefined) {
            this.database.run("DELETE FROM agreed WHERE file = ? AND kind = ? AND id = ?", file, kind, id);
          } else {
            this.database.run(
              "INSERT OR REPLACE INTO agreed VALUES (?, ?, ?, ?, ?, ?)",
              file,
              kind,
              id,
              customerId,
              JSON.stringify(fields),
              JSON.stringify(open),
            );
          }
        }
        await finish();
      }),
    );
    if (wrote) this.tell();
  }

  private contents(file: string): StoreContents {
    return {
      file: this.database.file,
      customers: this.database.all(`SELECT ${customerColumns} FROM customers`).map(customerOf),
      interactions: this.database.all(`SELECT ${interactionColumns} FROM interactions`).map(interactionOf),
      weights: this.allWeights(),
      erased: new Set(firstTexts(this.database.all(`SELECT ${textsIn("id_hash")} FROM erasures`))),
      agreed: this.database
        .all(`SELECT ${textsIn("kind, id, customer_id, fields, open")} FROM agreed WHERE file = ?`, file)
        .map(([blob]) => {
          const [kind, id, customerId, fields, open] = textsOf(blob);
          return {
            kind: kind as AgreedRecord["kind"],
            id: id ?? "",
            customerId: customerId ?? "",
            fields: JSON.parse(fields ?? "{}") as AgreedRecord["fields"],
            open: JSON.parse(open ?? "[]") as string[],
          };
        }),
    };
  }

  private inTurn<Result>(action: () => Result | Promise<Result>, isLast = false): Promise<Result> {
    const result = this.turn.then(async () => {
      try {
        if (!isLast) await this.takeInEdits();
        return await action();
      } catch (error) {
        throw explained(error, this.database.file);
      }
    });
    this.turn = result.catch(() => undefined); // whoever asked gets the error; the next in turn starts afresh
    return result;
  }

  /** Plans and applies in one transaction, so that nobody changes meanwhile what the plan rests on. */
  private async write(
    plan: () => Batch,
    options: Pick<WriteOptions, "onProgress" | "signal">,
    finish: () => void = () => undefined,
  ): Promise<Batch> {
    const batch = await this.inTurn(() =>
      this.database.transaction(async () => {
        const planned = plan();
        this.database.run("UPDATE counter SET version = version + 1");
        await this.apply(planned, this.database.number("SELECT version FROM counter"), options);
        finish();
        return planned;
      }),
    );
    if (this.logHoldsErased) await this.inTurn(() => this.forgetInLog());
    this.tell();
    return batch;
  }

  private async apply(
    batch: Batch,
    version: number,
    options: Pick<WriteOptions, "onProgress" | "signal">,
  ): Promise<void> {
    const total = batchSize(batch);
    let done = 0;
    const each = async <Item>(items: readonly Item[], action: (item: Item) => void) => {
      for (const item of items) {
        if (done % chunk === 0) {
          if (done > 0) {
            options.onProgress?.({ done, total });
            await new Promise((next) => setImmediate(next));
          }
          if (options.signal?.aborted) throw new CrmError("value", "stopped");
        }
        action(item);
        done++;
      }
    };
    await each(batch.removeInteractions, (id) => {
      this.database.run("DELETE FROM interactions WHERE id = ?", id);
      this.noteRemoved("interaction", id, version);
    });
    await each(batch.removeCustomers, (id) => {
      this.database.run(
        "DELETE FROM customer_search WHERE rowid = (SELECT row FROM customers WHERE id = ?)",
        id,
      );
      this.database.run("DELETE FROM customers WHERE id = ?", id);
      this.noteRemoved("customer", id, version);
    });
    // Those we removed ourselves are gone from the index already.
    if (batch.removeCustomers.length > 0)
      this.database.run("DELETE FROM edited WHERE kind IN ('customer', 'removal')");
    await each(batch.putCustomers, (customer) => this.putCustomer(customer, version));
    if (batch.putCustomers.length > 0) {
      this.indexWritten(version);
      this.noteBack("customer", version);
    }
    await each(batch.putInteractions, (interaction) => this.putInteraction(interaction, version));
    if (batch.putInteractions.length > 0) this.noteBack("interaction", version);
    options.onProgress?.({ done: total, total });
    if (options.signal?.aborted) throw new CrmError("value", "stopped");
  }

  /** Rows that another tool has written get a version, and customers their place in the search index. */
  private async takeInEdits(): Promise<void> {
    if (!this.database.isOpen || this.database.first("SELECT 1 FROM edited LIMIT 1") === undefined) return;
    await this.database.transaction(async () => {
      this.database.run("UPDATE counter SET version = version + 1");
      const version = this.database.number("SELECT version FROM counter");
      const rows = this.database
        .all("SELECT row FROM edited WHERE kind = 'customer'")
        .map(([row]) => row as number);
      for (const row of rows) {
        this.database.run("DELETE FROM customer_search WHERE rowid = ?", row);
        const found = this.database.first(`SELECT ${customerColumns} FROM customers WHERE row = ?`, row);
        if (found === undefined) continue;
        const searchable = searchableText(customerOf(found));
        const sql = "UPDATE customers SET searchable = ?, version = ? WHERE row = ?";
        this.database.run(sql, searchable, version, row);
        this.database.run("INSERT INTO customer_search (rowid, searchable) VALUES (?, ?)", row, searchable);
      }
      this.database.run(
        "UPDATE interactions SET version = ? WHERE row IN (SELECT row FROM edited WHERE kind = 'interaction')",
        version,
      );
      // Who was removed cannot be told any more: whoever keeps an order of all looks at everybody again.
      if (this.database.first("SELECT 1 FROM edited WHERE kind = 'removal'") !== undefined) {
        this.noteRemoved("customer", "", version);
      }
      this.database.run("DELETE FROM edited");
    });
  }

  private tell(): void {
    if (this.listeners.size === 0) return;
    this.noticed = this.database.number("SELECT version FROM counter");
    for (const listener of [...this.listeners]) listener();
  }

  private noticeOthers(): void {
    if (this.listeners.size > 0 && this.database.number("SELECT version FROM counter") !== this.noticed)
      this.tell();
  }

  private putCustomer(customer: Customer, version: number): void {
    const searchable = searchableText(customer);
    this.database.run(putCustomerSql, ...customerValues(customer), searchable, version);
  }

  private putInteraction(interaction: Interaction, version: number): void {
    this.database.run(putInteractionSql, ...interactionValues(interaction), version);
  }

  /** Brings the search index up to what this version wrote: in one sweep, which costs a tenth of row by row. */
  private indexWritten(version: number): void {
    this.database.run(
      "DELETE FROM customer_search WHERE rowid IN (SELECT row FROM customers WHERE version = ?)",
      version,
    );
    this.database.run(
      "INSERT INTO customer_search (rowid, searchable) SELECT row, searchable FROM customers WHERE version = ?",
      version,
    );
  }

  private noteRemoved(kind: "customer" | "interaction", id: string, version: number): void {
    this.database.run("INSERT OR REPLACE INTO removed VALUES (?, ?, ?)", kind, id, version);
  }

  /** What this version wrote is no longer removed, if ever it was. */
  private noteBack(kind: "customer" | "interaction", version: number): void {
    this.database.run(
      `DELETE FROM removed WHERE kind = ? AND id IN (SELECT id FROM ${kind}s WHERE version = ?)`,
      kind,
      version,
    );
  }

  private customersWhere(condition: Condition | undefined, query: CustomerQuery): Page<Customer> {
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    if (condition !== undefined) {
      conditions.push(`(${condition.sql})`);
      values.push(...condition.values);
    }
    for (const [column, value] of [
      ["kind", query.kind],
      ["segment", query.segment],
      ["owner", query.owner],
    ] as const) {
      if (value === undefined) continue;
      conditions.push(value === "" ? `${column} IS NULL` : `${column} = ?`);
      if (value !== "") values.push(value);
    }
    const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
    const order = query.order ?? "name";
    return isTextOrder(order)
      ? this.inTextOrder(order, where, values, query)
      : this.inColumnOrder(otherOrderColumns[order], where, values, query);
  }

  private inTextOrder(
    order: TextOrderField,
    where: string,
    values: readonly SqlValue[],
    query: CustomerQuery,
  ): Page<Customer> {
    let ranking = this.textOrders.get(order);
    if (ranking === undefined) this.textOrders.set(order, (ranking = new TextOrder(order)));
    let rows = ranking.rows(this.database, query.descending === true);
    if (where !== "") {
      const wanted = new Set(
        this.database.all(`SELECT row FROM customers ${where}`, ...values).map(([row]) => row as number),
      );
      rows = rows.filter((row) => wanted.has(row));
    }
    const offset = query.offset ?? 0;
    const part = rows.slice(offset, query.limit === undefined ? undefined : offset + query.limit);
    const items = part.flatMap((row) => {
      const found = this.database.first(`SELECT ${customerColumns} FROM customers WHERE row = ?`, row);
      return found === undefined ? [] : [customerOf(found)];
    });
    return { items, total: rows.length };
  }

  private inColumnOrder(
    column: string,
    where: string,
    values: readonly SqlValue[],
    query: CustomerQuery,
  ): Page<Customer> {
    const direction = query.descending ? "DESC" : "ASC";
    const missing = `${column} IS NULL`;
    const rows = this.database.all(
      `SELECT ${customerColumns} FROM customers ${where} ORDER BY (${missing}), ${column} ${direction}, ` +
        `CASE WHEN ${missing} THEN id END, id ${direction} LIMIT ? OFFSET ?`,
      ...values,
      query.limit ?? -1,
      query.offset ?? 0,
    );
    return {
      items: rows.map(customerOf),
      total: this.database.number(`SELECT count(*) FROM customers ${where}`, ...values),
    };
  }

  private interactionsWhere(query: InteractionQuery): Page<Interaction> {
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    const add = (sql: string, ...more: SqlValue[]) => {
      conditions.push(sql);
      values.push(...more);
    };
    if (query.customerId !== undefined) add("customer_id = ?", query.customerId);
    if (query.kinds !== undefined) add(`kind IN (${query.kinds.map(() => "?").join(", ")})`, ...query.kinds);
    if (query.from !== undefined) add("happened >= ?", query.from);
    if (query.to !== undefined) add("substr(happened, 1, 10) <= ?", query.to);
    if (query.dueBy !== undefined) add("done = 0 AND follow_up IS NOT NULL AND follow_up <= ?", query.dueBy);
    const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
    const order = query.dueBy === undefined ? "happened DESC, id" : "follow_up, happened DESC, id";
    const rows = this.database.all(
      `SELECT ${interactionColumns} FROM interactions ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
      ...values,
      query.limit ?? -1,
      query.offset ?? 0,
    );
    const whole = query.limit === undefined && !query.offset;
    return {
      items: rows.map(interactionOf),
      total: whole
        ? rows.length
        : this.database.number(`SELECT count(*) FROM interactions ${where}`, ...values),
    };
  }
}

function isTextOrder(order: CustomerOrder): order is TextOrderField {
  return order === "name" || order === "company" || order === "segment" || order === "owner";
}
