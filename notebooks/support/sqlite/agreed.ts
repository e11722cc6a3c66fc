import type { CriterionWeight, Customer, FieldValues, Interaction } from "@crm-functions/core";
import type { Database } from "./database";
import { customersIn, firstTexts, interactionsIn, textsIn, textsOf } from "./records";
import { weightsIn } from "./weights";

/** What a store and a file last agreed on for a record; undefined `fields` remove the agreement. */
export interface AgreedRecord {
  readonly kind: "customer" | "interaction" | "weight";
  readonly id: string;
  /** The customer that the record belongs to; `""` for a weight. */
  readonly customerId: string;
  readonly fields: FieldValues | undefined;
  readonly open: readonly string[];
}

/** A snapshot of everything in a store. */
export interface StoreContents {
  /** Path of the store's file. */
  readonly file: string;
  readonly customers: readonly Customer[];
  readonly interactions: readonly Interaction[];
  readonly weights: readonly CriterionWeight[];
  /** SHA-256 of the ids of erased customers. */
  readonly erased: ReadonlySet<string>;
  readonly agreed: readonly AgreedRecord[];
}

/** Everything in a store, with what it and the workbook `file` last agreed on. */
export function contentsOf(database: Database, file: string): StoreContents {
  return {
    file: database.file,
    customers: customersIn(database, ""),
    interactions: interactionsIn(database, ""),
    weights: weightsIn(database),
    erased: new Set(firstTexts(database.all(`SELECT ${textsIn("id_hash")} FROM erasures`))),
    agreed: database
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

/** Stores what was agreed on for a record. */
export function putAgreed(database: Database, file: string, agreed: AgreedRecord): void {
  const { kind, id, customerId, fields, open } = agreed;
  if (fields === undefined) {
    database.run("DELETE FROM agreed WHERE file = ? AND kind = ? AND id = ?", file, kind, id);
  } else {
    const values = [file, kind, id, customerId, JSON.stringify(fields), JSON.stringify(open)];
    database.run("INSERT OR REPLACE INTO agreed VALUES (?, ?, ?, ?, ?, ?)", ...values);
  }
}
