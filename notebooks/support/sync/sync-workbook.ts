import { createHash } from "node:crypto";
import { access, readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { keyOf, newId, sha256, type CriterionWeight, type FieldValues } from "@crm-functions/core";
import { editedXlsx, xlsxPieces, type SheetEdit } from "../../../addin/workbook/file";
import { NotebookError } from "../notebook-error";
import type { AgreedRecord, Exchange, SqliteCustomerStore, StoreContents } from "../sqlite";
import type { ReadWorkbookOptions } from "../workbook/read-records";
import { replaceFile } from "../workbook/replace-file";
import { named } from "../workbook/table-source";
import type { RowProblem } from "../workbook/team-workbook";
import { sheetsOf, type TeamTables } from "../workbook/write-workbook";
import { fileTables, type FileTable } from "./file-tables";
import { recordOf, withoutId, type RecordKind } from "./flat-record";
import { merge, type Agreed, type Merged, type Settle, type SyncChange, type SyncConflict } from "./merge";

export interface SyncOptions extends ReadWorkbookOptions {
  /** Which side wins a conflict; without it conflicts are listed and both sides keep what they have. */
  readonly settle?: Settle;
  /** Nothing is written; the result says what would be. */
  readonly dryRun?: boolean;
  /** Removes more than half of the customers (of more than ten) where the other side has removed them. */
  readonly allowManyRemovals?: boolean;
  /** Language of the headers where the file has to be made. */
  readonly language?: TeamTables["language"];
}

/** What a synchronisation did, or with `dryRun` would do. */
export interface SyncResult {
  readonly toStore: readonly SyncChange[];
  readonly toFile: readonly SyncChange[];
  readonly conflicts: readonly SyncConflict[];
  /** Rows of the file that were not understood: they are left as they are, and so is what the store has of them. */
  readonly problems: readonly RowProblem[];
  /** Ids of persons whom the store has erased and who are now gone from the file as well. */
  readonly erased: readonly string[];
  /** Tables that the file does not have and that were therefore left alone. */
  readonly missing: readonly RecordKind[];
}

/**
 * Brings a SQLite store and an Excel workbook to the same state, in both directions and field by field. The store keeps
 * what both last agreed on: what changed on one side only goes to the other, removals too; what both changed to
 * different values is a conflict, which `settle` settles. A record new on one side is added to the other.
 *
 * The store's part is one transaction; the file is written beside and then takes the name, everything in it but the
 * changed cells as it was. When it throws, neither has changed, except where the machine stops between the two: then the
 * next synchronisation finishes what this one began. A file that is not there is made.
 *
 * Customers with their ratings, interactions and weights are synchronised; a table that the file lacks is left alone.
 * Dates of service and marketing are fields like any other here: interactions that come from the file do not stamp.
 *
 * @throws NotebookError `fileOpen`, `fileChanged`, `manyRemoved`, `notSyncable`, `noCustomers`, `noIdColumn`, those of
 *   writing files; WorkbookFileError where the file cannot be read or its table cannot grow; StoreError
 */
export async function syncWorkbook(
  store: SqliteCustomerStore,
  file: string,
  options: SyncOptions = {},
): Promise<SyncResult> {
  if (!/\.xls[xm]$/i.test(file)) throw new NotebookError("notSyncable", { file: basename(file) });
  await refuseWhereOpen(file);
  let result: SyncResult | undefined;
  await store.exchange(await nameOf(store, file), async (now) => {
    const bytes = await readIfThere(file);
    try {
      const planned =
        bytes === undefined ? newFile(now, file, options) : await plan(now, file, bytes, options);
      result = planned.result;
      return options.dryRun ? nothing : planned.exchange;
    } catch (error) {
      throw named(error, file);
    }
  });
  return result!;
}

const noBatch: Exchange["batch"] = {
  putCustomers: [],
  removeCustomers: [],
  putInteractions: [],
  removeInteractions: [],
};
const nothing: Exchange = { batch: noBatch, agreed: [], finish: async () => undefined };

/** The file as the store calls it: from its own folder on, so that both may be moved together. */
async function nameOf(store: SqliteCustomerStore, file: string): Promise<string> {
  const home = store.file === ":memory:" ? "" : dirname(resolve(store.file));
  return home === "" ? resolve(file) : relative(home, resolve(file)).replaceAll("\\", "/");
}

/** Excel and LibreOffice leave a mark beside a file that they have open; saving it there would undo our changes. */
async function refuseWhereOpen(file: string): Promise<void> {
  for (const mark of [`~$${basename(file)}`, `.~lock.${basename(file)}#`]) {
    const isThere = await access(join(dirname(file), mark)).then(
      () => true,
      () => false,
    );
    if (isThere) throw new NotebookError("fileOpen", { file: basename(file) });
  }
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

interface Planned {
  readonly exchange: Exchange;
  readonly result: SyncResult;
}

/** A workbook made of the store; what was agreed on with one that is gone no longer counts. */
function newFile(now: StoreContents, file: string, { language }: SyncOptions): Planned {
  const { customers, interactions, weights } = now;
  const add = (kind: RecordKind, id: string): SyncChange => ({ kind, id, action: "add", fields: {} });
  const agreed = new Map<string, AgreedRecord>(
    now.agreed.map((each) => [`${each.kind}:${each.id}`, { ...each, fields: undefined }]),
  );
  for (const each of customers) {
    const fields = withoutId(each);
    agreed.set(`customer:${each.id}`, {
      kind: "customer",
      id: each.id,
      customerId: each.id,
      fields,
      open: [],
    });
  }
  for (const each of interactions) {
    const { id, customerId } = each;
    agreed.set(`interaction:${id}`, {
      kind: "interaction",
      id,
      customerId,
      fields: withoutId(each),
      open: [],
    });
  }
  for (const each of weights) {
    const id = keyOf(each);
    const fields = withoutId(each);
    agreed.set(`weight:${id}`, { kind: "weight", id, customerId: "", fields, open: [] });
  }
  return {
    exchange: {
      batch: noBatch,
      agreed: [...agreed.values()],
      finish: () =>
        replaceFile(file, xlsxPieces(sheetsOf({ customers, interactions, weights, language })), async () => {
          if ((await readIfThere(file)) !== undefined) {
            throw new NotebookError("fileChanged", { file: basename(file) });
          }
        }),
    },
    result: {
      toStore: [],
      toFile: [
        ...customers.map(({ id }) => add("customer", id)),
        ...interactions.map(({ id }) => add("interaction", id)),
        ...weights.map((each) => add("weight", keyOf(each))),
      ],
      conflicts: [],
      problems: [],
      erased: [],
      missing: [],
    },
  };
}

async function plan(
  now: StoreContents,
  file: string,
  bytes: Uint8Array,
  options: SyncOptions,
): Promise<Planned> {
  const customers = new Map(now.customers.map((each) => [each.id, each]));
  const interactions = new Map(now.interactions.map((each) => [each.id, each]));
  const agreed = (kind: RecordKind): Map<string, Agreed> =>
    new Map(
      now.agreed
        .filter((each) => each.kind === kind)
        .map(({ id, fields, open }) => [id, { fields: fields!, open }]),
    );
  const erased = (id: string): boolean => now.erased.size > 0 && now.erased.has(sha256(id));
  const customersBefore = agreed("customer");
  const tables = await fileTables(
    basename(file),
    bytes,
    (id) => customers.has(id) || customersBefore.has(id) || erased(id),
    options,
  );

  const customerFile = withIds(tables.customers, customers, "customer");
  const storeFlat = new Map(Array.from(customers, ([id, each]) => [id, withoutId(each)]));
  /** Fields of the file, then ratings and own columns that only the store has. */
  const namesOf = (table: FileTable, store: ReadonlyMap<string, FieldValues>): string[] => [
    ...new Set([
      ...table.names,
      ...[...store.values()].flatMap((flat) => Object.keys(flat).filter((name) => name.includes(": "))),
    ]),
  ];
  const interactionsBefore = agreed("interaction");
  const interactionStore = new Map(Array.from(interactions, ([id, each]) => [id, withoutId(each)]));
  const interactionFile = tables.interactions && withIds(tables.interactions, interactions, "interaction");
  const touchedIn = (side: ReadonlyMap<string, FieldValues>, names: readonly string[]): Set<string> => {
    const touched = new Set<string>();
    for (const [id, flat] of side) {
      const before = interactionsBefore.get(id);
      if (before === undefined || names.some((name) => before.fields[name] !== flat[name])) {
        touched.add(String(flat.customerId));
      }
    }
    return touched;
  };
  const interactionNames =
    tables.interactions === undefined ? [] : namesOf(tables.interactions, interactionStore);
  const mergedCustomers = merge({
    kind: "customer",
    agreed: customersBefore,
    file: customerFile.records,
    store: storeFlat,
    names: namesOf(tables.customers, storeFlat),
    calculated: tables.customers.calculated,
    held: tables.customers.held,
    erased,
    touched: {
      // Without a table of interactions in the file, it cannot have meant to remove them either.
      store: tables.interactions === undefined ? new Set() : touchedIn(interactionStore, interactionNames),
      file: touchedIn(interactionFile?.records ?? new Map(), interactionNames),
    },
    settle: options.settle,
  });
  refuseManyRemovals(file, mergedCustomers, customers.size, customerFile.records.size, options);

  const { stays, open, revived } = fateOf(mergedCustomers, customers);
  const customerOf = (flat: FieldValues): string => String(flat.customerId);
  // Interactions go with their customer, on both sides; where nobody has decided about the customer, they wait.
  const gone = (flat: FieldValues): boolean => !stays(customerOf(flat)) && !open.has(customerOf(flat));
  const staying = (side: ReadonlyMap<string, FieldValues>): Map<string, FieldValues> =>
    new Map(Array.from(side).filter(([, flat]) => !gone(flat)));
  const waiting = [interactionFile?.records ?? new Map<string, FieldValues>(), interactionStore].flatMap(
    (side) => Array.from(side).flatMap(([id, flat]) => (open.has(customerOf(flat)) ? [id] : [])),
  );
  const mergedInteractions =
    tables.interactions === undefined || interactionFile === undefined
      ? undefined
      : merge({
          kind: "interaction",
          // Of a customer who was brought back nothing counts as removed.
          agreed: new Map(
            Array.from(interactionsBefore).filter(([, { fields }]) => !revived.has(customerOf(fields))),
          ),
          file: staying(interactionFile.records),
          store: staying(interactionStore),
          names: interactionNames,
          calculated: tables.interactions.calculated,
          held: new Set([...tables.interactions.held, ...waiting]),
          erased: () => false,
          touched: { file: new Set(), store: new Set() },
          settle: options.settle,
        });

  const weightsStore = new Map(now.weights.map((each) => [keyOf(each), withoutId(each)]));
  const mergedWeights =
    tables.weights &&
    merge({
      kind: "weight",
      agreed: agreed("weight"),
      file: tables.weights.records,
      store: weightsStore,
      names: tables.weights.names,
      calculated: tables.weights.calculated,
      held: tables.weights.held,
      erased: () => false,
      touched: { file: new Set(), store: new Set() },
      settle: options.settle,
    });

  const before = (record: Parameters<typeof withoutId>[0] | undefined): FieldValues =>
    record === undefined ? {} : withoutId(record);
  const removedWith = (side: ReadonlyMap<string, FieldValues>): string[] =>
    Array.from(side).flatMap(([id, flat]) => (gone(flat) ? [id] : []));
  const customerBatch = splitBatch(mergedCustomers.toStore, (id, flat) =>
    recordOf.customer(id, { ...before(customers.get(id)), ...flat }),
  );
  const interactionBatch = splitBatch(mergedInteractions?.toStore ?? new Map(), (id, flat) =>
    recordOf.interaction(id, { ...before(interactions.get(id)), ...flat }),
  );
  const removals = (ids: readonly string[]): SyncChange[] =>
    ids.map((id) => ({ kind: "interaction", id, action: "remove", fields: {} }));
  const fromStore = removedWith(interactionStore);
  const fromFile = interactionFile === undefined ? [] : removedWith(interactionFile.records);
  const edits = [
    tables.customers.edit({ records: mergedCustomers.toFile, ids: customerFile.ids }),
    tables.interactions?.edit({
      records: new Map([
        ...(mergedInteractions?.toFile ?? []),
        ...fromFile.map((id): [string, undefined] => [id, undefined]),
      ]),
      ids: interactionFile?.ids ?? new Map(),
    }),
    tables.weights?.edit({ records: mergedWeights?.toFile ?? new Map(), ids: new Map() }),
  ].filter((edit): edit is SheetEdit => edit !== undefined);
  const customerIdOf = (id: string, fields: FieldValues): string =>
    String(fields.customerId ?? interactions.get(id)?.customerId ?? "");

  return {
    exchange: {
      batch: {
        putCustomers: customerBatch.put,
        removeCustomers: customerBatch.remove,
        putInteractions: interactionBatch.put,
        removeInteractions: [...interactionBatch.remove, ...fromStore],
      },
      weights: mergedWeights && changedWeights(now.weights, mergedWeights.toStore),
      agreed: [
        ...agreedRecords("customer", mergedCustomers, (id) => id),
        ...(mergedWeights === undefined ? [] : agreedRecords("weight", mergedWeights, () => "")),
        ...(mergedInteractions === undefined
          ? []
          : agreedRecords("interaction", mergedInteractions, customerIdOf)),
      ],
      finish: async () => {
        const digest = digestOf(bytes);
        const unchanged = async (): Promise<void> => {
          const there = await readIfThere(file);
          if (there === undefined || digestOf(there) !== digest) {
            throw new NotebookError("fileChanged", { file: basename(file) });
          }
          await refuseWhereOpen(file);
        };
        if (edits.length === 0) await unchanged();
        else await replaceFile(file, editedXlsx(bytes, edits), unchanged);
      },
    },
    result: {
      toStore: [
        ...mergedCustomers.changes.toStore,
        ...(mergedInteractions?.changes.toStore ?? []),
        ...removals(fromStore),
        ...(mergedWeights?.changes.toStore ?? []),
      ],
      toFile: [
        ...mergedCustomers.changes.toFile,
        ...(mergedInteractions?.changes.toFile ?? []),
        ...removals(fromFile),
        ...(mergedWeights?.changes.toFile ?? []),
      ],
      conflicts: [
        ...mergedCustomers.conflicts,
        ...(mergedInteractions?.conflicts ?? []),
        ...(mergedWeights?.conflicts ?? []),
      ],
      problems: tables.problems,
      erased: mergedCustomers.erased,
      missing: [
        ...(tables.interactions === undefined ? (["interaction"] as const) : []),
        ...(tables.weights === undefined && now.weights.length > 0 ? (["weight"] as const) : []),
      ],
    },
  };
}

/** All weights after the changes; undefined where there are none. */
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

/** What becomes of the customers: who stays, about whom nobody has decided, and who was brought back. */
function fateOf(
  merged: Merged,
  store: ReadonlyMap<string, unknown>,
): {
  readonly stays: (id: string) => boolean;
  readonly open: ReadonlySet<string>;
  readonly revived: ReadonlySet<string>;
} {
  const removals = merged.conflicts.filter(({ field }) => field === "");
  const open = new Set(removals.flatMap(({ id, settled }) => (settled === undefined ? [id] : [])));
  const stays = (id: string): boolean =>
    merged.toStore.has(id) ? merged.toStore.get(id) !== undefined : store.has(id);
  return {
    stays,
    open,
    revived: new Set(removals.flatMap(({ id }) => (stays(id) && !open.has(id) ? [id] : []))),
  };
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The records of a table, those without an id with a new one. */
function withIds(
  table: FileTable,
  taken: ReadonlyMap<string, unknown>,
  kind: "customer" | "interaction",
): { readonly records: Map<string, FieldValues>; readonly ids: Map<number, string> } {
  const records = new Map(table.records);
  const ids = new Map<number, string>();
  for (const [row, flat] of table.nameless) {
    let id = newId(kind);
    while (records.has(id) || taken.has(id)) id = newId(kind);
    records.set(id, flat);
    ids.set(row, id);
  }
  return { records, ids };
}

function splitBatch<Item>(
  changes: ReadonlyMap<string, FieldValues | undefined>,
  record: (id: string, flat: FieldValues) => Item,
): { readonly put: Item[]; readonly remove: string[] } {
  const put: Item[] = [];
  const remove: string[] = [];
  for (const [id, flat] of changes) {
    if (flat === undefined) remove.push(id);
    else put.push(record(id, flat));
  }
  return { put, remove };
}

function agreedRecords(
  kind: RecordKind,
  merged: Merged,
  customerIdOf: (id: string, fields: FieldValues) => string,
): AgreedRecord[] {
  return Array.from(merged.agreed, ([id, agreed]) => ({
    kind,
    id,
    customerId: agreed === undefined ? "" : customerIdOf(id, agreed.fields),
    fields: agreed?.fields,
    open: agreed?.open ?? [],
  }));
}

function refuseManyRemovals(
  file: string,
  merged: Merged,
  inStore: number,
  inFile: number,
  options: SyncOptions,
): void {
  if (options.allowManyRemovals || options.dryRun) return;
  for (const [side, total] of [
    ["toStore", inStore],
    ["toFile", inFile],
  ] as const) {
    const removed = merged.changes[side].filter(({ action }) => action === "remove").length;
    if (removed <= 10 || removed * 2 <= total) continue;
    const name = side === "toStore" ? "syncSideStore" : "syncSideFile";
    throw new NotebookError("manyRemoved", { file: basename(file), removed, total, side: name });
  }
}
