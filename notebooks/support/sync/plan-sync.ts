import { keyOf, newId, sha256, type CriterionWeight, type FieldValues } from "@crm-functions/core";
import type { SheetEdit } from "../../../addin/workbook/file";
import { NotebookError } from "../notebook-error";
import type { AgreedRecord, Exchange, StoreContents } from "../sqlite";
import type { ReadWorkbookOptions } from "../workbook/read-records";
import type { RowProblem } from "../workbook/team-workbook";
import type { TeamTables } from "../workbook/write-workbook";
import { customerFates, type Fate } from "./customer-fates";
import { fileTables, type FileTable } from "./file-tables";
import { recordOf, withoutId, type RecordKind } from "./flat-record";
import {
  merge,
  type Agreed,
  type MergeInput,
  type Merged,
  type Settle,
  type Side,
  type SyncChange,
  type SyncConflict,
} from "./merge";

export interface SyncOptions extends ReadWorkbookOptions {
  /** Which side wins a conflict; without it, conflicts are listed and both sides keep their values. */
  readonly settle?: Settle;
  /** Writes nothing; the result shows what would be written. */
  readonly dryRun?: boolean;
  /** Allows removing more than half of the customers (of more than ten) if the other side has removed them. */
  readonly allowManyRemovals?: boolean;
  /** Language of the headers if the file has to be created. */
  readonly language?: TeamTables["language"];
}

/** What a synchronisation did, or would do with `dryRun`. */
export interface SyncResult {
  readonly toStore: readonly SyncChange[];
  readonly toFile: readonly SyncChange[];
  readonly conflicts: readonly SyncConflict[];
  /** Rows of the file that could not be read: they are left as they are, and so are their records in the store. */
  readonly problems: readonly RowProblem[];
  /** Ids of persons erased in the store and now removed from the file too. */
  readonly erased: readonly string[];
  /** Tables missing in the file and therefore left alone. */
  readonly missing: readonly RecordKind[];
}

/** What a synchronisation writes to the store and the file, and the result it reports. */
export interface Plan {
  readonly exchange: Omit<Exchange, "finish">;
  readonly edits: readonly SheetEdit[];
  readonly result: SyncResult;
}

/** A batch that writes nothing. */
export const noWrites = {
  putCustomers: [],
  removeCustomers: [],
  putInteractions: [],
  removeInteractions: [],
};

/** A new workbook with the contents of the store: all of it is agreed on; agreements with a former file are dropped. */
export function newFile(now: StoreContents): Plan {
  const there = [
    ...now.customers.map((each) => agreedRecord("customer", each.id, each.id, withoutId(each))),
    ...now.interactions.map((each) => agreedRecord("interaction", each.id, each.customerId, withoutId(each))),
    ...now.weights.map((each) => agreedRecord("weight", keyOf(each), "", withoutId(each))),
  ];
  const all = [...now.agreed.map((each) => ({ ...each, fields: undefined })), ...there];
  const agreed = [...new Map(all.map((each) => [`${each.kind}:${each.id}`, each])).values()];
  return {
    exchange: { batch: noWrites, agreed },
    edits: [],
    result: {
      toStore: [],
      toFile: there.map(({ kind, id }) => ({ kind, id, action: "add", fields: {} })),
      conflicts: [],
      problems: [],
      erased: [],
      missing: [],
    },
  };
}

/** The records of one kind on both sides, and their last agreement. */
interface BothSides {
  readonly kind: RecordKind;
  readonly table: FileTable | undefined;
  readonly agreed: ReadonlyMap<string, Agreed>;
  readonly file: ReadonlyMap<string, FieldValues>;
  readonly store: ReadonlyMap<string, FieldValues>;
  /** New ids for the file's rows without one, by row. */
  readonly ids: ReadonlyMap<number, string>;
  /** Fields of the file, followed by ratings and user columns that only the store has. */
  readonly names: readonly string[];
}

/** A merge with the sides it came from. */
interface MergedSides extends Merged {
  readonly sides: BothSides;
}

