import type { CellValue, Language } from "@crm-functions/core";

export type { CellError, CellValue } from "@crm-functions/core";

/** What is written into a cell. A string is always stored as that text, however much it looks like a formula. */
export type WrittenValue = string | number | boolean | null;

/** A rectangle of cells. Rows and columns count from 0. */
export interface Area {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** How the cells of a column look and what may be typed into them. */
export type ColumnFormat = "text" | "date" | "dateTime" | "number" | "general";

/** A rule that the spreadsheet holds for what users type; it warns, and never changes what is there. */
export type ColumnRule =
  | { readonly oneOf: readonly string[] }
  /** A date from 1900-01-01 on. */
  | { readonly date: true };

export interface ColumnLayout {
  readonly header: string;
  readonly format: ColumnFormat;
  readonly rule?: ColumnRule;
  /** Width in characters. */
  readonly width?: number;
}

export interface TableLayout {
  readonly name: string;
  /** The sheet to make it on; made if missing. */
  readonly sheet: string;
  readonly columns: readonly ColumnLayout[];
}

/** A table as it stands. */
export interface TableInfo {
  readonly name: string;
  /** Header texts from left to right, as users have them now. */
  readonly headers: readonly string[];
  /** Header row and body. `rows - 1` rows of data; a table without data may have one blank row, which counts as none. */
  readonly area: Area;
  /** Rows of data. */
  readonly rowCount: number;
}

/** Cells of one column of a table that lie next to each other, by position in the body (0-based). */
export interface TableWrite {
  /** Position of the row in the body of the table. */
  readonly row: number;
  /** Position of the first column in the table. */
  readonly column: number;
  readonly values: readonly (readonly WrittenValue[])[];
}

/** A row on its way into a table. */
export interface RowAt {
  /** Position that the row has in the body of the table afterwards. */
  readonly row: number;
  /** As wide as the table; `undefined` leaves the cell to the table (calculated columns). */
  readonly cells: readonly (WrittenValue | undefined)[];
}

export interface AreaWrite {
  readonly area: Area;
  readonly values: readonly (readonly WrittenValue[])[];
}

/**
 * What rows of a table are known by. Somebody may insert, delete or sort rows at any time: those that are to be changed are
 * looked at once more right before.
 */
export interface RowKeys {
  /** Position of the column. */
  readonly column: number;
  /** What the column holds, as text, in each of the rows, by their positions in the body. */
  readonly at: ReadonlyMap<number, string>;
}

/** How a long action goes on. */
export interface ActionOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Once aborted, the action stops between two chunks and throws a CrmError `stopped`. */
  readonly signal?: { readonly aborted: boolean };
  /** For `writeTable` and `deleteRows`. @throws CrmError `rowsMoved` where a row is another one by then */
  readonly keys?: RowKeys;
}

/** How cells look; what is not said stays. Colours are `#rrggbb`. */
export interface CellLook {
  readonly area: Area;
  readonly bold?: boolean;
  /** Points. */
  readonly size?: number;
  readonly color?: string;
  readonly fill?: string;
  /** A line below each cell, in this colour. */
  readonly lineBelow?: string;
  readonly numberFormat?: string;
}

/** How a sheet looks. */
export interface SheetLook {
  /** Widths of the first columns, in characters. */
  readonly widths: readonly number[];
  readonly frozenRows: number;
  readonly cells: readonly CellLook[];
  /** Areas coloured by their numbers, from the lowest to the highest, where the host can. */
  readonly scales: readonly { readonly area: Area; readonly low: string; readonly high: string }[];
}

/** A chart of the spreadsheet's own over cells, so that it follows them. */
export interface SheetChart {
  /**
   * `bars` lie, the first name on top; `points` and `line` stand over their names; a `histogram` counts the values of its
   * one series.
   */
  readonly kind: "bars" | "points" | "line" | "histogram";
  readonly title: string;
  /** The cells that it covers. */
  readonly place: Area;
  /** One line of cells. */
  readonly names?: Area;
  /** Each over one line of cells; colours are `#rrggbb`. */
  readonly series: readonly { readonly name: string; readonly values: Area; readonly color: string }[];
  /** What the values are, and the ends of their axis; an end that is not said follows the values. */
  readonly axis: { readonly title: string; readonly minimum?: number; readonly maximum?: number };
}

/** What parts the pieces of a formula that is typed by hand. Formulas that are written through `Workbook` have commas. */
export interface FormulaSeparators {
  readonly list: "," | ";";
  readonly decimal: "." | ",";
  /** Of the columns in `{1,2}`; rows are parted by a semicolon everywhere. */
  readonly arrayColumn: "," | "." | "\\";
}

/** Those of English. */
export const englishSeparators: FormulaSeparators = { list: ",", decimal: ".", arrayColumn: "," };

/** What this host can do. */
export interface Capabilities {
  /** True where functions receive 0 for a blank cell; undefined where only `checkBlanks` can find it out. */
  readonly hidesBlanksAsZeros: boolean | undefined;
  /** Formulas may say `Customers[Need: Price]`. */
  readonly structuredReferences: boolean;
  /** `addCharts` is possible. */
  readonly charts: boolean;
  readonly separators: FormulaSeparators;
  readonly canExport: boolean;
}

/** Ends a subscription. */
export type Unsubscribe = () => void;

