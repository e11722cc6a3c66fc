import {
  batchSize,
  createRecords,
  CrmError,
  customerFields,
  erasureFields,
  interactionFields,
  isDay,
  newId,
  planAddSteps,
  planAddInteractions,
  planChange,
  planRemove,
  planRemoveInteractions,
  planRemoveSteps,
  planUpdate,
  planUpdateInteractions,
  ratingRangeBy,
  sameRecord,
  sha256,
  finished,
  stepSize,
  tableNames,
  type Batch,
  type CellReading,
  type ChangeSet,
  type Customer,
  type CustomerStore,
  type Erasure,
  type Field,
  type Interaction,
  type Language,
  type MessageKey,
  type OwnCells,
  type Steps,
  type StoreSettings,
  type WriteOptions,
} from "@crm-functions/core";
import { inSlices } from "../in-slices";
import type {
  ActionOptions,
  Area,
  CellValue,
  TableInfo,
  TableWrite,
  Workbook,
  WrittenValue,
} from "../workbook";
import {
  areaOfRow,
  ensureRecordTable,
  findRecordTable,
  positionsById,
  readRow,
  readRows,
  requireColumn,
  rowsOf,
  writesFor,
  type RecordTable,
  type RecordTableDescription,
  type RowRead,
} from "./record-table";
import { layoutOf, positionOf, type FlatRecord, type HeaderMapping } from "./table-columns";
import { readWeights } from "./weights";

/** Which headers keep which fields, where users have renamed columns beyond recognition. */
export interface StoreMapping {
  readonly customers?: HeaderMapping;
  readonly interactions?: HeaderMapping;
}

/** A cell or row that users typed and that the store could not make sense of. */
export interface RowProblem {
  readonly table: "customers" | "interactions";
  /** Position in the body of the table, counted from 1. */
  readonly row: number;
  /** Header of the column, `""` where the whole row is meant. */
  readonly column: string;
  readonly key: MessageKey;
  readonly found: string;
}

export interface TableWithoutId {
  readonly kind: "customers" | "interactions";
  /** Name of the table. */
  readonly name: string;
  /** Header that the column is looked for under. */
  readonly field: string;
}

export interface WorkbookStoreSettings extends StoreSettings {
  /** Language of tables that are made; default that of the workbook. */
  readonly language?: Language;
  /** Milliseconds to wait after a change in a table before it is read again; default 150. */
  readonly refreshDelay?: number;
  /** Hears when reading again in the background fails; default `console.error`. */
  readonly onError?: (error: unknown) => void;
}

/** The customers of a workbook's tables. */
export interface WorkbookCustomerStore extends CustomerStore {
  /** Reads the tables again and takes over what users and co-authors have changed. */
  refresh(options?: ActionOptions): Promise<void>;
  /** Where the row of a customer is now, for jumping to it; undefined where there is none. */
  areaOf(customerId: string): Promise<Area | undefined>;
  /** The customer whose row (of the Customers or the Interactions table) an area touches first. */
  customerAt(area: Area): Promise<Customer | undefined>;
  /** What stands beside customers in columns that are the user's own, by header; formulas and blank cells are left out. */
  ownCells(ids: readonly string[]): Promise<Map<string, OwnCells["before"]>>;
  /** What could not be understood when the tables were last read. */
  problems(): readonly RowProblem[];
  /** Tables that are meant to keep records but have no column for their ids: nothing of them is read. */
  tablesWithoutId(): readonly TableWithoutId[];
  /** Adds that column to a table of `tablesWithoutId`; its rows get ids. */
  addIdColumn(kind: TableWithoutId["kind"]): Promise<void>;
  mapping(): StoreMapping;
  /** Keeps the mapping in the workbook and reads the tables by it. */
  setMapping(mapping: StoreMapping): Promise<void>;
  /** Stops listening to the workbook. */
  close(): void;
}

const mappingSetting = "crm.mapping";
const sheetNames: Readonly<Record<keyof typeof tableNames, Readonly<Record<Language, string>>>> = {
  customers: { "en-US": "Customers", "zh-CN": "客户" },
  interactions: { "en-US": "Interactions", "zh-CN": "互动" },
  weights: { "en-US": "Weights", "zh-CN": "权重" },
  erasures: { "en-US": "Erasures", "zh-CN": "删除记录" },
};

/** How many rows are looked up one by one before the whole table is read instead. */
const singlyUpTo = 50;
/** After more changes than this at once, search and list are made ready before anybody asks. */
const prepareFrom = 200;
/** Of how many removed rows the cells in columns of the users' own are remembered, in case the row comes back. */
const asideUpTo = 10_000;

/**
 * Opens the customers of a workbook. Nothing is written until the first customer is: tables that are missing are made
 * then.
 */
