import {
  bodyOf,
  cellAt,
  checkSheetName,
  checkTableName,
  ExcelError,
  formatAt,
  isBlank,
  makeSheet,
  overlap,
  same,
  setCell,
  sheetColumns,
  sheetNamed,
  sheetRows,
  shift,
  tableNamed,
  tablesIn,
  usedWithin,
  wholeOf,
  wholeSheet,
  type Book,
  type Cell,
  type Chart,
  type ChartSeries,
  type Place,
  type Sheet,
  type SheetPlace,
  type Table,
} from "./book";
import { putJson, spillOf, typed } from "./typing";

/** An object of the object model; `it` is undefined for a null object. */
export interface Thing {
  readonly kind: Kind;
  readonly it: unknown;
}

interface Members {
  /** Properties that can be loaded. */
  readonly get?: Readonly<Record<string, (it: never) => unknown>>;
  readonly set?: Readonly<Record<string, (it: never, value: never) => void>>;
  /** Objects and methods: they return a `Thing`, a value or nothing. */
  readonly call?: Readonly<Record<string, (it: never, ...given: never[]) => unknown>>;
  readonly items?: (it: never) => Thing[];
  /** Returns an id to the client. */
  readonly id?: (it: never) => string;
}

export type Kind =
  | "Workbook"
  | "WorksheetCollection"
  | "Worksheet"
  | "TableCollection"
  | "Table"
  | "AutoFilter"
  | "Rows"
  | "Columns"
  | "Range"
  | "RangeAreas"
  | "RangeCollection"
  | "Format"
  | "FormatProtection"
  | "Font"
  | "Fill"
  | "Borders"
  | "Border"
  | "ConditionalFormats"
  | "ConditionalFormat"
  | "ColorScale"
  | "FreezePanes"
  | "Charts"
  | "Chart"
  | "ChartSeriesCollection"
  | "ChartSeries"
  | "ChartPart"
  | "DataValidation"
  | "Application"
  | "Names"
  | "Name"
  | "Settings"
  | "Setting"
  | "Protection"
  | "WorkbookProtection"
  | "Runtime"
  | "Nothing";

/** Effects on a book through its object model. */
export interface Effects {
  /** Called before a change in a sheet, or in the workbook. @throws ExcelError if it is not allowed */
  change(what: string, sheet?: Sheet): void;
  /** Called by actions that cannot be undone, which clear the user's undo list. */
  forgetUndo(): void;
  selectionChanged(): void;
  /** Whether Excel reports that it is still calculating. */
  calculating(): boolean;
  listens(to: "sheets" | "tables", on: boolean): void;
  readonly decimalSeparator: string;
  /** What happens to rows deleted while the table is filtered: nothing, or a refusal. */
  readonly filteredDelete: "nothing" | "refused";
}

const thing = (kind: Kind, it: unknown): Thing => ({ kind, it });

