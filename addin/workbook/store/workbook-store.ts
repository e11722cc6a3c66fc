import {
  batchSize,
  createRecords,
  CrmError,
  inverseOf,
  planChangeSteps,
  ratingRangeBy,
  verbsOf,
  type Batch,
  type ChangeOptions,
  type ChangeSet,
  type Customer,
  type CustomerStore,
  type Interaction,
  type Region,
  type RowProblem,
  type StoreSettings,
  type Written,
} from "@crm-functions/core";
import { inSlices, stopIfAsked } from "../in-slices";
import type { ActionOptions, Area, Workbook } from "../workbook";
import type { Context, StoreMapping, TableWithoutId } from "./context";
import { erasePerson, erasures } from "./erasing";
import { areaOfCustomer, customerAt, freshPlaces } from "./places";
import { refresh } from "./reading";
import { findTables, idColumn } from "./tables";
import { readWeights } from "./weights";
import { writeChange } from "./writing";

export type { StoreMapping, TableWithoutId } from "./context";

interface WorkbookStoreSettings extends StoreSettings {
  /** Milliseconds to wait after a table changes before reading it again; default 150. */
  readonly refreshDelay?: number;
}

/** The customers in the tables of a workbook. */
export interface WorkbookCustomerStore extends CustomerStore {
  /** Reads the tables again and applies what users and co-authors have changed. */
  refresh(options?: ActionOptions): Promise<void>;
  /** The current row of a customer, to jump to; undefined if there is none. */
  areaOf(customerId: string): Promise<Area | undefined>;
  /** The customer of the first row (of the Customers or the Interactions table) that an area touches. */
  customerAt(area: Area): Promise<Customer | undefined>;
  /** Cells and rows that could not be understood when the tables were last read. */
  problems(): readonly RowProblem[];
  /** Tables of records without an id column: nothing is read from them. */
  tablesWithoutId(): readonly TableWithoutId[];
  /** Adds the id column to a table of `tablesWithoutId`; its rows get ids. */
  addIdColumn(kind: TableWithoutId["kind"]): Promise<void>;
  /** Country of phone numbers without a country code: as kept in the workbook, else as given on opening. */
  region(): Region | undefined;
  /** Keeps the country in the workbook and reads the tables again with it. */
  setRegion(region: Region): Promise<void>;
  mapping(): StoreMapping;
  /** Keeps the mapping in the workbook and reads the tables again with it. */
  setMapping(mapping: StoreMapping): Promise<void>;
  /** Stops listening to the workbook. */
  close(): void;
}

/** One setting holds all choices of the user, because Excel reads each setting in its own round trip. */
const mappingSetting = "crm.mapping";
interface Kept extends StoreMapping {
  readonly region?: Region;
}
/** After a batch with more changes than this, search and list are prepared in advance. */
const prepareFrom = 200;

