import type { IWorkbookData } from "@univerjs/core";

/** The one workbook that the browser keeps between visits, in IndexedDB. */
const databaseName = "crm-functions-playground";
const storeName = "workbooks";
const key = "current";
const versionKey = "version";

/** A storage that has not answered after this many milliseconds will not: the page starts without it. */
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

/** What the browser keeps, and how often it has been kept: another number says that another tab has done so since. */
export interface Kept {
  readonly workbook: IWorkbookData;
  readonly version: number;
}

/** The workbook kept from the last visit, undefined where there is none. */
export async function readKeptWorkbook(): Promise<Kept | undefined> {
  let version: IDBRequest<number | undefined>;
  const workbook = await inStore("readonly", (store) => {
    version = store.get(versionKey) as typeof version;
    return store.get(key) as IDBRequest<IWorkbookData | undefined>;
  });
  return workbook && { workbook, version: version!.result ?? 0 };
}

/** What is wrong with a kept workbook; undefined where the spreadsheet can open it. */
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
 * Keeps the workbook in place of the version that it was made of, and gives its own; undefined, with nothing written,
 * where another tab has kept something since.
 */
export async function keepWorkbook(workbook: IWorkbookData, madeOf: number): Promise<number | undefined> {
  // Univer's snapshot may hold values that structured cloning refuses; JSON is what it promises to survive.
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
