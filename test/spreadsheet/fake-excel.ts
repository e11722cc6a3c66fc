import type { Area, CellValue } from "../../addin/workbook/workbook";

/**
 * A stand-in of the `Excel` object that is as strict as Excel: proxies are empty until `load` and `sync`, reading a
 * property that was not loaded throws, nothing happens before `sync`, then everything in its order. What is written is
 * understood as if a user had typed it. Round trips and bytes are counted, and more than 5 MB in one are refused.
 * (office-addin-mock runs no operations in order, has no null objects and never refuses anything.)
 */

interface FakeCell {
  readonly value: string | number | boolean;
  readonly isError?: boolean;
  readonly formula?: string;
}

interface FakeSheet {
  name: string;
  visibility: string;
  deleted?: boolean;
  readonly cells: Map<number, Map<number, FakeCell>>;
}

interface FakeTable {
  readonly id: string;
  name: string;
  readonly sheet: FakeSheet;
  readonly row: number;
  readonly column: number;
  columns: number;
  rows: number;
}

export interface FakeExcelOptions {
  readonly calculate: (formula: string, read: (area: Area) => CellValue[][], cell: Area) => CellValue[][];
  readonly language?: string;
  /** How many times Excel says that it is still calculating. */
  readonly calculating?: number;
}

export interface FakeExcel {
  /** Round trips that carried something. */
  readonly syncs: number;
  /** The largest request and answer so far. */
  readonly largestPayload: number;
  /** All requests and answers together. */
  readonly payload: number;
  readonly eventsEnabled: boolean;
  readonly validations: readonly unknown[];
  resetCounts(): void;
  /** Types as the user does. */
  typeAt(area: Area, values: readonly (readonly (string | number)[])[]): Promise<void>;
  /** The sheets, hidden ones too. */
  sheetNames(): string[];
  /** Removes the globals. */
  uninstall(): void;
}

class FakeExcelError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

const payloadLimit = 5_000_000;

