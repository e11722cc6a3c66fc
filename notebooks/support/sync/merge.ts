import type { FieldValue, FieldValues } from "@crm-functions/core";
import type { RecordKind } from "./flat-record";

/** What store and file last agreed on for a record. */
export interface Agreed {
  readonly fields: FieldValues;
  /** Fields never agreed on. */
  readonly open: readonly string[];
}

export type Side = "file" | "store";

/** Two changes that cannot both be made. Until the conflict is settled, both sides keep their values. */
export interface SyncConflict {
  readonly kind: RecordKind;
  readonly id: string;
  /** `changed`: a field differs; `removedInFile`, `removedInStore`: one side removed what the other changed; `formula`:
   * the file calculates the field, so only the file can win. */
  readonly reason: "changed" | "removedInFile" | "removedInStore" | "formula";
  /** Name of the field (`need: Price` for a rating); `""` for the whole record. */
  readonly field: string;
  /** The value last agreed on, undefined if there never was one. */
  readonly before: FieldValue | undefined;
  readonly file: FieldValue | undefined;
  readonly store: FieldValue | undefined;
  /** The side that won; undefined if the conflict is open. */
  readonly settled: Side | undefined;
}

/** The winning side, for all conflicts or for each; `undefined` leaves a conflict open. */
export type Settle = Side | ((conflict: Omit<SyncConflict, "settled">) => Side | undefined);

/** A change that one side takes over from the other. */
export interface SyncChange {
  readonly kind: RecordKind;
  readonly id: string;
  readonly action: "add" | "change" | "remove";
  /** For `change`: the fields that change. */
  readonly fields: Readonly<Record<string, { readonly from: FieldValue; readonly to: FieldValue }>>;
}

export interface MergeInput {
  readonly kind: RecordKind;
  readonly agreed: ReadonlyMap<string, Agreed>;
  readonly file: ReadonlyMap<string, FieldValues>;
  readonly store: ReadonlyMap<string, FieldValues>;
  /** The fields with a column in the file. */
  readonly names: readonly string[];
  /** Fields of a record calculated by formulas in the file. */
  readonly calculated: (id: string) => ReadonlySet<string>;
  /** Records left alone because their rows in the file could not be read. */
  readonly held: ReadonlySet<string>;
  /** Whether a record belongs to an erased person; it is removed, whatever the file says. */
  readonly erased: (id: string) => boolean;
  /** For each side, the records that it added something to, so that the other side must not simply remove them. */
  readonly touched: Readonly<Record<Side, ReadonlySet<string>>>;
  readonly settle: Settle | undefined;
}

export interface Merged {
  /** Records to write to store and file, apart from open conflicts; undefined removes a record. */
  readonly toStore: ReadonlyMap<string, FieldValues | undefined>;
  readonly toFile: ReadonlyMap<string, FieldValues | undefined>;
  readonly changes: Readonly<Record<"toStore" | "toFile", readonly SyncChange[]>>;
  readonly conflicts: readonly SyncConflict[];
  /** What is agreed afterwards; undefined if nothing is. */
  readonly agreed: ReadonlyMap<string, Agreed | undefined>;
  readonly erased: readonly string[];
}

/**
 * Merges the changes of a file and a store since they last agreed, field by field (three-way merge). A change on one
 * side only goes to the other; changes on both sides to different values are a conflict.
 */
