import type { Area, CellValue } from "../../../addin/workbook/workbook";
import {
  bodyOf,
  ExcelError,
  isBlank,
  cellAt,
  makeSheet,
  overlap,
  setCell,
  sheetNamed,
  tableNamed,
  tablesIn,
  wholeOf,
  type Book,
  type Sheet,
  type SheetPlace,
  type Table,
} from "./book";
import {
  loadOfficeClient,
  ServerRefusal,
  type Answer,
  type ArgumentInfo,
  type Message,
  type ObjectPath,
} from "./client";
import { objectModel, type Thing } from "./objects";
import { typed } from "./typing";

/** Requirement sets of `ExcelApi`, standing for the versions of Excel in use. */
export const requirementSets = ["1.9", "1.12", "1.16", "1.20"] as const;

export interface ExcelOptions {
  readonly calculate: (formula: string, read: (area: Area) => CellValue[][], cell: Area) => CellValue[][];
  readonly language?: string;
  /** The newest supported `ExcelApi`; 1.20 by default. */
  readonly set?: (typeof requirementSets)[number];
  /** How many times Excel reports that it is still calculating. */
  readonly calculating?: number;
  readonly filteredDelete?: "nothing" | "refused";
  readonly decimalSeparator?: string;
  readonly contentLanguage?: string;
  readonly diagnostics?: { readonly platform: string; readonly version: string };
}

export interface ExcelStandIn {
  readonly book: Book;
  /** Number of round trips with content. */
  readonly syncs: number;
  /** Size of the largest request or answer so far, as Office.js sends them. */
  readonly largestPayload: number;
  /** Total size of all requests and answers. */
  readonly payload: number;
  /** The changes made by requests, in order. */
  readonly changes: readonly string[];
  resetCounts(): void;
  /** Actions (of a user, a co-author) before the next request is answered, and before each one after it. */
  between: ((request: number) => void) | undefined;
  /** The user begins to edit a cell; requests that may wait do so, the others fail. */
  beginEditing(): void;
  endEditing(): void;
  /** Types as a user does. */
  typeAt(area: Area, values: readonly (readonly (string | number)[])[]): Promise<void>;
  /** Merges cells as a user does: only the first keeps its value. */
  merge(area: Area): void;
  table(name: string): Table;
  sheet(name: string): Sheet;
  addSheet(name: string): Sheet;
  sheetNames(): string[];
  uninstall(): void;
}

const payloadLimit = 5_000_000;
const waitsForEditing = 64;

/**
 * Puts `Excel` and `Office` into the global scope: Microsoft's own Office.js as the client, backed by a workbook that
 * refuses what Excel refuses. Undocumented cases take the worse of the possible outcomes.
 */
