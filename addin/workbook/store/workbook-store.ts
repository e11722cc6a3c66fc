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
  type Language,
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
  /** What could not be understood when the tables were last read. */
  problems(): readonly RowProblem[];
  /** Tables that are meant to keep records but have no column for their ids: nothing of them is read. */
  tablesWithoutId(): readonly TableWithoutId[];
  /** Adds that column to a table of `tablesWithoutId`; its rows get ids. */
  addIdColumn(kind: TableWithoutId["kind"]): Promise<void>;
  /** Country of phone numbers without a country code: as kept in the workbook, else as it was opened with. */
  region(): Region | undefined;
  /** Keeps the country in the workbook and reads the tables by it. */
  setRegion(region: Region): Promise<void>;
  mapping(): StoreMapping;
  /** Keeps the mapping in the workbook and reads the tables by it. */
  setMapping(mapping: StoreMapping): Promise<void>;
  /** Stops listening to the workbook. */
  close(): void;
}

/** The one setting in which a workbook keeps what users have chosen: Excel tells each in a round trip of its own. */
const mappingSetting = "crm.mapping";
interface Kept extends StoreMapping {
  readonly region?: Region;
}
/** After more changes than this at once, search and list are made ready before anybody asks. */
const prepareFrom = 200;

/**
 * Opens the customers of a workbook. Nothing is written until the first customer is: tables that are missing are made
 * then.
 */
export async function openWorkbookStore(
  workbook: Workbook,
  settings: WorkbookStoreSettings,
): Promise<WorkbookCustomerStore> {
  const listeners = new Set<() => void>();
  const language = settings.language ?? workbook.language;
  const onError = settings.onError ?? ((error: unknown) => console.error(error));
  const records = createRecords(() => context.region);
  let last: Promise<unknown> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  /** Ends once the last large batch has been taken into the records. */
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

  /** Who reads meanwhile waits: nobody sees a part of a batch. */
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

  async function refreshNow(options?: ActionOptions): Promise<void> {
    if (await againWhereMoved(() => refresh(context, options))) notify();
  }

  /** Plans on what the rows hold at this moment, writes, and only then takes the batch into the records. */
  async function changeNow(changes: ChangeSet, options: ChangeOptions): Promise<Written> {
    stopIfAsked(options);
    if (context.unwritten.size > 0) await refreshNow();
    const wanted = concerned(records, changes, options);
    const { signal, onProgress } = options;
    const tables = await findTables(context);
    // Looking at many rows once more is the first half of the work.
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
    const rules: StoreSettings = isRated
      ? {
          ...settings,
          region: context.region,
          phones: context.phones,
          ratingRange: ratingRangeBy(await readWeights(workbook, tables.all)),
        }
      : { ...settings, region: context.region, phones: context.phones };
    const batch = await inSlices(planChangeSteps(records, changes, rules, options), { signal });
    const inverse = inverseOf(batch, records);
    const total = batchSize(batch);
    const places = {
      customers: placesOf(customer, batch.removeCustomers),
      interactions: placesOf(interaction, batch.removeInteractions),
    };
    try {
      await writeChange(
        context,
        batch,
        tables,
        { customer, interaction },
        {
          signal,
          onProgress: ({ done }) =>
            many
              ? half(total + Math.min(done, total), total)
              : onProgress?.({ done: Math.min(done, total), total }),
        },
        options.takesBack?.places,
      );
    } catch (error) {
      // The tables hold a part of the write: show what is there now.
      if (error instanceof CrmError && error.key === "notTakenBack") await refreshNow();
      throw error;
    }
    await applied(batch);
    onProgress?.({ done: total, total });
    return {
      customers: batch.putCustomers,
      interactions: batch.putInteractions,
      inverse: { ...inverse, places },
    };
  }

  const change: CustomerStore["change"] = (changes, options = {}) =>
    inTurn(() => againWhereMoved(() => changeNow(changes, options)));

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
    erase: (id, date) =>
      inTurn(async () => {
        try {
          return await againWhereMoved(() => erasePerson(context, id, date));
        } catch (error) {
          if (error instanceof CrmError && error.key === "notTakenBack") await refreshNow();
          throw error;
        }
      }),
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
        notify(); // the country itself has changed, whatever the tables hold
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

/** Does work once more where somebody has moved rows in the midst of it: nothing of it was done then. */
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
  return new Map(ids.flatMap((id) => (positions.has(id) ? [[id, positions.get(id)!] as const] : [])));
}

/** What a change looks at: read once more before it is planned. */
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