/** Opens the customers of a workbook. Opening writes nothing; missing tables are created with the first change. */
export async function openWorkbookStore(
  workbook: Workbook,
  settings: WorkbookStoreSettings,
): Promise<WorkbookCustomerStore> {
  const listeners = new Set<() => void>();
  const { language } = workbook;
  const records = createRecords(() => context.region);
  let last: Promise<unknown> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  /** Settles once the last large batch has been applied to the records. */
  let applying: Promise<void> = Promise.resolve();

  const text = await workbook.readSetting(mappingSetting);
  const { region: keptRegion, ...keptMapping } = text === undefined ? {} : (JSON.parse(text) as Kept);
  let chosenRegion = keptRegion;
  const context: Context = {
    workbook,
    records,
    settings,
    region: chosenRegion ?? settings.region,
    language,
    mapping: keptMapping,
    lastSeen: { customer: new Map(), interaction: new Map() },
    calculated: new Map(),
    phones: new Map(),
    problems: [],
    withoutId: [],
    unwritten: new Map(),
    applied,
  };

  const keep = (kept: Kept): Promise<void> => workbook.writeSetting(mappingSetting, JSON.stringify(kept));

  /** Runs actions one after the other: two that read and write at once would undo each other's work. */
  function inTurn<Result>(action: () => Promise<Result>): Promise<Result> {
    const turn = last.then(action);
    // The next action starts even if this one fails; the caller of this one gets the error through `turn`.
    last = turn.catch(() => undefined);
    return turn;
  }

  function notify(): void {
    for (const listener of [...listeners]) listener();
  }

  /** Readers wait in the meantime, so that they never see part of a batch. */
  async function applied(batch: Batch): Promise<void> {
    if (batchSize(batch) > prepareFrom) {
      applying = inSlices(records.applySteps(batch));
      await applying;
      await inSlices(records.prepare());
    } else records.apply(batch);
    notify();
  }

  /** The result of `look` once no large batch is partly applied. */
  async function settled<Result>(look: () => Result): Promise<Result> {
    await applying;
    return look();
  }

  async function refreshNow(options?: ActionOptions): Promise<void> {
    if (await againWhereMoved(() => refresh(context, options))) notify();
  }

  /** Runs a write; if the tables hold part of it in the end, shows their current contents. */
  async function wholeOrShown<Result>(write: () => Promise<Result>): Promise<Result> {
    try {
      return await againWhereMoved(write);
    } catch (error) {
      if (error instanceof CrmError && error.key === "notTakenBack") await refreshNow();
      throw error;
    }
  }

  /** Plans on the current rows, writes them, and only then applies the batch to the records. */
  async function changeNow(changes: ChangeSet, options: ChangeOptions): Promise<Written> {
    stopIfAsked(options);
    if (context.unwritten.size > 0) await refreshNow();
    const wanted = concerned(records, changes, options);
    const { signal, onProgress } = options;
    const tables = await findTables(context);
    // Reading many rows again counts as the first half of the progress.
    const many = wanted.customer.ids.length > prepareFrom;
    const half = (done: number, total: number) => onProgress?.({ done: Math.floor(done / 2), total });
    const customer = await freshPlaces(context, "customer", tables.customer, wanted.customer, {
      signal,
      ...(many && { onProgress: ({ done, total }) => half(done, total) }),
    });
    const interaction = await freshPlaces(context, "interaction", tables.interaction, wanted.interaction);
    const isRated =
      [changes.add, changes.update].some((each) => each !== undefined && each.length > 0) ||
      (changes.set?.size ?? 0) > 0;
    const rules: StoreSettings = {
      ...settings,
      region: context.region,
      phones: context.phones,
      ...(isRated && { ratingRange: ratingRangeBy(await readWeights(workbook, tables.all)) }),
    };
    const batch = await inSlices(planChangeSteps(records, changes, rules, options), { signal });
    const inverse = inverseOf(batch, records);
    const total = batchSize(batch);
    const places = {
      customers: placesOf(customer, batch.removeCustomers),
      interactions: placesOf(interaction, batch.removeInteractions),
    };
    const written = (done: number) =>
      many
        ? half(total + Math.min(done, total), total)
        : onProgress?.({ done: Math.min(done, total), total });
    await writeChange(
      context,
      batch,
      tables,
      { customer, interaction },
      { signal, onProgress: ({ done }) => written(done) },
      options.takesBack?.places,
    );
    await applied(batch);
    onProgress?.({ done: total, total });
    return {
      customers: batch.putCustomers,
      interactions: batch.putInteractions,
      inverse: { ...inverse, places },
    };
  }

  const change: CustomerStore["change"] = (changes, options = {}) =>
    inTurn(() => wholeOrShown(() => changeNow(changes, options)));

  const stopListening = workbook.onTableChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      inTurn(async () => {
        if (!closed) await refreshNow();
      }).catch((error: unknown) => {
        if (!closed) console.error(error); // a workbook closed in the meantime has no tables
      });
    }, settings.refreshDelay ?? 150);
  });

  await inTurn(() => refresh(context, {}, { writesIds: false }));

  return {
    ...verbsOf(change),
    change,
    get: (id) => settled(() => records.customer(id)),
    list: (query = {}) => settled(() => records.query(query)),
    search: (text, query = {}) => settled(() => records.query(query, text)),
    interactionsOf: (customerId) => settled(() => [...records.queryInteractions({ customerId }).items]),
    listInteractions: (query = {}) => settled(() => records.queryInteractions(query)),
    changesSince: (version) => settled(() => records.changesSince(version)),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    erase: (id, date) => inTurn(() => wholeOrShown(() => erasePerson(context, id, date))),
    erasures: () => inTurn(() => erasures(workbook)),
    refresh: (options) => inTurn(() => refreshNow(options)),
    areaOf: (customerId) => inTurn(() => areaOfCustomer(context, customerId)),
    customerAt: (area) => inTurn(() => customerAt(context, area)),
    problems: () => context.problems,
    tablesWithoutId: () => context.withoutId,
    addIdColumn: (kind) =>
      inTurn(async () => {
        const table = context.withoutId.find((each) => each.kind === kind);
        if (table === undefined) return;
        const column = idColumn(kind === "customers" ? "customer" : "interaction", language);
        await workbook.quietly(() => workbook.addColumns(table.name, [column]));
        await refreshNow();
      }),
    region: () => context.region,
    setRegion: (next) =>
      inTurn(async () => {
        await keep({ ...context.mapping, region: next });
        chosenRegion = next;
        context.region = next;
        context.phones = new Map();
        await refreshNow();
        notify(); // the country itself has changed, even if the tables have not
      }),
    mapping: () => context.mapping,
    setMapping: (next) =>
      inTurn(async () => {
        await keep({ ...next, region: chosenRegion });
        context.mapping = next;
        await refreshNow();
      }),
    close() {
      closed = true;
      clearTimeout(timer);
      stopListening();
    },
  };
}