export function merge(input: MergeInput): Merged {
  const records = {
    toStore: new Map<string, FieldValues | undefined>(),
    toFile: new Map<string, FieldValues | undefined>(),
  };
  const changes = { toStore: [] as SyncChange[], toFile: [] as SyncChange[] };
  const conflicts: SyncConflict[] = [];
  const agreed = new Map<string, Agreed | undefined>();
  const erased: string[] = [];
  const { kind, names } = input;
  /** Ratings and user columns may be missing, which counts as null; all other fields are always there. */
  const mayBeMissing = (name: string): boolean => name.includes(": ");
  const valueOf = (flat: FieldValues, name: string): FieldValue => flat[name] ?? null;
  const isAgreed = (base: Agreed, name: string): boolean =>
    !base.open.includes(name) && (name in base.fields || mayBeMissing(name));

  const settled = (conflict: Omit<SyncConflict, "settled">): Side | undefined => {
    const side = typeof input.settle === "function" ? input.settle(conflict) : input.settle;
    const won = conflict.reason === "formula" && side === "store" ? undefined : side;
    conflicts.push({ ...conflict, settled: won });
    return won;
  };
  const add = (to: "toStore" | "toFile", id: string, flat: FieldValues): void => {
    records[to].set(id, flat);
    changes[to].push({ kind, id, action: "add", fields: {} });
    const fields = Object.fromEntries(names.map((name) => [name, valueOf(flat, name)]));
    agreed.set(id, { fields, open: [] });
  };
  const remove = (to: "toStore" | "toFile", id: string): void => {
    records[to].set(id, undefined);
    changes[to].push({ kind, id, action: "remove", fields: {} });
    agreed.set(id, undefined);
  };

  for (const id of new Set([...input.agreed.keys(), ...input.file.keys(), ...input.store.keys()])) {
    if (input.held.has(id)) continue;
    const base = input.agreed.get(id);
    const inFile = input.file.get(id);
    const inStore = input.store.get(id);
    if (inFile === undefined && inStore === undefined) agreed.set(id, undefined);
    else if (inFile !== undefined && inStore === undefined) {
      if (input.erased(id)) {
        erased.push(id);
        remove("toFile", id);
      } else if (base === undefined) add("toStore", id, inFile);
      else oneRemoved(id, base, inFile, "removedInStore");
    } else if (inFile === undefined && inStore !== undefined) {
      if (base === undefined) add("toFile", id, inStore);
      else oneRemoved(id, base, inStore, "removedInFile");
    } else both(id, base, inFile!, inStore!);
  }
  return { ...records, changes, conflicts, agreed, erased };

  function oneRemoved(
    id: string,
    base: Agreed,
    left: FieldValues,
    reason: "removedInFile" | "removedInStore",
  ): void {
    const [removing, keeping] =
      reason === "removedInFile" ? (["file", "store"] as const) : (["store", "file"] as const);
    const changed =
      input.touched[keeping].has(id) ||
      names.some((name) =>
        isAgreed(base, name) ? valueOf(base.fields, name) !== valueOf(left, name) : base.open.includes(name),
      );
    const won = changed
      ? settled({ kind, id, reason, field: "", before: undefined, file: undefined, store: undefined })
      : removing;
    if (won === removing) remove(removing === "file" ? "toStore" : "toFile", id);
    else if (won === keeping) add(keeping === "file" ? "toStore" : "toFile", id, left);
  }

  function both(id: string, base: Agreed | undefined, inFile: FieldValues, inStore: FieldValues): void {
    const next: Record<string, FieldValue> = {};
    const open: string[] = [];
    const forStore: Record<string, { from: FieldValue; to: FieldValue }> = {};
    const forFile: typeof forStore = {};
    const calculated = input.calculated(id);
    for (const name of names) {
      const file = valueOf(inFile, name);
      const store = valueOf(inStore, name);
      const known = base !== undefined && isAgreed(base, name);
      const before = known ? valueOf(base.fields, name) : undefined;
      let won: Side | undefined =
        file === store || before === store ? "file" : before === file ? "store" : undefined;
      const isFormula = won === "store" && calculated.has(name);
      if (won === undefined || isFormula) {
        won = settled({
          kind,
          id,
          reason: isFormula ? "formula" : "changed",
          field: name,
          before,
          file,
          store,
        });
      }
      if (won === undefined) {
        if (known) next[name] = before!;
        else open.push(name);
        continue;
      }
      const value = won === "file" ? file : store;
      next[name] = value;
      if (store !== value) forStore[name] = { from: store, to: value };
      if (file !== value) forFile[name] = { from: file, to: value };
    }
    const take = (to: "toStore" | "toFile", now: FieldValues, fields: typeof forStore): void => {
      if (Object.keys(fields).length === 0) return;
      const values = Object.fromEntries(Object.entries(fields).map(([name, { to: value }]) => [name, value]));
      records[to].set(id, { ...now, ...values });
      changes[to].push({ kind, id, action: "change", fields });
    };
    take("toStore", inStore, forStore);
    take("toFile", inFile, forFile);
    agreed.set(id, { fields: next, open });
  }
}