/** Every member that the stand-in supports; any other causes an error that names it. */
export function objectModel(book: Book, effects: Effects): Readonly<Record<Kind, Members>> {
  const range = (place: SheetPlace | undefined) => thing("Range", place);
  const found = (kind: Kind, it: unknown): Thing => {
    if (it === undefined) throw new ExcelError("ItemNotFound");
    return thing(kind, it);
  };

  function inSheet(place: SheetPlace): SheetPlace {
    const { row, column, rows, columns } = place;
    if (row < 0 || column < 0 || rows < 1 || columns < 1) throw new ExcelError("InvalidArgument");
    if (row + rows > sheetRows || column + columns > sheetColumns) throw new ExcelError("InvalidArgument");
    return place;
  }

  const restyle = ({ sheet }: SheetPlace): void => effects.change("format", sheet);

  const grid = (place: SheetPlace, read: (cell: Cell | undefined, row: number, column: number) => unknown) =>
    Array.from({ length: place.rows }, (_, i) =>
      Array.from({ length: place.columns }, (_unused, j) =>
        read(cellAt(place.sheet, place.row + i, place.column + j), place.row + i, place.column + j),
      ),
    );

  function write(
    place: SheetPlace,
    given: unknown,
    put: (book: Book, sheet: Sheet, row: number, column: number, input: unknown) => void,
  ): void {
    effects.change("cells", place.sheet);
    const rows = (Array.isArray(given) ? given : grid(place, () => given)) as unknown[][];
    if (rows.length !== place.rows || rows.some((row) => row.length !== place.columns)) {
      throw new ExcelError("InvalidArgument");
    }
    rows.forEach((row, i) =>
      row.forEach((input, j) => put(book, place.sheet, place.row + i, place.column + j, input)),
    );
    asHeaders(place);
    book.changed(place);
  }

  /** Makes headers unique texts. */
  function asHeaders(place: SheetPlace): void {
    for (const table of tablesIn(book, place)) {
      const seen = new Set<string>();
      for (let j = 0; j < table.columns; j++) {
        const cell = cellAt(table.sheet, table.row, table.column + j);
        const text = isBlank(cell) ? `Column${j + 1}` : String(cell!.value);
        let name = text;
        for (let i = 2; seen.has(name.toLowerCase()); i++) name = `${text}${i}`;
        seen.add(name.toLowerCase());
        if (cell?.value !== name) setCell(table.sheet, table.row, table.column + j, { ...cell, value: name });
      }
    }
  }

  /** Makes room for rows of a table at a position in its body. */
  function growTable(table: Table, at: number, count: number): void {
    effects.change("table rows", table.sheet);
    const first = table.row + 1 + at;
    if (table.filter.size > 0 && at < table.rows) throw new ExcelError("InsertDeleteConflict");
    if (at > table.rows || at < 0) throw new ExcelError("InvalidArgument");
    const columns: Place = { ...wholeOf(table) };
    // The formulas and formats of the adjacent row fill the new rows.
    const last = at === 0 ? table.row + 1 : first - 1;
    const formulas = Array.from({ length: table.columns }, (_, j) =>
      cellAt(table.sheet, last, table.column + j),
    );
    shift(book, table.sheet, first, count, columns);
    if (table.row >= first) table.row -= count;
    table.rows += count;
    for (let i = first; i < first + count; i++) {
      formulas.forEach((cell, j) => {
        if (cell?.formula !== undefined) typed(book, table.sheet, i, table.column + j, cell.formula);
        if (cell?.format !== undefined) {
          setCell(table.sheet, i, table.column + j, {
            ...cellAt(table.sheet, i, table.column + j),
            format: cell.format,
          });
        }
      });
    }
  }

  function deleteRows(table: Table, at: number, count: number): void {
    effects.change("table rows", table.sheet);
    if (table.filter.size > 0) {
      if (effects.filteredDelete === "refused") throw new ExcelError("InsertDeleteConflict");
      return;
    }
    const gone = Math.min(count, table.rows - at);
    const columns = { ...wholeOf(table) };
    if (gone === table.rows) {
      // The last row of a table cannot be removed: it stays, blank.
      for (let j = 0; j < table.columns; j++)
        setCell(table.sheet, table.row + 1, table.column + j, undefined);
      if (gone > 1) shift(book, table.sheet, table.row + 1 + gone, 1 - gone, columns);
      table.rows = 1;
    } else {
      table.rows -= gone;
      shift(book, table.sheet, table.row + 1 + at + gone, -gone, columns);
    }
    book.changed(bodyOf(table));
  }

  function addTable(place: SheetPlace): Table {
    effects.change("table", place.sheet);
    if (tablesIn(book, place).length > 0) throw new ExcelError("InvalidArgument");
    if (place.sheet.merged.some((merged) => overlap(merged, place)))
      throw new ExcelError("MergedRangeConflict");
    const id = `{table-${book.nextId++}}`;
    const { sheet, row, column, columns } = place;
    const table: Table = {
      id,
      name: `Table${book.nextId}`,
      sheet,
      row,
      column,
      columns,
      rows: place.rows - 1,
      hasTotals: false,
      filter: new Map(),
    };
    book.tables.push(table);
    asHeaders(place);
    return table;
  }

  function resize(table: Table, place: SheetPlace): void {
    effects.change("table size", table.sheet);
    if (place.sheet !== table.sheet || place.row !== table.row) throw new ExcelError("InvalidArgument");
    if (tablesIn(book, place).some((other) => other !== table)) throw new ExcelError("InvalidArgument");
    if (table.hasTotals) throw new ExcelError("InvalidArgument");
    if (table.sheet.merged.some((merged) => overlap(merged, place)))
      throw new ExcelError("MergedRangeConflict");
    table.rows = place.rows - 1;
    table.columns = place.columns;
    asHeaders(place);
  }

  function addColumn(table: Table, name: string): void {
    effects.change("table column", table.sheet);
    const right: SheetPlace = { ...wholeOf(table), column: table.column + table.columns, columns: 1 };
    if (right.column >= sheetColumns) throw new ExcelError("NonBlankCellOffSheet");
    if (tablesIn(book, { ...right, columns: sheetColumns - right.column }).some((other) => other !== table)) {
      throw new ExcelError("InsertDeleteConflict");
    }
    if (
      table.sheet.merged.some((merged) => overlap(merged, { ...right, columns: sheetColumns - right.column }))
    ) {
      throw new ExcelError("MergedRangeConflict");
    }
    // Cells beside the table move right.
    for (let i = right.row; i < right.row + right.rows; i++) {
      const cells = table.sheet.cells[i];
      if (cells === undefined || cells.length <= right.column) continue;
      cells.splice(right.column, 0, {});
      table.sheet.last = Math.max(table.sheet.last, cells.length - 1);
    }
    table.columns++;
    setCell(table.sheet, table.row, right.column, { value: name });
    asHeaders(wholeOf(table));
    book.changed(wholeOf(table));
  }

  function deleteCells(place: SheetPlace): void {
    const table = tablesIn(book, place)[0];
    const body = table && bodyOf(table);
    const inBody =
      body !== undefined &&
      place.column === body.column &&
      place.columns === body.columns &&
      place.row >= body.row &&
      place.row + place.rows <= body.row + body.rows;
    if (!inBody) throw new ExcelError("InvalidOperation");
    deleteRows(table, place.row - body.row, place.rows);
  }

  /** Copies only formats, or only formulas, of one row into every row of a place. */
  function copy(place: SheetPlace, source: SheetPlace, type: string): void {
    effects.change("cells", place.sheet);
    for (let i = 0; i < place.rows; i++) {
      for (let j = 0; j < place.columns; j++) {
        const from = [
          source.sheet,
          source.row + (i % source.rows),
          source.column + (j % source.columns),
        ] as const;
        const [row, column] = [place.row + i, place.column + j];
        if (type === "Formats") {
          const format = formatAt(...from);
          setCell(place.sheet, row, column, { ...cellAt(place.sheet, row, column), format });
        } else if (type === "Formulas") {
          const cell = cellAt(...from);
          typed(book, place.sheet, row, column, cell?.formula ?? cell?.value ?? "");
        } else throw new ExcelError("InvalidArgument");
      }
    }
    book.changed(place);
  }

  function select(place: SheetPlace): void {
    if (place.sheet.visibility !== "Visible") throw new ExcelError("GeneralException");
    book.selection = { ...place };
    effects.selectionChanged();
  }

  /** Excel uses the columns with any values as series; a protected sheet refuses charts. */
  function addChart(sheet: Sheet, type: string, source: SheetPlace, seriesBy: string): Chart {
    effects.change("chart", sheet);
    if (seriesBy !== "Columns") throw new ExcelError("InvalidArgument");
    const chart: Chart = { sheet, name: `Chart ${book.nextId++}`, type, series: [], settings: new Map() };
    for (let j = 0; j < source.columns; j++)
      chart.series.push(seriesOf(chart, "Series", { ...source, column: source.column + j, columns: 1 }));
    sheet.charts.push(chart);
    return chart;
  }
  const seriesOf = (chart: Chart, name: string, values: SheetPlace): ChartSeries => ({
    chart,
    name,
    values,
    settings: new Map(),
  });
  const chartNamed = (sheet: Sheet, name: string) => sheet.charts.find((chart) => same(chart.name, name));
  /** Parts of a chart, whose settings are stored by path. */
  const part = (of: Chart | ChartSeries, path: string) => thing("ChartPart", { of, path });
  type Part = { readonly of: Chart | ChartSeries; readonly path: string };
  const setting = (name: string) => ({
    [name]: ({ of, path }: Part, value: unknown) => void of.settings.set(`${path}.${name}`, value),
  });
  const within = (name: string) => ({ [name]: ({ of, path }: Part) => part(of, `${path}.${name}`) });
  const ofSeries = (name: string) => ({
    [name]: ({ settings }: ChartSeries, value: unknown) => void settings.set(name, value),
  });

  const sheets = (visible: Sheet[]) => visible.map((sheet) => thing("Worksheet", sheet));
  const tablesOf = (sheet: Sheet | undefined) =>
    book.tables.filter((table) => sheet === undefined || table.sheet === sheet);
  const own = (cell: Cell | undefined) => cell?.value ?? "";
  const at = (place: SheetPlace, changes: Partial<Place>) => range(inSheet({ ...place, ...changes }));

  return {
    Nothing: {},
    Workbook: {
      get: { Name: () => "Book1.xlsx", ReadOnly: () => book.isReadOnly },
      call: {
        Worksheets: () => thing("WorksheetCollection", book),
        Tables: () => thing("TableCollection", book),
        Names: () => thing("Names", book),
        Settings: () => thing("Settings", book),
        Application: () => thing("Application", book),
        Protection: () => thing("WorkbookProtection", book),
        _Runtime: () => thing("Runtime", book),
        GetSelectedRange: () => {
          if (book.selection === undefined) throw new ExcelError("InvalidSelection");
          return range({ ...book.selection });
        },
        Save: () => effects.forgetUndo(),
        _RemoveReference: () => undefined,
      },
    },
    WorkbookProtection: { get: { Protected: () => book.isStructureProtected } },
    Runtime: { set: { EnableEvents: (_: Book, on: boolean) => void (book.eventsEnabled = on) } },
    Application: {
      get: {
        CalculationMode: () => "Automatic",
        DecimalSeparator: () => effects.decimalSeparator,
        CalculationState: () => (effects.calculating() ? "Calculating" : "Done"),
      },
    },
    Names: {
      items: () => [...book.names].map((name) => thing("Name", name)),
      call: {
        GetItemOrNullObject: (_: Book, name: string) =>
          thing(
            "Name",
            [...book.names].find((each) => same(each, name)),
          ),
      },
    },
    Name: { get: { Name: (name: string) => name } },
    Settings: {
      call: {
        Add: (_: Book, key: string, value: unknown) => {
          effects.change("setting");
          book.settings.set(key, value);
          return thing("Setting", { key, value });
        },
        GetItemOrNullObject: (_: Book, key: string) =>
          thing("Setting", book.settings.has(key) ? { key, value: book.settings.get(key) } : undefined),
      },
    },
    Setting: {
      get: { Value: ({ value }: { value: unknown }) => value, Key: ({ key }: { key: string }) => key },
    },
    WorksheetCollection: {
      items: () => sheets(book.sheets),
      call: {
        GetItem: (_: Book, name: string) => found("Worksheet", sheetNamed(book, name)),
        GetItemOrNullObject: (_: Book, name: string) => thing("Worksheet", sheetNamed(book, name)),
        Add: (_: Book, name: string) => {
          effects.change("sheet");
          if (book.isStructureProtected) throw new ExcelError("AccessDenied");
          checkSheetName(book, name);
          effects.forgetUndo();
          return thing("Worksheet", makeSheet(book, name));
        },
        _RegisterDataChangedEvent: () => effects.listens("sheets", true),
        _UnregisterDataChangedEvent: () => effects.listens("sheets", false),
        // The results of formulas are not reported.
        _RegisterCalculatedEvent: () => undefined,
        _UnregisterCalculatedEvent: () => undefined,
      },
    },
    Worksheet: {
      id: ({ id }: Sheet) => id,
      get: {
        Id: ({ id }: Sheet) => id,
        Name: ({ name }: Sheet) => name,
        Visibility: ({ visibility }: Sheet) => visibility,
      },
      set: {
        Visibility: (sheet: Sheet, visibility: Sheet["visibility"]) => {
          effects.change("visibility");
          effects.forgetUndo();
          sheet.visibility = visibility;
        },
      },
      call: {
        Charts: (sheet: Sheet) => thing("Charts", sheet),
        FreezePanes: (sheet: Sheet) => thing("FreezePanes", sheet),
        Tables: (sheet: Sheet) => thing("TableCollection", sheet),
        Protection: (sheet: Sheet) => thing("Protection", sheet),
        GetRangeByIndexes: (sheet: Sheet, row: number, column: number, rows: number, columns: number) =>
          range(inSheet({ sheet, row, column, rows, columns })),
        GetUsedRangeOrNullObject: (sheet: Sheet) => range(usedWithin(wholeSheet(sheet))),
        Activate: (sheet: Sheet) => {
          if (sheet.visibility !== "Visible") throw new ExcelError("GeneralException");
        },
        Delete: (sheet: Sheet) => {
          effects.change("sheet");
          if (book.isStructureProtected) throw new ExcelError("AccessDenied");
          const others = book.sheets.filter((each) => each !== sheet && each.visibility === "Visible");
          if (others.length === 0) throw new ExcelError("InvalidOperation");
          effects.forgetUndo();
          book.sheets.splice(book.sheets.indexOf(sheet), 1);
        },
      },
    },
    Protection: { get: { Protected: ({ isProtected }: Sheet) => isProtected } },
    TableCollection: {
      items: (of: Book | Sheet) =>
        tablesOf(of === book ? undefined : (of as Sheet)).map((each) => thing("Table", each)),
      call: {
        GetItem: (_: Book, name: string) => found("Table", tableNamed(book, name)),
        GetItemOrNullObject: (_: Book, name: string) => thing("Table", tableNamed(book, name)),
        Add: (_: Sheet, place: SheetPlace) => thing("Table", addTable(place)),
        _RegisterDataChangedEvent: () => effects.listens("tables", true),
        _UnregisterDataChangedEvent: () => effects.listens("tables", false),
      },
    },
    Table: {
      id: ({ id }: Table) => id,
      get: {
        Id: ({ id }: Table) => id,
        Name: ({ name }: Table) => name,
        ShowHeaders: () => true,
        ShowTotals: ({ hasTotals }: Table) => hasTotals,
      },
      set: {
        Name: (table: Table, name: string) => {
          effects.change("table name", table.sheet);
          checkTableName(book, table, name);
          table.name = name;
        },
      },
      call: {
        Worksheet: ({ sheet }: Table) => thing("Worksheet", sheet),
        Rows: (table: Table) => thing("Rows", table),
        Columns: (table: Table) => thing("Columns", table),
        AutoFilter: (table: Table) => thing("AutoFilter", table),
        GetHeaderRowRange: (table: Table) => range({ ...wholeOf(table), rows: 1 }),
        GetDataBodyRange: (table: Table) => range(bodyOf(table)),
        GetRange: (table: Table) => range(wholeOf(table)),
        Resize: (table: Table, place: SheetPlace) => resize(table, place),
      },
    },
    AutoFilter: {
      get: {
        IsDataFiltered: ({ filter }: Table) => filter.size > 0,
        Criteria: ({ filter, columns }: Table) =>
          Array.from({ length: columns }, (_, j) => filter.get(j) ?? null),
      },
      call: {
        ClearCriteria: (table: Table) => {
          effects.change("filter", table.sheet);
          table.filter = new Map();
        },
        Apply: (table: Table, _place: SheetPlace, column: number, criteria: object) => {
          effects.change("filter", table.sheet);
          table.filter.set(column, criteria);
        },
      },
    },
    Rows: {
      call: {
        Add: (table: Table, index: number | null, values: unknown[][]) => {
          const first = index ?? table.rows;
          growTable(table, first, values.length);
          write({ ...bodyOf(table), row: table.row + 1 + first, rows: values.length }, values, typed);
          return thing("Nothing", table);
        },
        GetCount: (table: Table) => table.rows,
      },
    },
    Columns: {
      call: {
        Add: (table: Table, _index: unknown, _values: unknown, name: string) => {
          addColumn(table, name);
          return thing("Nothing", table);
        },
      },
    },
    Range: {
      get: {
        Values: (place: SheetPlace) => grid(place, own),
        Formulas: (place: SheetPlace) => grid(place, (cell) => cell?.formula ?? own(cell)),
        ValueTypes: (place: SheetPlace) =>
          grid(place, (cell) => (isBlank(cell) ? "Empty" : cell!.isError ? "Error" : typeof cell!.value)),
        NumberFormat: (place: SheetPlace) =>
          grid(place, (_, row, column) => formatAt(place.sheet, row, column)),
        RowIndex: ({ row }: Place) => row,
        ColumnIndex: ({ column }: Place) => column,
        RowCount: ({ rows }: Place) => rows,
        ColumnCount: ({ columns }: Place) => columns,
        Address: ({ sheet, row, column }: SheetPlace) => `${sheet.name}!R${row}C${column}`,
      },
      set: {
        Values: (place: SheetPlace, values: unknown) => write(place, values, typed),
        Formulas: (place: SheetPlace, values: unknown) => write(place, values, typed),
        ValuesAsJson: (place: SheetPlace, values: unknown) => write(place, values, putJson),
        NumberFormat: (place: SheetPlace, given: string | string[][]) => {
          effects.change("format", place.sheet);
          for (let j = 0; j < place.columns; j++) {
            if (typeof given === "string" && place.row === 0 && place.rows === sheetRows) {
              place.sheet.columnFormats.set(place.column + j, given);
              continue;
            }
            for (let i = 0; i < place.rows; i++) {
              const [row, column] = [place.row + i, place.column + j];
              const format = typeof given === "string" ? given : given[i][j];
              setCell(place.sheet, row, column, { ...cellAt(place.sheet, row, column), format });
            }
          }
        },
      },
      call: {
        // The client writes large arrays in parts of 1,500 cells.
        _ValidateArraySize: (place: SheetPlace, rows: number, columns: number) => {
          if (rows !== place.rows || columns !== place.columns) throw new ExcelError("InvalidArgument");
        },
        GetBoundingRect: (place: SheetPlace, other: SheetPlace) => {
          const [row, column] = [Math.min(place.row, other.row), Math.min(place.column, other.column)];
          const bottom = Math.max(place.row + place.rows, other.row + other.rows);
          const right = Math.max(place.column + place.columns, other.column + other.columns);
          return at(place, { row, column, rows: bottom - row, columns: right - column });
        },
        _KeepReference: (place: SheetPlace) => void book.held.add(place),
        Worksheet: ({ sheet }: SheetPlace) => thing("Worksheet", sheet),
        Format: (place: SheetPlace) => thing("Format", place),
        ConditionalFormats: (place: SheetPlace) => thing("ConditionalFormats", place),
        DataValidation: (place: SheetPlace) => thing("DataValidation", place),
        GetRow: (place: SheetPlace, i: number) => at(place, { row: place.row + i, rows: 1 }),
        GetColumn: (place: SheetPlace, j: number) => at(place, { column: place.column + j, columns: 1 }),
        GetCell: (place: SheetPlace, i: number, j: number) =>
          at(place, { row: place.row + i, column: place.column + j, rows: 1, columns: 1 }),
        GetLastRow: (place: SheetPlace) => at(place, { row: place.row + place.rows - 1, rows: 1 }),
        GetResizedRange: (place: SheetPlace, rows: number, columns: number) =>
          at(place, { rows: place.rows + rows, columns: place.columns + columns }),
        GetOffsetRange: (place: SheetPlace, rows: number, columns: number) =>
          at(place, { row: place.row + rows, column: place.column + columns }),
        GetUsedRangeOrNullObject: (place: SheetPlace) => range(usedWithin(place)),
        GetSpillingToRangeOrNullObject: (place: SheetPlace) => range(spillOf(place)),
        GetMergedAreasOrNullObject: (place: SheetPlace) => {
          const { sheet } = place;
          const isIn = ({ row, column }: Place) => overlap({ row, column, rows: 1, columns: 1 }, place);
          const merged = sheet.merged.filter(isIn).map((each): SheetPlace => ({ ...each, sheet }));
          return thing("RangeAreas", merged.length === 0 ? undefined : merged);
        },
        Clear: (place: SheetPlace, what: string) => {
          if (what !== "Contents") throw new ExcelError("InvalidArgument");
          write(place, "", typed);
        },
        CopyFrom: (place: SheetPlace, source: SheetPlace, type: string) => copy(place, source, type),
        Delete: (place: SheetPlace) => deleteCells(place),
        Select: (place: SheetPlace) => select(place),
      },
    },
    RangeAreas: {
      // Some versions of Excel name only the first cell of each merged area.
      get: { Address: (places: SheetPlace[]) => places.map(({ row, column }) => `R${row}C${column}`).join() },
      call: {
        _KeepReference: () => undefined,
        Areas: (places: SheetPlace[]) => thing("RangeCollection", places),
      },
    },
    RangeCollection: { items: (places: SheetPlace[]) => places.map(range) },
    // Formatting is not stored: it changes the sheet, but no value.
    Font: { set: { Bold: restyle, Size: restyle, Color: restyle } },
    Fill: { set: { Color: restyle } },
    Borders: { call: { GetItem: (place: SheetPlace) => thing("Border", place) } },
    Border: { set: { Style: restyle, Color: restyle } },
    ConditionalFormats: { call: { Add: (place: SheetPlace) => thing("ConditionalFormat", place) } },
    ConditionalFormat: { call: { ColorScale: (place: SheetPlace) => thing("ColorScale", place) } },
    ColorScale: { set: { Criteria: restyle } },
    FreezePanes: { call: { FreezeRows: (sheet: Sheet) => effects.change("format", sheet) } },
    Charts: {
      call: {
        Add: (sheet: Sheet, type: string, source: SheetPlace, seriesBy: string) =>
          thing("Chart", addChart(sheet, type, source, seriesBy)),
        GetItem: (sheet: Sheet, name: string) => found("Chart", chartNamed(sheet, name)),
        GetItemOrNullObject: (sheet: Sheet, name: string) => thing("Chart", chartNamed(sheet, name)),
      },
    },
    Chart: {
      id: ({ name }: Chart) => name,
      get: { Name: ({ name }: Chart) => name, Id: ({ name }: Chart) => name },
      call: {
        Series: (chart: Chart) => thing("ChartSeriesCollection", chart),
        Title: (chart: Chart) => part(chart, "Title"),
        Legend: (chart: Chart) => part(chart, "Legend"),
        Axes: (chart: Chart) => part(chart, "Axes"),
        SetPosition: (chart: Chart, first: SheetPlace, last: SheetPlace) =>
          void (chart.place = [first, last]),
        Delete: (chart: Chart) => {
          effects.change("chart", chart.sheet);
          chart.sheet.charts = chart.sheet.charts.filter((other) => other !== chart);
        },
      },
    },
    ChartSeriesCollection: {
      items: ({ series }: Chart) => series.map((each) => thing("ChartSeries", each)),
      call: {
        GetItemAt: ({ series }: Chart, index: number) => found("ChartSeries", series[index]),
        Add: (chart: Chart, name: string) => {
          const added = seriesOf(chart, name, chart.series[0].values);
          chart.series.push(added);
          return thing("ChartSeries", added);
        },
      },
    },
    ChartSeries: {
      get: { Name: ({ name }: ChartSeries) => name },
      set: {
        Name: (series: ChartSeries, name: string) => void (series.name = name),
        ...ofSeries("HasDataLabels"),
        ...ofSeries("MarkerStyle"),
        ...ofSeries("MarkerSize"),
        ...ofSeries("MarkerBackgroundColor"),
        ...ofSeries("MarkerForegroundColor"),
      },
      call: {
        Format: (series: ChartSeries) => part(series, "Format"),
        SetValues: (series: ChartSeries, values: SheetPlace) => void (series.values = values),
        SetXAxisValues: (series: ChartSeries, names: SheetPlace) => void (series.names = names),
        Delete: (series: ChartSeries) => {
          series.chart.series = series.chart.series.filter((other) => other !== series);
        },
      },
    },
    ChartPart: {
      set: {
        ...setting("Text"),
        ...setting("Visible"),
        ...setting("Position"),
        ...setting("Minimum"),
        ...setting("Maximum"),
        ...setting("ReversePlotOrder"),
        ...setting("LineStyle"),
        ...setting("Color"),
      },
      call: {
        ...within("ValueAxis"),
        ...within("CategoryAxis"),
        ...within("Title"),
        ...within("Fill"),
        ...within("Line"),
        SetSolidColor: ({ of, path }: Part, colour: string) => void of.settings.set(path, colour),
      },
    },
    Format: {
      set: { ColumnWidth: ({ sheet }: SheetPlace) => effects.change("width", sheet) },
      call: {
        Protection: (place: SheetPlace) => thing("FormatProtection", place),
        Font: (place: SheetPlace) => thing("Font", place),
        Fill: (place: SheetPlace) => thing("Fill", place),
        Borders: (place: SheetPlace) => thing("Borders", place),
      },
    },
    FormatProtection: { get: { Locked: () => true } },
    DataValidation: {
      set: {
        Rule: (place: SheetPlace, rule: { list?: { source: string } }) => {
          effects.change("rule", place.sheet);
          if ((rule.list?.source.length ?? 0) > 255) throw new ExcelError("InvalidArgument");
          book.validations.push({ place, rule });
        },
        ErrorAlert: (place: SheetPlace, alert: { title: string }) => {
          effects.change("rule", place.sheet);
          if (alert.title.length > 32) throw new ExcelError("InvalidArgument");
        },
      },
    },
  };
}