export async function openWorkbookStore(
  workbook: Workbook,
  settings: WorkbookStoreSettings,
): Promise<WorkbookCustomerStore> {
  const records = createRecords(settings.region);
  const listeners = new Set<() => void>();
  const language = settings.language ?? workbook.language;
  const reading: CellReading = { region: settings.region };
  const onError = settings.onError ?? ((error: unknown) => console.error(error));
  let mapping: StoreMapping = readMapping(await workbook.readSetting(mappingSetting));
  let rowProblems: RowProblem[] = [];
  let withoutId: TableWithoutId[] = [];
  /** What removed rows held in columns that are the users' own, by record and header, for an undo to bring back. */
  const aside = new Map<string, ReadonlyMap<string, WrittenValue>>();
  /** Where rows stood when we last saw them. Users sort: a place is good only once its id has been found there. */
  const lastSeen = { customers: new Map<string, number>(), interactions: new Map<string, number>() };
  let last: Promise<unknown> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  /** Ends once the last large batch has been taken into the records. */
  let applying: Promise<void> = Promise.resolve();

  /** One action after the other: two that read and write at once would undo each other's work. */
  function inTurn<Result>(action: () => Promise<Result>): Promise<Result> {
    const turn = last.then(action);
    // The next action starts after this one whether or not it failed; its caller hears of the failure through `turn`.
    last = turn.catch(() => undefined);
    return turn;
  }

  function notify(): void {
    for (const listener of [...listeners]) listener();
  }

  const description = (kind: "customers" | "interactions"): RecordTableDescription =>
    kind === "customers"
      ? {
          name: tableNames.customers,
          sheet: sheetNames.customers[language],
          fields: customerFields as readonly Field[],
          knownBy: ["id", "name"],
          withRatings: true,
          mapping: mapping.customers ?? {},
          language,
        }
      : {
          name: tableNames.interactions,
          sheet: sheetNames.interactions[language],
          fields: interactionFields as readonly Field[],
          knownBy: ["id", "customerId", "when"],
          withRatings: false,
          mapping: mapping.interactions ?? {},
          language,
        };

  interface Tables {
    customers?: RecordTable;
    interactions?: RecordTable;
    /** All that the workbook has. */
    all: readonly TableInfo[];
  }

  async function findTables(): Promise<Tables> {
    const found = await workbook.tables();
    const interactions = findRecordTable(found, description("interactions"));
    const others = found.filter(({ name }) => name !== interactions?.info.name);
    return { customers: findRecordTable(others, description("customers")), interactions, all: found };
  }

  // ——— Reading ———

  /** Gives ids to rows that users typed without one, and writes them into the sheet. */
  async function giveIds(table: RecordTable, rows: readonly RowRead[], of: "customer" | "interaction") {
    const writes: TableWrite[] = [];
    const column = requireColumn(table, "id");
    const used = new Set(rows.map(({ record }) => record.id));
    const withIds = rows.map((read): RowRead => {
      const named = of === "customer" ? read.record.name : read.record.customerId;
      if (read.record.id !== "" || named === "") return read;
      let id: string;
      do id = (settings.newId ?? newId)(of);
      while (used.has(id));
      used.add(id);
      writes.push({ row: read.row, column, values: [[id]] });
      return { ...read, record: { ...read.record, id } };
    });
    if (writes.length > 0) await workbook.quietly(() => workbook.writeTable(table.info.name, writes));
    return withIds;
  }

  /** The records of a table by id; of two rows with one id the first counts, the other is a problem. */
  function byId(
    table: RecordTable,
    rows: readonly RowRead[],
    kind: "customers" | "interactions",
  ): Map<string, FlatRecord> {
    const found = new Map<string, FlatRecord>();
    for (const { record, row, problems } of rows) {
      for (const { column, key, found: text } of problems) {
        rowProblems.push({ table: kind, row: row + 1, column: table.info.headers[column], key, found: text });
      }
      if (record.id === "") continue;
      if (found.has(record.id)) {
        rowProblems.push({ table: kind, row: row + 1, column: "", key: "idTaken", found: record.id });
      } else {
        found.set(record.id, record);
        lastSeen[kind].set(record.id, row);
      }
    }
    return found;
  }

  async function readTable(
    kind: "customers" | "interactions",
    table: RecordTable | undefined,
    options?: ActionOptions,
  ): Promise<Map<string, FlatRecord>> {
    lastSeen[kind].clear();
    if (table === undefined) return new Map();
    if (positionOf(table.columns, "id") < 0) {
      withoutId.push({ kind, name: table.info.name, field: idField(kind).header[language] });
      return new Map();
    }
    const rows = await readRows(workbook, table, reading, options);
    const of = kind === "customers" ? "customer" : "interaction";
    return byId(table, await giveIds(table, rows, of), kind);
  }

  async function refreshNow(options?: ActionOptions): Promise<void> {
    const tables = await findTables();
    rowProblems = [];
    const before = withoutId.length;
    withoutId = [];
    const customers = await readTable("customers", tables.customers, options);
    const interactions = await readTable("interactions", tables.interactions);
    await takeOver(customers, interactions, true);
    if (withoutId.length !== before) notify();
  }

  /** Takes what was read for the truth; with `whole`, what was not read is gone. */
  async function takeOver(
    customers: ReadonlyMap<string, FlatRecord>,
    interactions: ReadonlyMap<string, FlatRecord>,
    whole: boolean,
    goneCustomers: readonly string[] = [],
    goneInteractions: readonly string[] = [],
  ): Promise<void> {
    function* different<Item extends Customer | Interaction>(
      read: ReadonlyMap<string, FlatRecord>,
      itemOf: (record: FlatRecord) => Item,
      stored: (id: string) => Item | undefined,
    ): Steps<Item[]> {
      const put: Item[] = [];
      let done = 0;
      for (const record of read.values()) {
        if (done++ % stepSize === 0) yield done;
        const item = itemOf(record);
        if (!sameRecord(item, stored(item.id))) put.push(item);
      }
      return put;
    }
    const putCustomers = await inSlices(different(customers, customerOf, records.customer));
    const putInteractions = await inSlices(different(interactions, interactionOf, records.interaction));
    const removeCustomers = [...goneCustomers];
    const removeInteractions = [...goneInteractions];
    if (whole) {
      for (const { id } of records.allCustomers()) if (!customers.has(id)) removeCustomers.push(id);
      for (const { id } of records.allInteractions()) if (!interactions.has(id)) removeInteractions.push(id);
    }
    const batch = { putCustomers, putInteractions, removeCustomers, removeInteractions };
    if (batchSize(batch) > 0) await applied(batch);
  }

  /** Takes a batch into the records and tells those who listen. Who reads meanwhile waits: nobody sees a part of it. */
  async function applied(batch: Batch): Promise<void> {
    if (batchSize(batch) > prepareFrom) {
      applying = inSlices(records.applySteps(batch));
      await applying;
      await inSlices(records.prepare());
    } else records.apply(batch);
    notify();
  }

  /** What `look` finds once no large change is half taken in. */
  async function settled<Result>(look: () => Result): Promise<Result> {
    await applying;
    return look();
  }

  // ——— Writing ———

  /** What a write needs: the tables, and where the records that it is about stand in them at this moment. */
  interface Fresh extends Tables {
    /** The settings with the ranges of ratings that the `Weights` table gives at this moment. */
    rules: StoreSettings;
    customerRows: ReadonlyMap<string, number>;
    interactionRows: ReadonlyMap<string, number>;
  }

  /** Which rows a write looks at. */
  interface Looked {
    /** Records that are to be there: their rows are read once more. */
    readonly ids?: readonly string[];
    /** Ids that are to be free: looked up among all that the sheet has by now. */
    readonly free?: readonly string[];
    /** Records are to be added, with ratings perhaps. */
    readonly rated?: boolean;
  }

  /**
   * Looks at the rows that are to be changed once more, so that nothing that somebody changed a moment ago is
   * overwritten unseen.
   */
  async function freshen(customers: Looked, interactions: Looked, options?: ActionOptions): Promise<Fresh> {
    const tables = await findTables();
    const customerRows = await freshRows("customers", tables.customers, customers, options);
    const interactionRows = await freshRows("interactions", tables.interactions, interactions);
    const { ids = [], free = [] } = customers;
    const rules =
      ids.length + free.length > 0 || customers.rated === true
        ? { ...settings, ratingRange: ratingRangeBy(await readWeights(workbook, tables.all)) }
        : settings;
    return { ...tables, rules, customerRows, interactionRows };
  }

  async function freshRows(
    kind: "customers" | "interactions",
    table: RecordTable | undefined,
    { ids = [], free = [] }: Looked,
    options?: ActionOptions,
  ): Promise<ReadonlyMap<string, number>> {
    const wanted = [...new Set(ids)];
    if (wanted.length + free.length === 0) return new Map();
    // One row of 100,000 is found where it stood before, without reading the ids of all others.
    const few = table !== undefined && free.length === 0 && wanted.length <= singlyUpTo;
    const rows = few ? await rowsWhereLastSeen(kind, table, wanted) : undefined;
    const nothing = new Map<string, FlatRecord>();
    const take = (found: ReadonlyMap<string, FlatRecord>, gone: readonly string[]) =>
      kind === "customers"
        ? takeOver(found, nothing, false, gone, [])
        : takeOver(nothing, found, false, [], gone);
    if (rows !== undefined) {
      await take(new Map(rows.map(({ record }) => [record.id, record])), []);
      return new Map(rows.map(({ record, row }) => [record.id, row]));
    }
    const known = (id: string) =>
      kind === "customers" ? records.customer(id) !== undefined : records.interaction(id) !== undefined;
    const positions = table === undefined ? new Map<string, number>() : await positionsById(workbook, table);
    lastSeen[kind] = positions;
    const gone = wanted.filter((id) => !positions.has(id) && known(id));
    const present = wanted.filter((id) => positions.has(id));
    const found = new Map<string, FlatRecord>();
    if (table !== undefined && present.length > 0) {
      const among = new Set(present);
      const read =
        present.length > singlyUpTo
          ? (await readRows(workbook, table, reading, options)).filter(({ record }) => among.has(record.id))
          : await rowsAt(
              table,
              present.map((id) => positions.get(id)!),
            );
      for (const { record } of read) if (!found.has(record.id)) found.set(record.id, record);
    }
    await take(found, gone);
    return new Map(positions);
  }

  async function rowsAt(table: RecordTable, places: readonly number[]): Promise<RowRead[]> {
    const read = await workbook.read(places.map((row) => areaOfRow(table, row)));
    return read.map(([cells], i) => readRow(table, cells, places[i], reading));
  }

  /** The rows of records where they were last seen; undefined unless every one of them is still there. */
  async function rowsWhereLastSeen(
    kind: "customers" | "interactions",
    table: RecordTable,
    ids: readonly string[],
  ): Promise<RowRead[] | undefined> {
    const places = ids.map((id) => lastSeen[kind].get(id) ?? Infinity);
    if (places.some((row) => row >= table.info.rowCount)) return undefined;
    requireColumn(table, "id");
    const rows = await rowsAt(table, places);
    return rows.every(({ record }, i) => record.id === ids[i]) ? rows : undefined;
  }

  /**
   * Writes a batch into the tables, and only then takes it into the records. What was written is taken back when a
   * later part fails.
   */
  async function write(
    batch: Batch,
    fresh: Fresh,
    total: number,
    options: WriteOptions<never> | WriteOptions | WriteOptions<Interaction> = {},
    ownCells: readonly OwnCells[] = [],
  ): Promise<void> {
    const actions = actionsOf(options, total);
    if (options.signal?.aborted === true) throw new CrmError("value", "stopped");
    const { customers, interactions, customerRows, interactionRows } = fresh;
    await allOrNothing(async (takeBack) => {
      if (customers !== undefined) await putOwnCells(customers, ownCells, customerRows, takeBack);
      await putAll("customers", customers, batch.putCustomers, customerRows, actions, takeBack);
      await putAll("interactions", interactions, batch.putInteractions, interactionRows, actions, takeBack);
      const rowsAt = (positions: ReadonlyMap<string, number>, ids: readonly string[]) =>
        ids.flatMap((id): [string, number][] => (positions.has(id) ? [[id, positions.get(id)!]] : []));
      const { signal } = actions;
      await removeAll(interactions, rowsAt(interactionRows, batch.removeInteractions), { signal }, takeBack);
      await removeAll(customers, rowsAt(customerRows, batch.removeCustomers), actions, takeBack);
    });
    if (batch.removeCustomers.length + batch.removeInteractions.length > 0) {
      // The rows below have moved up.
      lastSeen.customers.clear();
      lastSeen.interactions.clear();
    }
    await applied(batch);
    options.onProgress?.({ done: total, total });
  }

  /** The options of a write for the workbook: a part of it may count more than the write has records. */
  function actionsOf(
    options: WriteOptions<never> | WriteOptions | WriteOptions<Interaction>,
    total: number,
  ): ActionOptions {
    return {
      signal: options.signal,
      onProgress:
        options.onProgress && (({ done }) => options.onProgress?.({ done: Math.min(done, total), total })),
    };
  }

  /** Runs writes; when one fails, those before it are taken back, the last first. */
  async function allOrNothing(work: (takeBack: (() => Promise<void>)[]) => Promise<void>): Promise<void> {
    const takeBack: (() => Promise<void>)[] = [];
    try {
      await workbook.quietly(async () => {
        try {
          await work(takeBack);
        } catch (error) {
          for (const undo of takeBack.reverse()) {
            await undo().catch((failure: unknown) => {
              const reasons = [error, failure].map((each) =>
                each instanceof Error ? each.message : String(each),
              );
              throw new CrmError("value", "notTakenBack", { reason: reasons.join(" / ") });
            });
          }
          throw error;
        }
      });
    } catch (error) {
      // The tables hold a part of the write: show what is there now.
      if (error instanceof CrmError && error.key === "notTakenBack") await refreshNow();
      throw error;
    }
  }

  async function putAll(
    kind: "customers" | "interactions",
    found: RecordTable | undefined,
    put: readonly (Customer | Interaction)[],
    positions: ReadonlyMap<string, number>,
    options: ActionOptions,
    takeBack: (() => Promise<void>)[],
  ): Promise<void> {
    if (put.length === 0) return;
    const after = put.map(flat);
    const table = await ensureRecordTable(workbook, found, description(kind), after);
    const name = table.info.name;
    const writes: TableWrite[] = [];
    const back: TableWrite[] = [];
    const added: FlatRecord[] = [];
    for (const record of after) {
      const row = positions.get(record.id);
      if (row === undefined) {
        added.push(record);
        continue;
      }
      const stored = kind === "customers" ? records.customer(record.id) : records.interaction(record.id);
      const before = flat(stored!);
      writes.push(...writesFor(table, row, before, record));
      back.push(...writesFor(table, row, record, before));
    }
    if (writes.length > 0) {
      takeBack.push(() => workbook.writeTable(name, back));
      await workbook.writeTable(name, writes, options);
    }
    if (added.length > 0) {
      const rows = await inSlices(rowsOf(table, added), { signal: options.signal });
      added.forEach(({ id }, i) => {
        for (const [header, value] of aside.get(asideKey(table, id)) ?? []) {
          const column = table.info.headers.indexOf(header);
          if (column >= 0 && table.columns.uses[column] === undefined) rows[i][column] = value;
        }
      });
      takeBack.push(async () => {
        const now = await positionsById(workbook, table);
        const written = added.flatMap(({ id }) => now.get(id) ?? []);
        if (written.length > 0) await workbook.deleteRows(name, written);
      });
      await workbook.appendRows(name, rows, options);
      added.forEach(({ id }, i) => lastSeen[kind].set(id, table.info.rowCount + i));
    }
  }

  async function ownCellsAt(table: RecordTable, rows: readonly number[]): Promise<OwnCells["before"][]> {
    const kept = await keptCells(table, rows);
    return kept.map((cells) =>
      Object.fromEntries(
        table.columns.uses.flatMap((use, column) => {
          const value = cells[column];
          const own = use === undefined && value !== undefined && value !== null;
          return own ? [[table.info.headers[column], value]] : [];
        }),
      ),
    );
  }

  /** @throws CrmError `changedMeanwhile` where a cell holds something else than it is said to */
  async function putOwnCells(
    table: RecordTable,
    ownCells: readonly OwnCells[],
    positions: ReadonlyMap<string, number>,
    takeBack: (() => Promise<void>)[],
  ): Promise<void> {
    const { name, headers } = table.info;
    for (const { id, before, after } of ownCells) {
      const row = positions.get(id);
      const columns = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((header) =>
        headers.includes(header),
      );
      if (row === undefined || columns.length === 0) continue;
      const [now] = await ownCellsAt(table, [row]);
      const changed = columns.filter((header) => now[header] !== before[header]);
      if (changed.length > 0) {
        const parameters = { id, name: records.customer(id)?.name ?? id, fields: changed.join(", ") };
        throw new CrmError("value", "changedMeanwhile", parameters);
      }
      const writes = (cells: OwnCells["before"]): TableWrite[] =>
        columns.map((header) => ({
          row,
          column: headers.indexOf(header),
          values: [[cells[header] ?? null]],
        }));
      takeBack.push(() => workbook.writeTable(name, writes(before)));
      await workbook.writeTable(name, writes(after));
    }
  }

  /** Deletes rows given with the ids of their records. Taken back, they stand at the end of the table. */
  async function removeAll(
    table: RecordTable | undefined,
    rows: readonly (readonly [id: string, row: number])[],
    options: ActionOptions,
    takeBack: (() => Promise<void>)[],
  ): Promise<void> {
    if (table === undefined || rows.length === 0) return;
    const { name, headers } = table.info;
    const cells = await keptCells(
      table,
      rows.map(([, row]) => row),
      options.signal,
    );
    const idColumn = requireColumn(table, "id");
    takeBack.push(async () => {
      // The last go first: where deleting ended early, rows above are where they were, and not to stand there twice.
      const ids = await workbook.readTable(name, [idColumn]);
      const gone = cells.filter((_, i) => ids[rows[i][1]]?.[0] !== cells[i][idColumn]);
      if (gone.length > 0) await workbook.appendRows(name, gone);
    });
    await workbook.deleteRows(
      name,
      rows.map(([, row]) => row),
      options,
    );
    rows.forEach(([id], i) => {
      const own = table.columns.uses.flatMap((use, column): [string, WrittenValue][] => {
        const value = cells[i][column];
        return use !== undefined || value === undefined || value === null ? [] : [[headers[column], value]];
      });
      if (own.length > 0) aside.set(asideKey(table, id), new Map(own));
    });
    for (const key of aside.keys()) {
      if (aside.size <= asideUpTo) break;
      aside.delete(key);
    }
  }

  const asideKey = (table: RecordTable, id: string) => `${table.info.name}/${id}`;

  /** What rows hold, whoever's columns it is; undefined where a formula or an error stands, which the table fills in. */
  async function keptCells(
    table: RecordTable,
    rows: readonly number[],
    signal?: ActionOptions["signal"],
  ): Promise<(WrittenValue | undefined)[][]> {
    const { area, rowCount } = table.info;
    const whole = { ...area, row: area.row + 1, rows: rowCount };
    const areas = rows.length > singlyUpTo ? [whole] : rows.map((row) => areaOfRow(table, row));
    const pick = <Cell>(read: readonly (readonly (readonly Cell[])[])[]) =>
      rows.length > singlyUpTo ? rows.map((row) => read[0][row]) : read.map(([cells]) => cells);
    const values = pick<CellValue>(await workbook.read(areas));
    const formulas = pick<string>(await workbook.formulas(areas));
    function* kept(): Steps<(WrittenValue | undefined)[][]> {
      const all: (WrittenValue | undefined)[][] = [];
      for (const [i, cells] of values.entries()) {
        if (i % stepSize === 0) yield i;
        all.push(
          cells.map((value, column) =>
            formulas[i][column] !== "" || (typeof value === "object" && value !== null) ? undefined : value,
          ),
        );
      }
      return all;
    }
    return inSlices(kept(), { signal });
  }

  /** What several changes look at: read once more before they are planned. */
  function concerned(
    changes: ChangeSet,
    seen: readonly Customer[],
    seenInteractions: readonly Interaction[],
  ) {
    const ids = (items: readonly { readonly id: string }[] = []) => items.map(({ id }) => id);
    const removed = changes.remove ?? [];
    const interactions = [
      ...ids(changes.updateInteractions),
      ...(changes.removeInteractions ?? []),
      ...ids(seenInteractions),
      ...removed.flatMap((id) => [...records.interactionIds(id)]),
    ];
    const owners = [...(changes.addInteractions ?? []), ...(changes.updateInteractions ?? [])];
    const customers = [
      ...ids(changes.update),
      ...removed,
      ...ids(seen),
      ...owners.flatMap(({ customerId }) => customerId ?? []),
    ];
    return { customers, interactions };
  }

  /** Every row about a person goes, also those that the records know nothing of, and the log says that it was done. */
  async function eraseRows(id: string, date: string): Promise<Erasure> {
    await refreshNow(); // what a co-author has added a moment ago goes as well
    const batch = planRemove(records, [id]);
    const tables = await findTables();
    const rowsWith = async (table: RecordTable | undefined, field: string): Promise<[string, number][]> => {
      if (table === undefined) return [];
      const cells = await workbook.readTable(table.info.name, [requireColumn(table, field)]);
      return cells.flatMap(([cell], row): [string, number][] =>
        cell !== null && String(cell).trim() === id ? [[id, row]] : [],
      );
    };
    const customerRows = await rowsWith(tables.customers, "id");
    const interactionRows = await rowsWith(tables.interactions, "customerId");
    const erasure = { idHash: sha256(id), date, interactions: interactionRows.length };
    const found = findRecordTable(await workbook.tables(), erasureTable(language));
    const log = await ensureRecordTable(workbook, found, erasureTable(language), []);
    await allOrNothing(async (takeBack) => {
      const rows = finished(rowsOf(log, [{ id: erasure.idHash, ...erasure }]));
      takeBack.push(() => workbook.deleteRows(log.info.name, [log.info.rowCount]));
      await workbook.appendRows(log.info.name, rows);
      await removeAll(tables.interactions, interactionRows, {}, takeBack);
      await removeAll(tables.customers, customerRows, {}, takeBack);
    });
    // Nothing of it stays to be brought back.
    for (const table of [tables.customers, tables.interactions]) {
      if (table === undefined) continue;
      for (const gone of [id, ...batch.removeInteractions]) aside.delete(asideKey(table, gone));
    }
    lastSeen.customers.clear();
    lastSeen.interactions.clear();
    await applied(batch);
    return erasure;
  }

  // ——— Places ———

  async function customerAt(area: Area): Promise<Customer | undefined> {
    const tables = await findTables();
    for (const [table, idField] of [
      [tables.customers, "id"],
      [tables.interactions, "customerId"],
    ] as const) {
      if (table === undefined) continue;
      const { area: whole, rowCount } = table.info;
      const first = Math.max(area.row, whole.row + 1);
      const touches =
        area.sheet === whole.sheet &&
        first < area.row + area.rows &&
        first <= whole.row + rowCount &&
        area.column < whole.column + whole.columns &&
        area.column + area.columns > whole.column;
      if (!touches) continue;
      const position = positionOf(table.columns, idField);
      if (position < 0) continue;
      const column = whole.column + position;
      const [[[id]]] = await workbook.read([{ sheet: whole.sheet, row: first, column, rows: 1, columns: 1 }]);
      return id === null ? undefined : records.customer(String(id).trim());
    }
    return undefined;
  }

  const stopListening = workbook.onTableChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      inTurn(async () => {
        if (!closed) await refreshNow();
      }).catch((error: unknown) => {
        if (!closed) onError(error); // a workbook that was closed meanwhile has no tables any more
      });
    }, settings.refreshDelay ?? 150);
  });

  await inTurn(() => refreshNow());

  return {
    add: (customers, options) =>
      inTurn(async () => {
        if (options?.signal?.aborted === true) throw new CrmError("value", "stopped");
        const fresh = await freshen({ free: givenIds(customers), rated: true }, {});
        const steps = planAddSteps(
          // An id that a co-author has taken a moment ago is in the sheet but not yet among the records.
          { ...lookup(), customer: (id) => records.customer(id) ?? takenBy(fresh.customerRows, id) },
          customers,
          fresh.rules,
        );
        const batch = await inSlices(steps, { signal: options?.signal });
        await write(batch, fresh, customers.length, options);
        return [...batch.putCustomers];
      }),
    update: (changes, options) =>
      inTurn(async () => {
        const fresh = await freshen({ ids: changes.map(({ id }) => id) }, {});
        const batch = planUpdate(records, changes, fresh.rules, options?.seen);
        await write(batch, fresh, changes.length, options);
        return changes.map(({ id }) => records.customer(id)!);
      }),
    remove: (ids, options) =>
      inTurn(async () => {
        const fresh = await freshen(
          { ids },
          { ids: ids.flatMap((id) => [...records.interactionIds(id)]) },
          {
            signal: options?.signal,
            // Looking at the rows once more is the first half.
            onProgress: ({ done, total }) =>
              options?.onProgress?.({
                done: Math.floor((ids.length * done) / Math.max(1, total) / 2),
                total: ids.length,
              }),
          },
        );
        const steps = planRemoveSteps(records, ids, options?.seen);
        const batch = await inSlices(steps, { signal: options?.signal });
        await write(batch, fresh, ids.length, {
          signal: options?.signal,
          // Deleting them is the second.
          onProgress: ({ done, total }) =>
            options?.onProgress?.({ done: Math.floor((total + done) / 2), total }),
        });
      }),
    get: (id) => settled(() => records.customer(id)),
    list: (query = {}) => settled(() => records.query(query)),
    search: (text, query = {}) => settled(() => records.query(query, text)),
    interactionsOf: (customerId) => settled(() => [...records.queryInteractions({ customerId }).items]),
    listInteractions: (query = {}) => settled(() => records.queryInteractions(query)),
    addInteractions: (interactions, options) =>
      inTurn(async () => {
        const fresh = await freshen(
          { ids: interactions.map(({ customerId }) => customerId) },
          { free: givenIds(interactions) },
        );
        const batch = planAddInteractions(
          {
            ...lookup(),
            interaction: (id) => records.interaction(id) ?? takenBy(fresh.interactionRows, id),
          },
          interactions,
          settings,
          options?.seen,
        );
        await write(batch, fresh, interactions.length, options);
        return [...batch.putInteractions];
      }),
    updateInteractions: (changes, options) =>
      inTurn(async () => {
        const fresh = await freshen({}, { ids: changes.map(({ id }) => id) });
        const batch = planUpdateInteractions(records, changes, settings, options?.seen);
        await write(batch, fresh, changes.length, options);
        return changes.map(({ id }) => records.interaction(id)!);
      }),
    removeInteractions: (ids, options) =>
      inTurn(async () => {
        const fresh = await freshen({}, { ids });
        await write(planRemoveInteractions(records, ids, options?.seen), fresh, ids.length, options);
      }),
    change: (changes, options = {}) =>
      inTurn(async () => {
        const { customers, interactions } = concerned(
          changes,
          options.seen ?? [],
          options.seenInteractions ?? [],
        );
        const fresh = await freshen(
          { ids: customers, free: givenIds(changes.add), rated: true },
          { ids: interactions, free: givenIds(changes.addInteractions) },
        );
        const batch = planChange(
          {
            ...lookup(),
            customer: (id) => records.customer(id) ?? takenBy(fresh.customerRows, id),
            interaction: (id) => records.interaction(id) ?? takenBy(fresh.interactionRows, id),
          },
          changes,
          fresh.rules,
          options,
        );
        await write(batch, fresh, batchSize(batch), options, options.ownCells);
      }),
    changesSince: (version) => settled(() => records.changesSince(version)),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    erase: (id, date) => inTurn(() => eraseRows(id, date)),
    erasures: () => inTurn(() => readErasures(workbook, language)),

    refresh: (options) => inTurn(() => refreshNow(options)),
    areaOf: (customerId) =>
      inTurn(async () => {
        const { customers } = await findTables();
        if (customers === undefined || positionOf(customers.columns, "id") < 0) return undefined;
        const [seen] = (await rowsWhereLastSeen("customers", customers, [customerId])) ?? [];
        const row = seen?.row ?? (await positionsById(workbook, customers)).get(customerId);
        return row === undefined ? undefined : areaOfRow(customers, row);
      }),
    ownCells: (ids) =>
      inTurn(async () => {
        const { customers } = await findTables();
        if (customers === undefined) return new Map<string, OwnCells["before"]>();
        const positions = await freshRows("customers", customers, { ids });
        const found = ids.filter((id) => positions.has(id));
        const cells = await ownCellsAt(
          customers,
          found.map((id) => positions.get(id)!),
        );
        return new Map(found.map((id, i) => [id, cells[i]]));
      }),
    customerAt: (area) => inTurn(() => customerAt(area)),
    problems: () => rowProblems,
    tablesWithoutId: () => withoutId,
    addIdColumn: (kind) =>
      inTurn(async () => {
        const table = withoutId.find((each) => each.kind === kind);
        if (table === undefined) return;
        const [column] = layoutOf("", "", [idField(kind)], language).columns;
        await workbook.quietly(() => workbook.addColumns(table.name, [column]));
        await refreshNow();
      }),
    mapping: () => mapping,
    setMapping: (next) =>
      inTurn(async () => {
        await workbook.writeSetting(mappingSetting, JSON.stringify(next));
        mapping = next;
        await refreshNow();
      }),
    close() {
      closed = true;
      clearTimeout(timer);
      stopListening();
    },
  };

  function lookup() {
    return {
      customer: records.customer,
      interaction: records.interaction,
      interactionIds: records.interactionIds,
    };
  }
}