/** Puts `Excel` and `Office` into the global scope. */
export function installFakeExcel(options: FakeExcelOptions): FakeExcel {
  const sheets: FakeSheet[] = [{ name: "Sheet1", visibility: "Visible", cells: new Map() }];
  const tables: FakeTable[] = [];
  const settings = new Map<string, unknown>();
  const tableHandlers = new Set<(args: object) => Promise<void>>();
  const selectionHandlers = new Set<(args: object) => Promise<void>>();
  const validations: unknown[] = [];
  let calculating = options.calculating ?? 0;
  let selection:
    { sheet: FakeSheet; row: number; column: number; rows: number; columns: number } | undefined = {
    sheet: sheets[0],
    row: 0,
    column: 0,
    rows: 1,
    columns: 1,
  };
  let eventsEnabled = true;
  let syncs = 0;
  let largestPayload = 0;
  let payload = 0;
  let nextId = 1;

  // ——— The sheet ———

  const cellAt = (sheet: FakeSheet, row: number, column: number) => sheet.cells.get(row)?.get(column);
  function setCell(sheet: FakeSheet, row: number, column: number, cell: FakeCell | undefined): void {
    let cells = sheet.cells.get(row);
    if (cells === undefined) sheet.cells.set(row, (cells = new Map()));
    if (cell === undefined) cells.delete(column);
    else cells.set(column, cell);
  }
  const readModel = (area: Area): CellValue[][] => {
    const sheet = sheets.find((each) => each.name === area.sheet)!;
    return Array.from({ length: area.rows }, (_, i) =>
      Array.from(
        { length: area.columns },
        (_, j) => cellAt(sheet, area.row + i, area.column + j)?.value ?? null,
      ),
    );
  };

  function typed(sheet: FakeSheet, row: number, column: number, input: unknown): void {
    if (input === null || input === undefined) return;
    if (typeof input !== "string") return setCell(sheet, row, column, { value: input as number | boolean });
    if (input === "") return setCell(sheet, row, column, undefined);
    if (input.startsWith("'")) return setCell(sheet, row, column, { value: input.slice(1) });
    if (/^[=+\-@]./.test(input) && Number.isNaN(Number(input))) {
      const formula = `=${input.replace(/^[=+@]/, "")}`;
      const area = { sheet: sheet.name, row, column, rows: 1, columns: 1 };
      options.calculate(formula, readModel, area).forEach((values, i) =>
        values.forEach((value, j) => {
          const shown = typeof value === "object" && value !== null ? value.error : (value ?? "");
          const isError = typeof value === "object" && value !== null;
          setCell(sheet, row + i, column + j, {
            value: shown,
            isError,
            formula: i + j === 0 ? formula : undefined,
          });
        }),
      );
      return;
    }
    const plain = input.normalize("NFKC");
    if (/^#(N\/A|VALUE!|REF!|DIV\/0!|NAME\?|NUM!|NULL!)$/.test(plain)) {
      return setCell(sheet, row, column, { value: plain, isError: true });
    }
    if (/^(true|false)$/i.test(plain)) return setCell(sheet, row, column, { value: /^true$/i.test(plain) });
    if (/^\d+[-/]\d+([-/]\d+)?$/.test(plain)) return setCell(sheet, row, column, { value: 45_000 });
    const number = Number(plain);
    setCell(sheet, row, column, { value: plain.trim() !== "" && !Number.isNaN(number) ? number : input });
  }

  const body = (table: FakeTable): Place => ({
    sheet: table.sheet,
    row: table.row + 1,
    column: table.column,
    rows: table.rows,
    columns: table.columns,
  });

  function deleteBodyRows(table: FakeTable, first: number, count: number): void {
    const { row, column, columns } = body(table);
    const bottom = row + table.rows;
    for (let i = row + first; i < bottom; i++) {
      for (let j = column; j < column + columns; j++) {
        setCell(table.sheet, i, j, i + count < bottom ? cellAt(table.sheet, i + count, j) : undefined);
      }
    }
    // The last row of a table cannot go: it stays, blank.
    table.rows = Math.max(1, table.rows - count);
  }

  function touched(place: Place): void {
    if (!eventsEnabled) return;
    for (const table of tables) {
      if (table.sheet !== place.sheet) continue;
      const inside = place.row < table.row + 1 + table.rows && place.row + place.rows > table.row;
      if (!inside) continue;
      for (const handler of tableHandlers) {
        void handler({ tableId: table.id, source: "Local", type: "TableChanged" });
      }
    }
  }

  // ——— The object model ———

  interface Place {
    readonly sheet: FakeSheet;
    readonly row: number;
    readonly column: number;
    readonly rows: number;
    readonly columns: number;
  }

  type Operation = () => void;

  class Context {
    readonly operations: Operation[] = [];
    bytes = 0;
    readonly workbook = makeWorkbook(this);
    readonly runtime = withSetter({}, "enableEvents", (value) =>
      this.operations.push(() => void (eventsEnabled = value as boolean)),
    );

    async sync(): Promise<void> {
      await Promise.resolve();
      if (this.operations.length === 0) return;
      syncs++;
      const request = this.bytes;
      this.bytes = 0;
      try {
        if (request > payloadLimit) throw new FakeExcelError("RequestPayloadSizeLimitExceeded");
        // The items of a collection come with the collection: what they need is queued while this runs.
        for (let i = 0; i < this.operations.length; i++) this.operations[i]();
      } finally {
        this.operations.length = 0;
      }
      const answer = this.bytes;
      this.bytes = 0;
      // What is refused has not gone over the wire.
      if (answer > payloadLimit) throw new FakeExcelError("ResponsePayloadSizeLimitExceeded");
      largestPayload = Math.max(largestPayload, request, answer);
      payload += request + answer;
    }
  }

  function withSetter(target: object, name: string, set: (value: unknown) => void) {
    Object.defineProperty(target, name, { set, enumerable: true, configurable: true });
    return target as Record<string, unknown>;
  }

  /**
   * A proxy: `find` gives the thing when the operation's turn comes (undefined: not there), `readers` its properties.
   */
  function proxy<Target>(
    context: Context,
    find: () => Target | undefined,
    readers: Record<string, (target: Target) => unknown>,
    setters: Record<string, (target: Target, value: unknown) => void> = {},
    orNull = false,
  ) {
    const loaded = new Map<string, unknown>();
    let target: Target | undefined;
    let resolved = false;
    const get = (): Target => {
      if (!resolved) {
        target = find();
        resolved = true;
      }
      if (target === undefined) throw new FakeExcelError("ItemNotFound");
      return target;
    };
    context.operations.push(() => {
      if (!orNull) get();
      else {
        target = find();
        resolved = true;
        loaded.set("isNullObject", target === undefined);
      }
    });
    const object: Record<string, unknown> = {
      load(names: string) {
        const list = names.split(",").map((name) => name.trim());
        for (const name of list) {
          if (!(name in readers) && !name.startsWith("items/")) throw new FakeExcelError("InvalidArgument");
        }
        context.operations.push(() => {
          if (orNull && target === undefined) return;
          for (const name of list) {
            const key = name.startsWith("items/") ? "items" : name;
            const value = readers[key](get());
            if (key !== "items") context.bytes += Buffer.byteLength(JSON.stringify(value ?? null));
            loaded.set(name, value);
            if (key === "items") {
              const items = (loaded.get("items") as unknown[]) ?? value;
              loaded.set("items", items);
              for (const item of items as { load(name: string): void }[]) item.load(name.slice(6));
            }
          }
        });
        return object;
      },
    };
    for (const name of [...Object.keys(readers), ...(orNull ? ["isNullObject"] : [])]) {
      Object.defineProperty(object, name, {
        configurable: true,
        get() {
          if (loaded.has(name)) return loaded.get(name);
          throw new FakeExcelError(`PropertyNotLoaded: ${name}`);
        },
        set(value: unknown) {
          const setter = setters[name];
          if (setter === undefined) throw new FakeExcelError(`ReadOnly: ${name}`);
          context.bytes += Buffer.byteLength(JSON.stringify(value));
          context.operations.push(() => setter(get(), value));
        },
      });
    }
    return {
      object,
      get,
      queue: (operation: (target: Target) => void) => context.operations.push(() => operation(get())),
    };
  }

  const grid = (place: Place, read: (cell: FakeCell | undefined) => unknown): unknown[][] =>
    Array.from({ length: place.rows }, (_, i) =>
      Array.from({ length: place.columns }, (_, j) =>
        read(cellAt(place.sheet, place.row + i, place.column + j)),
      ),
    );

  function writeGrid(place: Place, values: unknown): void {
    const rows = values as unknown[][];
    if (
      !Array.isArray(rows) ||
      rows.length !== place.rows ||
      rows.some((row) => row.length !== place.columns)
    ) {
      throw new FakeExcelError("InvalidArgument");
    }
    rows.forEach((row, i) =>
      row.forEach((value, j) => typed(place.sheet, place.row + i, place.column + j, value)),
    );
    touched(place);
  }

  function makeRange(
    context: Context,
    find: () => Place | undefined,
    orNull = false,
  ): Record<string, unknown> {
    const { object, get, queue } = proxy<Place>(
      context,
      find,
      {
        values: (place) => grid(place, (cell) => cell?.value ?? ""),
        formulas: (place) => grid(place, (cell) => cell?.formula ?? cell?.value ?? ""),
        valueTypes: (place) =>
          grid(place, (cell) => (cell === undefined ? "Empty" : cell.isError ? "Error" : typeof cell.value)),
        rowIndex: (place) => place.row,
        columnIndex: (place) => place.column,
        rowCount: (place) => place.rows,
        columnCount: (place) => place.columns,
        address: (place) => `${place.sheet.name}!R${place.row}C${place.column}`,
        numberFormat: () => "General",
      },
      { values: writeGrid, formulas: writeGrid, numberFormat: () => undefined },
      orNull,
    );
    const derived = (derive: (place: Place) => Place) => makeRange(context, () => derive(get()));
    return Object.assign(object, {
      worksheet: undefined,
      format: withSetter({}, "columnWidth", () => undefined),
      dataValidation: withSetter(
        withSetter({}, "rule", (rule) => context.operations.push(() => void validations.push(rule))),
        "errorAlert",
        () => undefined,
      ),
      getRow: (i: number) => derived((place) => ({ ...place, row: place.row + i, rows: 1 })),
      getColumn: (j: number) => derived((place) => ({ ...place, column: place.column + j, columns: 1 })),
      getCell: (i: number, j: number) =>
        derived((place) => ({ ...place, row: place.row + i, column: place.column + j, rows: 1, columns: 1 })),
      getResizedRange: (rows: number, columns: number) =>
        derived((place) => ({ ...place, rows: place.rows + rows, columns: place.columns + columns })),
      getSpillingToRangeOrNullObject: () => makeRange(context, () => undefined, true),
      select: () =>
        queue((place) => {
          selection = place;
          for (const handler of selectionHandlers) void handler({});
        }),
      delete: () =>
        queue((place) => {
          const table = tables.find(
            (each) =>
              each.sheet === place.sheet &&
              each.column === place.column &&
              each.columns === place.columns &&
              place.row > each.row &&
              place.row + place.rows <= each.row + 1 + each.rows,
          );
          if (table === undefined) throw new FakeExcelError("InvalidOperation");
          deleteBodyRows(table, place.row - table.row - 1, place.rows);
          touched(place);
        }),
    });
  }

  function makeSheet(
    context: Context,
    find: () => FakeSheet | undefined,
    orNull = false,
  ): Record<string, unknown> {
    const { object, get, queue } = proxy<FakeSheet>(
      context,
      find,
      { name: (sheet) => sheet.name, visibility: (sheet) => sheet.visibility },
      { visibility: (sheet, value) => (sheet.visibility = value as string) },
      orNull,
    );
    return Object.assign(object, {
      getRangeByIndexes: (row: number, column: number, rows: number, columns: number) => {
        const find = () => ({ sheet: get(), row, column, rows, columns });
        const range = makeRange(context, find);
        places.set(range, find);
        return range;
      },
      getUsedRangeOrNullObject: () => makeRange(context, () => usedOf(get()), true),
      activate: () => queue(() => undefined),
      delete: () => queue((sheet) => void sheets.splice(sheets.indexOf(sheet), 1)),
      tables: {
        add: (range: object) => {
          let made: FakeTable | undefined;
          context.operations.push(() => {
            const { sheet, row, column, rows, columns } = placeOf(range);
            made = {
              id: `{${nextId++}}`,
              name: `Table${nextId}`,
              sheet,
              row,
              column,
              columns,
              rows: rows - 1,
            };
            tables.push(made);
          });
          return makeTable(context, () => made);
        },
      },
    });
  }

  const places = new WeakMap<object, () => Place>();
  function placeOf(range: object): Place {
    const find = places.get(range);
    if (find === undefined) throw new FakeExcelError("InvalidArgument");
    return find();
  }

  function usedOf(sheet: FakeSheet): Place | undefined {
    const rows = [...sheet.cells].filter(([, cells]) => cells.size > 0);
    if (rows.length === 0) return undefined;
    const rowNumbers = rows.map(([row]) => row);
    const columns = rows.flatMap(([, cells]) => [...cells.keys()]);
    const [top, left] = [Math.min(...rowNumbers), Math.min(...columns)];
    return {
      sheet,
      row: top,
      column: left,
      rows: Math.max(...rowNumbers) - top + 1,
      columns: Math.max(...columns) - left + 1,
    };
  }

  function makeTable(
    context: Context,
    find: () => FakeTable | undefined,
    orNull = false,
  ): Record<string, unknown> {
    const { object, get, queue } = proxy<FakeTable>(
      context,
      find,
      { name: (table) => table.name, showHeaders: () => true },
      { name: (table, value) => (table.name = value as string) },
      orNull,
    );
    let sheet: unknown;
    Object.defineProperty(object, "worksheet", {
      get: () => (sheet ??= makeSheet(context, () => get().sheet)),
    });
    return Object.assign(object, {
      getHeaderRowRange: () => makeRange(context, () => ({ ...body(get()), row: get().row, rows: 1 })),
      getDataBodyRange: () => makeRange(context, () => body(get())),
      rows: {
        add: (index: number | undefined, values: unknown[][]) => {
          context.bytes += Buffer.byteLength(JSON.stringify(values));
          queue((table) => {
            const first = index ?? table.rows;
            const { row, column, columns } = body(table);
            for (let i = row + table.rows - 1; i >= row + first; i--) {
              for (let j = column; j < column + columns; j++) {
                setCell(table.sheet, i + values.length, j, cellAt(table.sheet, i, j));
                setCell(table.sheet, i, j, undefined);
              }
            }
            table.rows += values.length;
            writeGrid({ ...body(table), row: table.row + 1 + first, rows: values.length }, values);
          });
        },
        getItemAt: (i: number) => ({ delete: () => queue((table) => deleteBodyRows(table, i, 1)) }),
      },
      columns: {
        add: (_index: unknown, _values: unknown, name: string) =>
          queue((table) => {
            setCell(table.sheet, table.row, table.column + table.columns, { value: name });
            table.columns++;
          }),
      },
    });
  }

  function makeWorkbook(context: Context) {
    const named = (name: string) => sheets.find((sheet) => sheet.name === name);
    const table = (key: string) => tables.find(({ name, id }) => name === key || id === key);
    const collection = (list: () => unknown[]) => proxy(context, () => sheets, { items: list }).object;
    const workbook = {
      get worksheets() {
        return Object.assign(
          collection(() => sheets.map((sheet) => makeSheet(context, () => sheet))),
          {
            getItem: (name: string) => makeSheet(context, () => named(name)),
            getItemOrNullObject: (name: string) => makeSheet(context, () => named(name), true),
            add: (name: string) => {
              context.operations.push(() => {
                if (named(name) !== undefined) throw new FakeExcelError("ItemAlreadyExists");
                sheets.push({ name, visibility: "Visible", cells: new Map() });
              });
              return makeSheet(context, () => named(name));
            },
          },
        );
      },
      get tables() {
        return Object.assign(
          collection(() => tables.map((each) => makeTable(context, () => each))),
          {
            getItem: (name: string) => makeTable(context, () => table(name)),
            getItemOrNullObject: (name: string) => makeTable(context, () => table(name), true),
            onChanged: eventOf(context, tableHandlers),
          },
        );
      },
      application: proxy(context, () => sheets, {
        calculationMode: () => "Automatic",
        calculationState: () => (calculating-- > 0 ? "Calculating" : "Done"),
      }).object,
      settings: {
        getItemOrNullObject: (name: string) =>
          proxy(
            context,
            () => (settings.has(name) ? { value: settings.get(name) } : undefined),
            { value: (item) => item.value },
            {},
            true,
          ).object,
        add: (name: string, value: unknown) => context.operations.push(() => void settings.set(name, value)),
      },
      onSelectionChanged: eventOf(context, selectionHandlers),
      getSelectedRange: () => {
        const range = makeRange(context, () => {
          if (selection === undefined) throw new FakeExcelError("InvalidSelection");
          return selection;
        });
        range.worksheet = makeSheet(context, () => selection?.sheet);
        return range;
      },
    };
    return workbook;
  }

  function eventOf(context: Context, handlers: Set<(args: object) => Promise<void>>) {
    return {
      add(handler: (args: object) => Promise<void>) {
        context.operations.push(() => void handlers.add(handler));
        return {
          context,
          remove: () => context.operations.push(() => void handlers.delete(handler)),
        };
      },
    };
  }

  const scope = globalThis as Record<string, unknown>;
  const before = { Excel: scope.Excel, Office: scope.Office };
  scope.Excel = {
    async run(first: unknown, second?: unknown) {
      const context = first instanceof Context ? first : new Context();
      const batch = (typeof first === "function" ? first : second) as (context: Context) => Promise<unknown>;
      const result = await batch(context);
      await context.sync();
      return result;
    },
  };
  scope.Office = {
    context: {
      displayLanguage: options.language ?? "en-US",
      requirements: { isSetSupported: () => true },
      officeTheme: { bodyBackgroundColor: "#FFFFFF" },
    },
  };

  return {
    get syncs() {
      return syncs;
    },
    get largestPayload() {
      return largestPayload;
    },
    get payload() {
      return payload;
    },
    get eventsEnabled() {
      return eventsEnabled;
    },
    validations,
    resetCounts() {
      syncs = 0;
      largestPayload = 0;
      payload = 0;
    },
    async typeAt(area, values) {
      const sheet = sheets.find(({ name }) => name === area.sheet)!;
      // What is typed right below a table joins it (AutoCorrect's table expansion).
      for (const table of tables) {
        const isBelow = area.row === table.row + 1 + table.rows;
        const isWithin = area.column >= table.column && area.column < table.column + table.columns;
        if (table.sheet === sheet && isBelow && isWithin) table.rows += values.length;
      }
      writeGrid({ ...area, sheet, rows: values.length, columns: values[0].length }, values);
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    sheetNames: () => sheets.map(({ name }) => name),
    uninstall: () => Object.assign(scope, before),
  };
}