/** Plans the synchronisation of a store with the workbook named `file`. @throws as `syncWorkbook` */
export async function planSync(
  now: StoreContents,
  file: string,
  bytes: Uint8Array,
  options: SyncOptions,
): Promise<Plan> {
  const [customers, storedInteractions, storedWeights] = [now.customers, now.interactions, now.weights].map(
    (records) => new Map(records.map((each) => ["id" in each ? each.id : keyOf(each), withoutId(each)])),
  );
  const agreed = (kind: RecordKind): Map<string, Agreed> =>
    new Map(
      now.agreed
        .filter((each) => each.kind === kind)
        .map(({ id, fields, open }) => [id, { fields: fields!, open }]),
    );
  const agreedCustomers = agreed("customer");
  const erased = (id: string): boolean => now.erased.size > 0 && now.erased.has(sha256(id));
  const isCustomer = (id: string): boolean => customers.has(id) || agreedCustomers.has(id) || erased(id);
  const tables = await fileTables(file, bytes, isCustomer, options);

  const ofCustomers = bothSides("customer", tables.customers, agreedCustomers, customers);
  const { interactions, weights } = tables;
  const ofInteractions = bothSides("interaction", interactions, agreed("interaction"), storedInteractions);
  const ofWeights = bothSides("weight", weights, agreed("weight"), storedWeights);

  const touched = {
    store: customersTouched(ofInteractions, "store"),
    file: customersTouched(ofInteractions, "file"),
  };
  const mergedCustomers = mergeSides(ofCustomers, options, { erased, touched });
  refuseManyRemovals(file, mergedCustomers, options);
  const fates = customerFates(mergedCustomers, customers);
  const mergedInteractions = mergeInteractions(ofInteractions, fates, options);
  const mergedWeights = mergeSides(ofWeights, options);
  const merged = [mergedCustomers, mergedInteractions, mergedWeights];

  const customerBatch = splitBatch(mergedCustomers, recordOf.customer);
  const interactionBatch = splitBatch(mergedInteractions, recordOf.interaction);
  return {
    exchange: {
      batch: {
        putCustomers: customerBatch.put,
        removeCustomers: customerBatch.remove,
        putInteractions: interactionBatch.put,
        removeInteractions: interactionBatch.remove,
      },
      weights: changedWeights(now.weights, mergedWeights.toStore),
      agreed: merged.flatMap(agreedRecords),
    },
    edits: merged.flatMap(({ sides: { table, ids }, toFile }) => table?.edit({ records: toFile, ids }) ?? []),
    result: {
      toStore: merged.flatMap(({ changes }) => changes.toStore),
      toFile: merged.flatMap(({ changes }) => changes.toFile),
      conflicts: merged.flatMap(({ conflicts }) => conflicts),
      problems: tables.problems,
      erased: mergedCustomers.erased,
      missing: [
        ...(interactions === undefined ? (["interaction"] as const) : []),
        ...(weights === undefined && now.weights.length > 0 ? (["weight"] as const) : []),
      ],
    },
  };
}

function bothSides(
  kind: RecordKind,
  table: FileTable | undefined,
  agreed: ReadonlyMap<string, Agreed>,
  store: ReadonlyMap<string, FieldValues>,
): BothSides {
  const file = new Map(table?.records);
  const ids = new Map<number, string>();
  for (const [row, flat] of table?.nameless ?? []) {
    const of = kind === "customer" ? "customer" : "interaction"; // a weight is identified by its criterion
    let id = newId(of);
    while (file.has(id) || store.has(id)) id = newId(of);
    file.set(id, flat);
    ids.set(row, id);
  }
  const ownNames = Array.from(store.values(), (flat) =>
    Object.keys(flat).filter((name) => name.includes(": ")),
  );
  return {
    kind,
    table,
    agreed,
    file,
    store,
    ids,
    names: [...new Set([...(table?.names ?? []), ...ownNames.flat()])],
  };
}

const nobody: ReadonlySet<string> = new Set();

/** Merges both sides; a kind without a table in the file is left alone. */
function mergeSides(sides: BothSides, { settle }: SyncOptions, more: Partial<MergeInput> = {}): MergedSides {
  const { kind, table, agreed, file, store, names } = sides;
  const none = new Map<string, never>();
  const merged = merge({
    kind,
    agreed: table === undefined ? none : agreed,
    file,
    store: table === undefined ? none : store,
    names,
    calculated: (id) => table?.calculated(id) ?? nobody,
    held: table?.held ?? nobody,
    erased: () => false,
    touched: { file: nobody, store: nobody },
    settle,
    ...more,
  });
  return { ...merged, sides };
}

/** Customers with an interaction added or changed on one side: the other side must not simply remove them. */
function customersTouched({ table, agreed, names, ...sides }: BothSides, side: Side): ReadonlySet<string> {
  // A file without a table of interactions says nothing about them, so they protect no customer.
  if (table === undefined) return nobody;
  const touched = new Set<string>();
  for (const [id, flat] of sides[side]) {
    const before = agreed.get(id);
    if (before === undefined || names.some((name) => before.fields[name] !== flat[name])) {
      touched.add(String(flat.customerId));
    }
  }
  return touched;
}