/** The ids that records bring along; those that they lack are made, and unlike any other. */
function givenIds(inputs: readonly { readonly id?: string }[] = []): string[] {
  return inputs.flatMap(({ id }) => (id === undefined || id === "" ? [] : [id]));
}

/** Stands for a record of which nothing but its id is known yet. */
function takenBy(positions: ReadonlyMap<string, number>, id: string): never | undefined {
  return positions.has(id) ? ({ id } as never) : undefined;
}

function idField(kind: "customers" | "interactions"): Field {
  const fields: readonly Field[] = kind === "customers" ? customerFields : interactionFields;
  return fields.find(({ name }) => name === "id")!;
}

function readMapping(setting: string | undefined): StoreMapping {
  return setting === undefined ? {} : (JSON.parse(setting) as StoreMapping);
}

function flat(record: Customer | Interaction): FlatRecord {
  return record as unknown as FlatRecord;
}

function customerOf(record: FlatRecord): Customer {
  const kind = record.kind === "partner" ? "partner" : "customer";
  const consent = record.consent === "yes" || record.consent === "no" ? record.consent : "";
  return { ...(record as unknown as Customer), kind, consent };
}

function interactionOf(record: FlatRecord): Interaction {
  const { ratings: _, ...rest } = record;
  const kinds = interactionFields.find(({ name }) => name === "kind")?.choices ?? [];
  const kind = kinds.some(({ value }) => value === record.kind) ? record.kind : "message";
  return { ...(rest as unknown as Interaction), kind: kind as Interaction["kind"] };
}

function erasureTable(language: Language): RecordTableDescription {
  return {
    name: tableNames.erasures,
    sheet: sheetNames.erasures[language],
    fields: erasureFields as readonly Field[],
    knownBy: ["idHash"],
    withRatings: false,
    mapping: {},
    language,
  };
}

async function readErasures(workbook: Workbook, language: Language): Promise<Erasure[]> {
  const table = findRecordTable(await workbook.tables(), erasureTable(language));
  if (table === undefined) return [];
  const rows = await readRows(workbook, table, {});
  return rows.map(({ record }) => ({
    idHash: String(record.idHash),
    date: isDay(String(record.date)) ? String(record.date) : "",
    interactions: typeof record.interactions === "number" ? record.interactions : 0,
  }));
}