export function installExcel(options: ExcelOptions): ExcelStandIn {
  let calculating = options.calculating ?? 0;
  let syncs = 0;
  let largestPayload = 0;
  let payload = 0;
  let changes: string[] = [];
  const listening = new Set<string>();
  let editing: { readonly over: Promise<void>; end(): void } | undefined;
  let undoable = false;
  let requests = 0;

  const book: Book = {
    sheets: [],
    tables: [],
    names: new Set(),
    settings: new Map(),
    selection: undefined,
    isStructureProtected: false,
    isReadOnly: false,
    eventsEnabled: true,
    undo: [],
    held: new Set(),
    validations: [],
    calculate: options.calculate,
    changed,
    nextId: 1,
  };
  const firstSheet = makeSheet(book, "Sheet1");
  book.selection = { sheet: firstSheet, row: 0, column: 0, rows: 1, columns: 1 };

  const model = objectModel(book, {
    change(what, sheet) {
      if (book.isReadOnly || sheet?.isProtected === true) throw new ExcelError("AccessDenied");
      changes.push(what);
      undoable = true;
    },
    forgetUndo() {
      book.undo = [];
      undoable = false;
    },
    selectionChanged: () => client.fireSelectionChanged(),
    calculating: () => calculating-- > 0,
    decimalSeparator: options.decimalSeparator ?? ".",
    listens: (to, on) => void (on ? listening.add(to) : listening.delete(to)),
    filteredDelete: options.filteredDelete ?? "nothing",
  });

  function changed(place: SheetPlace): void {
    if (!book.eventsEnabled) return;
    const details = { source: "Local", changeType: "RangeEdited", address: "", worksheetId: place.sheet.id };
    if (listening.has("sheets")) queueMicrotask(() => client.fire(10, details));
    if (!listening.has("tables")) return;
    for (const { id } of tablesIn(book, place))
      queueMicrotask(() => client.fire(101, { ...details, tableId: id }));
  }

  // ——— Messages ———

  function carryOut(message: Message): Answer {
    const results: { ActionId: number; Value: unknown }[] = [];
    const traces: number[] = [];
    const things = new Map<number, Thing>();

    function thingAt(id: number): Thing {
      const known = things.get(id);
      if (known !== undefined) return known;
      const path = message.ObjectPaths[id];
      const made = thingOf(path);
      things.set(id, made);
      return made;
    }

    function thingOf({ ObjectPathType, Name, ParentObjectPathId, ArgumentInfo }: ObjectPath): Thing {
      if (ObjectPathType === 1) return { kind: "Workbook", it: book };
      if (ObjectPathType === 6) {
        const held = heldRanges.get(Name);
        if (held === undefined) throw new ExcelError("InvalidReference");
        return { kind: "Range", it: held };
      }
      const parent = thingAt(ParentObjectPathId!);
      if (parent.it === undefined) return { kind: "Nothing", it: undefined };
      const given = argumentsOf(ArgumentInfo);
      return member(parent, ObjectPathType === 5 ? "GetItem" : Name, given) as Thing;
    }

    /** Arguments that are objects are passed as path numbers. */
    function argumentsOf(info: ArgumentInfo | undefined): unknown[] {
      const paths = info?.ReferencedObjectPathIds ?? [];
      return (info?.Arguments ?? []).map((each, i) => {
        const path = paths[i];
        return typeof path === "number" && path > 0 ? thingAt(path).it : each;
      });
    }

    function idsOf(thing: Thing): object | null {
      if (thing.it === undefined) return null;
      if (thing.kind === "Range") return { _ReferenceId: referenceOf(thing.it as SheetPlace) };
      const id = model[thing.kind].id;
      return id === undefined ? {} : { Id: id(thing.it as never) };
    }

    function loaded(thing: Thing, names: readonly string[]): object | null {
      const { get = {}, items } = model[thing.kind];
      if (thing.it === undefined) return null;
      const values: Record<string, unknown> = { ...idsOf(thing) };
      if (items !== undefined) {
        values._Items = items(thing.it as never).map((item) => loaded(item, names));
        return values;
      }
      const within = new Map<string, string[]>();
      for (const name of names) {
        const [part, ...rest] = name.split("/");
        if (rest.length > 0) {
          within.set(part, [...(within.get(part) ?? []), rest.join("/")]);
          continue;
        }
        const key = name[0].toUpperCase() + name.slice(1);
        const read = get[key];
        if (read === undefined) throw new Error(`The stand-in for Excel does not know ${thing.kind}.${name}`);
        values[key] = read(thing.it as never);
      }
      for (const [part, its] of within) {
        const key = part[0].toUpperCase() + part.slice(1);
        values[key] = loaded(member(thing, key, []) as Thing, its);
      }
      return values;
    }

    for (const [index, action] of message.Actions.entries()) {
      try {
        const { ActionType, Name, ObjectPathId, Id } = action;
        if (ActionType === 5) {
          traces.push(Id);
          results.push({ ActionId: Id, Value: null });
          continue;
        }
        const target = thingAt(ObjectPathId);
        let value: unknown = null;
        if (ActionType === 1) value = idsOf(target);
        else if (ActionType === 2) value = loaded(target, action.QueryInfo?.Select ?? []);
        else if (target.it === undefined && Name === "_KeepReference") value = null;
        else if (target.it === undefined) throw new ExcelError("ItemNotFound");
        else if (ActionType === 3)
          value = (member(target, Name, argumentsOf(action.ArgumentInfo)) as object) ?? null;
        else if (ActionType === 4) {
          const set = model[target.kind].set?.[Name];
          if (set === undefined)
            throw new Error(`The stand-in for Excel does not know ${target.kind}.${Name} =`);
          set(target.it as never, argumentsOf(action.ArgumentInfo)[0] as never);
        } else throw new Error(`The stand-in for Excel does not know actions of type ${ActionType}`);
        results.push({ ActionId: Id, Value: value });
      } catch (error) {
        if (!(error instanceof ExcelError)) throw error;
        // Earlier actions stay done.
        return { results, traces, error: { Code: error.code, Message: error.code, ActionIndex: index } };
      }
    }
    return { results, traces };
  }

  function member(target: Thing, name: string, given: readonly unknown[]): unknown {
    const call = model[target.kind].call?.[name];
    if (call === undefined) throw new Error(`The stand-in for Excel does not know ${target.kind}.${name}`);
    return call(target.it as never, ...(given as never[]));
  }

  const heldRanges = new Map<string, SheetPlace>();
  const references = new Map<SheetPlace, string>();
  function referenceOf(place: SheetPlace): string {
    let reference = references.get(place);
    if (reference === undefined) {
      references.set(place, (reference = `{range-${book.nextId++}}`));
      heldRanges.set(reference, place);
    }
    return reference;
  }
  function release(reference: string): void {
    const place = heldRanges.get(reference);
    if (place === undefined) throw new Error(`The client does not hold ${reference}`);
    heldRanges.delete(reference);
    references.delete(place);
    book.held.delete(place);
  }

  const client = loadOfficeClient({
    language: options.language ?? "en-US",
    contentLanguage: options.contentLanguage ?? "en-US",
    diagnostics: options.diagnostics ?? { platform: "OfficeOnline", version: "16.0.20000.1" },
    isSetSupported(name, version) {
      if (name === "DelayForCellEdit") return true;
      return (
        name === "ExcelApi" && Number(version.split(".")[1]) <= Number((options.set ?? "1.20").split(".")[1])
      );
    },
    async answer(message, flags) {
      const request = Buffer.byteLength(JSON.stringify(message));
      if (message.Actions.every(({ Name }) => Name === "_RemoveReference" || Name === "")) {
        // The client releases held references by itself.
        const released = message.Actions.filter(({ Name }) => Name === "_RemoveReference");
        for (const { ArgumentInfo } of released) release(String(ArgumentInfo?.Arguments?.[0]));
        if (released.length > 0) return { results: [], traces: [] };
      }
      await Promise.resolve();
      if (editing !== undefined) {
        if ((flags & waitsForEditing) === 0) throw new ServerRefusal("InvalidOperationInCellEditMode");
        await editing.over;
      }
      stand.between?.(++requests);
      syncs++;
      if (request > payloadLimit) throw new ServerRefusal("RequestPayloadSizeLimitExceeded");
      undoable = false;
      let answer: Answer;
      try {
        answer = carryOut(message);
      } finally {
        if (undoable) book.undo.push("add-in");
      }
      const size = Buffer.byteLength(JSON.stringify(answer.results));
      if (size > payloadLimit) throw new ServerRefusal("ResponsePayloadSizeLimitExceeded");
      largestPayload = Math.max(largestPayload, request, size);
      payload += request + size;
      return answer;
    },
  });

  const scope = globalThis as Record<string, unknown>;
  const before = { Excel: scope.Excel, Office: scope.Office };
  Object.assign(scope, { Excel: client.Excel, Office: client.Office });

  const stand: ExcelStandIn = {
    book,
    between: undefined,
    get syncs() {
      return syncs;
    },
    get largestPayload() {
      return largestPayload;
    },
    get payload() {
      return payload;
    },
    get changes() {
      return changes;
    },
    resetCounts() {
      syncs = 0;
      largestPayload = 0;
      payload = 0;
      changes = [];
    },
    beginEditing() {
      let end = () => {};
      const over = new Promise<void>((resolve) => (end = resolve));
      editing = { over, end };
    },
    endEditing() {
      editing?.end();
      editing = undefined;
    },
    async typeAt(area, values) {
      const sheet = sheetNamed(book, area.sheet)!;
      const place = { ...area, sheet, rows: values.length, columns: values[0].length };
      // Input right below a table extends the table (AutoCorrect's table expansion).
      for (const table of book.tables) {
        const isBelow = area.row === table.row + 1 + table.rows && !table.hasTotals;
        if (
          table.sheet === sheet &&
          isBelow &&
          overlap({ ...wholeOf(table), row: area.row, rows: 1 }, place)
        ) {
          table.rows += values.length;
        }
      }
      values.forEach((row, i) =>
        row.forEach((value, j) => typed(book, sheet, area.row + i, area.column + j, value)),
      );
      book.undo.push("typed");
      changed(place);
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    merge(area) {
      const sheet = sheetNamed(book, area.sheet)!;
      const first = cellAt(sheet, area.row, area.column);
      for (let i = 0; i < area.rows; i++) {
        for (let j = 0; j < area.columns; j++) setCell(sheet, area.row + i, area.column + j, undefined);
      }
      setCell(sheet, area.row, area.column, first);
      sheet.merged.push({ ...area });
    },
    table(name) {
      const table = tableNamed(book, name);
      if (table === undefined) throw new Error(`no table ${name}`);
      return table;
    },
    sheet(name) {
      const sheet = sheetNamed(book, name);
      if (sheet === undefined) throw new Error(`no sheet ${name}`);
      return sheet;
    },
    addSheet: (name) => makeSheet(book, name),
    sheetNames: () => book.sheets.map(({ name }) => name),
    uninstall: () => Object.assign(scope, before),
  };
  return stand;
}

/** The values of a table's body as they are on the sheet, with blanks as `null`. */
export function rowsOfTable(table: Table): unknown[][] {
  const { row, column, rows, columns } = bodyOf(table);
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_unused, j) => {
      const cell = cellAt(table.sheet, row + i, column + j);
      return isBlank(cell) ? null : cell!.value;
    }),
  );
}