/** Merges interactions by the fate of their customer: those of a customer who is gone are removed on both sides. */
function mergeInteractions(
  sides: BothSides,
  fateOf: (flat: FieldValues) => Fate,
  options: SyncOptions,
): MergedSides {
  const { table, agreed, file, store } = sides;
  const idsOf = (side: ReadonlyMap<string, FieldValues>, fate: Fate): string[] =>
    Array.from(side).flatMap(([id, flat]) => (fateOf(flat) === fate ? [id] : []));
  const staying = (side: ReadonlyMap<string, FieldValues>): Map<string, FieldValues> =>
    new Map(Array.from(side).filter(([, flat]) => fateOf(flat) !== "gone"));
  const merged = mergeSides(
    sides,
    options,
    table === undefined
      ? {}
      : {
          agreed: new Map(Array.from(agreed).filter(([, { fields }]) => fateOf(fields) !== "revived")),
          file: staying(file),
          store: staying(store),
          held: new Set([...table.held, ...idsOf(file, "open"), ...idsOf(store, "open")]),
        },
  );
  const goneFrom = (side: Side): string[] => idsOf(sides[side], "gone");
  const without = (
    changes: ReadonlyMap<string, FieldValues | undefined>,
    ids: readonly string[],
  ): Map<string, FieldValues | undefined> =>
    new Map([...changes, ...ids.map((id): [string, undefined] => [id, undefined])]);
  const removals = (ids: readonly string[]): SyncChange[] =>
    ids.map((id) => ({ kind: "interaction", id, action: "remove", fields: {} }));
  return {
    ...merged,
    toStore: without(merged.toStore, goneFrom("store")),
    toFile: without(merged.toFile, goneFrom("file")),
    changes: {
      toStore: [...merged.changes.toStore, ...removals(goneFrom("store"))],
      toFile: [...merged.changes.toFile, ...removals(goneFrom("file"))],
    },
  };
}

/** All weights after the changes; undefined if there are no changes. */
function changedWeights(
  before: readonly CriterionWeight[],
  changes: ReadonlyMap<string, FieldValues | undefined>,
): readonly CriterionWeight[] | undefined {
  if (changes.size === 0) return undefined;
  const weights = new Map(before.map((each) => [keyOf(each), each]));
  for (const [id, flat] of changes) {
    const known = weights.get(id);
    if (flat === undefined) weights.delete(id);
    else weights.set(id, recordOf.weight(id, { ...(known && withoutId(known)), ...flat }));
  }
  return [...weights.values()];
}

/** What the store writes after a merge: the changed records, whole, and the ids of the removed ones. */
function splitBatch<Item>(
  { toStore, sides: { store } }: MergedSides,
  record: (id: string, flat: FieldValues) => Item,
): { readonly put: Item[]; readonly remove: string[] } {
  const put: Item[] = [];
  const remove: string[] = [];
  for (const [id, flat] of toStore) {
    if (flat === undefined) remove.push(id);
    else put.push(record(id, { ...store.get(id), ...flat }));
  }
  return { put, remove };
}

function agreedRecord(
  kind: RecordKind,
  id: string,
  customerId: string,
  fields: FieldValues | undefined,
  open: readonly string[] = [],
): AgreedRecord {
  return { kind, id, customerId, fields, open };
}

function agreedRecords({ agreed, sides: { kind, store } }: MergedSides): AgreedRecord[] {
  const customerIdOf = {
    customer: (id: string) => id,
    interaction: (id: string, fields: FieldValues) =>
      String(fields.customerId ?? store.get(id)?.customerId ?? ""),
    weight: () => "",
  }[kind];
  return Array.from(agreed, ([id, now]) =>
    agreedRecord(kind, id, now === undefined ? "" : customerIdOf(id, now.fields), now?.fields, now?.open),
  );
}

function refuseManyRemovals(file: string, { changes, sides }: MergedSides, options: SyncOptions): void {
  if (options.allowManyRemovals || options.dryRun) return;
  for (const [to, total, side] of [
    ["toStore", sides.store.size, "syncSideStore"],
    ["toFile", sides.file.size, "syncSideFile"],
  ] as const) {
    const removed = changes[to].filter(({ action }) => action === "remove").length;
    if (removed > 10 && removed * 2 > total) {
      throw new NotebookError("manyRemoved", { file, removed, total, side });
    }
  }
}