/** Tries work up to three times if rows are moved while it runs; a failed try changes nothing. */
async function againWhereMoved<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === 3 || !(error instanceof CrmError && error.key === "rowsMoved")) throw error;
    }
  }
}

function placesOf(positions: ReadonlyMap<string, number>, ids: readonly string[]): Map<string, number> {
  return new Map(ids.filter((id) => positions.has(id)).map((id) => [id, positions.get(id)!]));
}

/** The records that a change depends on: their rows are read again before it is planned. */
function concerned(
  records: { interactionIds(customerId: string): Iterable<string> },
  changes: ChangeSet,
  { seen = [], seenInteractions = [], takesBack }: ChangeOptions,
) {
  const ids = (items: readonly { readonly id?: string }[] = []) =>
    items.flatMap(({ id }) => (id === undefined || id === "" ? [] : [id]));
  const keys = (map?: ReadonlyMap<string, unknown>) => [...(map?.keys() ?? [])];
  const removed = changes.remove ?? [];
  const owners: readonly Partial<Interaction>[] = [
    ...(changes.addInteractions ?? []),
    ...(changes.updateInteractions ?? []),
  ];
  const added = new Set(ids(changes.add));
  return {
    customer: {
      ids: [
        ...ids(changes.update),
        ...keys(changes.set),
        ...removed,
        ...ids(seen),
        ...keys(takesBack?.expected.customers),
        ...owners.flatMap(({ customerId }) =>
          customerId === undefined || added.has(customerId) ? [] : [customerId],
        ),
      ],
      free: ids(changes.add),
    },
    interaction: {
      ids: [
        ...ids(changes.updateInteractions),
        ...keys(changes.setInteractions),
        ...(changes.removeInteractions ?? []),
        ...ids(seenInteractions),
        ...keys(takesBack?.expected.interactions),
        ...removed.flatMap((id) => [...records.interactionIds(id)]),
      ],
      free: ids(changes.addInteractions),
    },
  };
}