/**
 * The spreadsheet that the pane works in. Two hosts implement it, Office.js and the playground, and one in memory for
 * tests; all pass `test/conformance/workbook.ts`. Every method is one phase: as few round trips as the host permits.
 *
 * Missing sheets and tables: CrmError `sheetNotFound`, `tableNotFound` with the parameter `name`.
 */
export interface Workbook {
  /** Language of the host's user interface. */
  readonly language: Language;
  /** Changes nothing in the workbook. */
  capabilities(): Promise<Capabilities>;
  /**
   * Tries out whether functions receive 0 for a blank cell; undefined where even that does not tell. Only for a button:
   * Excel has to be given a sheet for a moment, which ends what Ctrl+Z can take back.
   */
  checkBlanks(): Promise<boolean | undefined>;
  /** Hears that work waits until the user has finished editing a cell (true), and that it goes on (false). */
  onWaiting(listener: (waiting: boolean) => void): Unsubscribe;

  /** Names of the sheets that users see, from left to right; with `hidden` of all. */
  sheets(options?: { readonly hidden?: boolean }): Promise<string[]>;
  /** Adds an empty sheet at the end that users see. Gives its name, another one where `name` is taken or impossible. */
  addSheet(name: string): Promise<string>;
  /** The smallest area that holds everything on a sheet, undefined where the sheet is empty. */
  usedArea(sheet: string): Promise<Area | undefined>;
  /** Gives a sheet its look; no value changes. */
  setLook(sheet: string, look: SheetLook): Promise<void>;
  /** Draws charts over cells, all at once; gives what takes them away again. Only where `charts`. */
  addCharts(charts: readonly SheetChart[]): Promise<() => Promise<void>>;
  /** The values of several areas at once. */
  read(areas: readonly Area[]): Promise<CellValue[][][]>;
  /** Writes several areas at once; nothing but their values changes (a text stays text by whatever means). */
  write(writes: readonly AreaWrite[]): Promise<void>;

  /** Every table of the workbook. */
  tables(): Promise<TableInfo[]>;
  /** The table of that name; made with headers, formats and rules where there is none. Existing ones stay as they are. */
  ensureTable(layout: TableLayout): Promise<TableInfo>;
  /** Adds columns at the right end of a table. */
  addColumns(table: string, columns: readonly ColumnLayout[]): Promise<TableInfo>;
  /** The rows of a table, all columns or those at the given positions. A table without data gives no rows. */
  readTable(table: string, columns?: readonly number[], options?: ActionOptions): Promise<CellValue[][]>;
  /** Adds rows at the end, as wide as the table; `undefined` leaves the cell to the table (calculated columns). */
  appendRows(
    table: string,
    rows: readonly (readonly (WrittenValue | undefined)[])[],
    options?: ActionOptions,
  ): Promise<void>;
  /**
   * Puts rows between those of a table, given with the positions that they have afterwards, in rising order: what
   * `deleteRows` took away goes back to where it was. A position beyond the end means the end.
   */
  insertRows(table: string, rows: readonly RowAt[], options?: ActionOptions): Promise<void>;
  /** Overwrites cells of a table; the others stay untouched. */
  writeTable(table: string, writes: readonly TableWrite[], options?: ActionOptions): Promise<void>;
  /**
   * Deletes rows by their positions in the body, the last first; rows below move up, columns outside of the table do not.
   * Once stopped, some of the rows may be gone: as many of the last as progress has told of.
   */
  deleteRows(table: string, rows: readonly number[], options?: ActionOptions): Promise<void>;

  /**
   * Runs `work` while this workbook keeps quiet about changes; afterwards, also after a failure, it reports them again.
   * Changes made meanwhile are not reported later.
   */
  quietly<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * Reports the name of a table in which something has changed (or may have): a dirty signal, read the table to learn what.
   * Several edits may give one signal.
   */
  onTableChange(listener: (table: string) => void): Unsubscribe;
  /** Reports the name of a sheet on which some cell has changed (or may have): a dirty signal too. */
  onSheetChange(listener: (sheet: string) => void): Unsubscribe;

  /** What is selected; undefined where it is nothing with cells. */
  selection(): Promise<Area | undefined>;
  onSelectionChange(listener: (area: Area) => void): Unsubscribe;
  /** Selects cells and brings them into view. */
  select(area: Area): Promise<void>;

  /**
   * Puts a formula (`=…`, English names, commas) into a cell; it may spill. Gives the values it has then. In an area of
   * several cells each gets the formula, letter by letter.
   */
  insertFormula(cell: Area, formula: string): Promise<CellValue[][]>;
  /** Puts formulas into single cells, all at once; those that spill want their room blank. */
  writeFormulas(formulas: readonly { readonly cell: Area; readonly formula: string }[]): Promise<void>;
  /** The formulas of several areas at once, `""` where a cell has none (a cell that another one spills into has none). */
  formulas(areas: readonly Area[]): Promise<string[][][]>;

  /** Waits until the formulas that depend on what was written last show their new results. */
  calculated(): Promise<void>;
  /**
   * Makes the host's own undo (Ctrl+Z) forget what was done so far, so that it does not bring back what was erased. False
   * where an add-in cannot be sure of that.
   */
  forgetHistory(): Promise<boolean>;

  /** A small text kept in the workbook under a name, such as the mapping of headers. */
  readSetting(name: string): Promise<string | undefined>;
  writeSetting(name: string, value: string): Promise<void>;

  /** The workbook as an `.xlsx` file. Only where `canExport`. */
  exportFile(): Promise<Uint8Array>;
}
