import type { IWorkbookData } from "@univerjs/core";

/** The browser stores one workbook between visits, in IndexedDB. */
const databaseName = "crm-functions-playground";
const storeName = "workbooks";
const key = "current";
const versionKey = "version";

/** Milliseconds after which storage is taken as unavailable and the page starts without it. */
const patience = 4000;

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    setTimeout(() => failed(new Error("IndexedDB does not answer")), patience);
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error("IndexedDB does not open"));
    request.onblocked = () => failed(new Error("IndexedDB is blocked by another page"));
  });
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await openDatabase();
  try {
    return await new Promise<Result>((done, failed) => {
      const transaction = database.transaction(storeName, mode);
      const request = work(transaction.objectStore(storeName));
      transaction.oncomplete = () => done(request.result);
      transaction.onerror = () => failed(transaction.error ?? new Error("IndexedDB failed"));
      transaction.onabort = () => failed(transaction.error ?? new Error("IndexedDB stopped"));
    });
  } finally {
    database.close();
  }
}

/** The stored workbook, if there is one, and a counter of saves, by which a tab notices that another one has saved. */
export interface Kept {
  readonly workbook?: IWorkbookData;
  readonly version: number;
}

export async function readKeptWorkbook(): Promise<Kept> {
  let version: IDBRequest<number | undefined>;
  const workbook = await inStore("readonly", (store) => {
    version = store.get(versionKey) as typeof version;
    return store.get(key) as IDBRequest<IWorkbookData | undefined>;
  });
  return { workbook, version: version!.result ?? 0 };
}

/** A description of what is wrong with a stored workbook; undefined if the spreadsheet can open it. */
export function damageOf(workbook: IWorkbookData): string | undefined {
  const { sheetOrder, sheets } = workbook as Partial<IWorkbookData>;
  if (!Array.isArray(sheetOrder) || sheetOrder.length === 0) return "no sheets";
  const isSheet = (id: string): boolean => {
    const sheet = sheets?.[id] as Partial<IWorkbookData["sheets"][string]> | null | undefined;
    if (typeof sheet !== "object" || sheet === null) return false;
    return sheet.cellData === undefined || (typeof sheet.cellData === "object" && sheet.cellData !== null);
  };
  const missing = sheetOrder.find((id) => !isSheet(id));
  return missing === undefined ? undefined : `sheet ${missing} is missing`;
}

/**
 * Stores the workbook in place of the version that it is based on and returns the new version; undefined, with nothing
 * written, if another tab has stored one since.
 */
export async function keepWorkbook(workbook: IWorkbookData, madeOf: number): Promise<number | undefined> {
  // Univer's snapshot may hold values that structured cloning refuses, but it is guaranteed to survive JSON.
  const plain = JSON.parse(JSON.stringify(workbook)) as IWorkbookData;
  let next: number | undefined;
  await inStore("readwrite", (store) => {
    const asked = store.get(versionKey) as IDBRequest<number | undefined>;
    asked.onsuccess = () => {
      if ((asked.result ?? 0) !== madeOf) return;
      next = madeOf + 1;
      store.put(next, versionKey);
      store.put(plain, key);
    };
    return asked;
  });
  return next;
}

export async function forgetWorkbook(): Promise<void> {
  await inStore("readwrite", (store) => store.delete(key));
}
