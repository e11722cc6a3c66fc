import type { CellValue, Language } from "@crm-functions/core";
import type { Rectangle } from "./file/areas";

export type { CellError, CellValue } from "@crm-functions/core";

/** A value to write into a cell. A string is always stored as that text, even if it looks like a formula. */
export type WrittenValue = string | number | boolean | null;

/** A rectangle of cells. Rows and columns count from 0. */
export interface Area extends Rectangle {
  readonly sheet: string;
}

/** How the cells of a column are formatted. */
export type ColumnFormat = "text" | "date" | "dateTime" | "number" | "general";

/** A data validation rule for what users type. It only warns, and never changes existing values. */
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
  /** The sheet to create the table on; added if missing. */
  readonly sheet: string;
  readonly columns: readonly ColumnLayout[];
}

/** A table as it is now. */
export interface TableInfo {
  readonly name: string;
  /** Header texts from left to right, as users have them now. */
  readonly headers: readonly string[];
  /** Header row and body, `rows - 1` data rows. A table without data may have one blank row, which does not count. */
  readonly area: Area;
  /** Number of data rows. */
  readonly rowCount: number;
}

/** A rectangle of cells to write into a table. */
export interface TableWrite {
  /** Position of the first row in the body of the table (0-based). */
  readonly row: number;
  /** Position of the first column in the table (0-based). */
  readonly column: number;
  readonly values: readonly (readonly WrittenValue[])[];
}

/** A row to insert into a table. */
export interface RowAt {
  /** Position of the row in the body of the table after the insertion. */
  readonly row: number;
  /** As wide as the table; `undefined` leaves the cell to the table (calculated columns). */
  readonly cells: readonly (WrittenValue | undefined)[];
}

export interface AreaWrite {
  readonly area: Area;
  readonly values: readonly (readonly WrittenValue[])[];
}

/**
 * Identifies table rows by the values of one column. Rows may be inserted, deleted or sorted at any time, so the rows
 * to change are checked against these keys right before the change.
 */
export interface RowKeys {
  /** Position of the key column. */
  readonly column: number;
  /** The key of each row, as text, by the row's position in the body. */
  readonly at: ReadonlyMap<number, string>;
}

/** Options of a long-running action. */
export interface ActionOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Once aborted, the action stops between two chunks and throws a CrmError `stopped`. */
  readonly signal?: { readonly aborted: boolean };
  /** For `writeTable` and `deleteRows`. @throws CrmError `rowsMoved` if a row no longer holds its key */
  readonly keys?: RowKeys;
}

/** Formatting of cells; an omitted property stays as it is. Colours are `#rrggbb`. */
export interface CellLook {
  readonly area: Area;
  readonly bold?: boolean;
  /** Font size in points. */
  readonly size?: number;
  readonly color?: string;
  readonly fill?: string;
  /** Colour of a line below each cell. */
  readonly lineBelow?: string;
  readonly numberFormat?: string;
}

/** Formatting of a sheet. */
export interface SheetLook {
  /** Widths of the first columns, in characters. */
  readonly widths: readonly number[];
  readonly frozenRows: number;
  readonly cells: readonly CellLook[];
  /** Colour scales, from the lowest number in the area to the highest, if the host supports them. */
  readonly scales: readonly { readonly area: Area; readonly low: string; readonly high: string }[];
}

/** A native chart of the spreadsheet over cells, so that it follows their values. */
export interface SheetChart {
  /**
   * `bars` are horizontal, the first name on top; `points` and `line` have their names on the horizontal axis; a
   * `histogram` counts the values of its one series.
   */
  readonly kind: "bars" | "points" | "line" | "histogram";
  readonly title: string;
  /** The cells that the chart covers. */
  readonly place: Area;
  /** One row or column of cells. */
  readonly names?: Area;
  /** Each takes one row or column of cells; colours are `#rrggbb`. */
  readonly series: readonly { readonly name: string; readonly values: Area; readonly color: string }[];
  /** Title and ends of the value axis; an omitted end follows the values. */
  readonly axis: { readonly title: string; readonly minimum?: number; readonly maximum?: number };
}

/** Separators of a formula that is typed by hand. Formulas written through `Workbook` always use commas. */
export interface FormulaSeparators {
  readonly list: "," | ";";
  readonly decimal: "." | ",";
  /** Between the columns in `{1,2}`; rows are separated by a semicolon in every locale. */
  readonly arrayColumn: "," | "." | "\\";
}

/** The separators of English. */
export const englishSeparators: FormulaSeparators = { list: ",", decimal: ".", arrayColumn: "," };

/** What this host supports. */
export interface Capabilities {
  /** True if functions receive 0 for a blank cell; undefined if only `checkBlanks` can find out. */
  readonly hidesBlanksAsZeros: boolean | undefined;
  /** Formulas may use references such as `Customers[Need: Price]`. */
  readonly structuredReferences: boolean;
  /** `addCharts` is supported. */
  readonly charts: boolean;
  readonly separators: FormulaSeparators;
  readonly canExport: boolean;
}

/** Ends a subscription. */
export type Unsubscribe = () => void;

/**
 * The spreadsheet that the pane works in. Two hosts implement it, Office.js and the playground, plus one in memory for
 * tests; all pass `test/conformance/workbook.ts`. Each method takes as few round trips as the host permits.
 *
 * A missing sheet or table throws CrmError `sheetNotFound` or `tableNotFound` with the parameter `name`.
 */
export interface Workbook {
  /** Language of the host's user interface. */
  readonly language: Language;
  /** Does not change the workbook. */
  capabilities(): Promise<Capabilities>;
  /**
   * Finds out by trial whether functions receive 0 for a blank cell; undefined if the trial is inconclusive. Call it
   * only on a click: Excel needs a temporary sheet for it, which clears the undo history (Ctrl+Z).
   */
  checkBlanks(): Promise<boolean | undefined>;
  /** Calls back with true when work waits for the user to finish editing a cell, and with false when it goes on. */
  onWaiting(listener: (waiting: boolean) => void): Unsubscribe;

  /** Names of the visible sheets, from left to right; with `hidden`, of all sheets. */
  sheets(options?: { readonly hidden?: boolean }): Promise<string[]>;
  /** Adds an empty, visible sheet at the end and returns its name, which differs if `name` is taken or invalid. */
  addSheet(name: string): Promise<string>;
  /** The smallest area that holds everything on a sheet; undefined if the sheet is empty. */
  usedArea(sheet: string): Promise<Area | undefined>;
  /** The merged cells that begin in each area, where the host tells them; the first cell of each holds the value. */
  mergedAreas(areas: readonly Area[]): Promise<Area[][]>;
  /** Formats a sheet; values do not change. */
  setLook(sheet: string, look: SheetLook): Promise<void>;
  /** Draws charts over cells, all at once, and returns a function that removes them. Requires `charts`. */
  addCharts(charts: readonly SheetChart[]): Promise<() => Promise<void>>;
  /** The values of several areas at once. */
  read(areas: readonly Area[]): Promise<CellValue[][][]>;
  /** Writes several areas at once. Only values change, and a text always stays a text. */
  write(writes: readonly AreaWrite[]): Promise<void>;

  /** Every table of the workbook. */
  tables(): Promise<TableInfo[]>;
  /** The table of that name, created with headers, formats and rules if missing. An existing one is not changed. */
  ensureTable(layout: TableLayout): Promise<TableInfo>;
  /** Adds columns at the right end of a table. */
  addColumns(table: string, columns: readonly ColumnLayout[]): Promise<TableInfo>;
  /** The rows of a table, with all columns or those at the given positions. No rows if the table has no data. */
  readTable(table: string, columns?: readonly number[], options?: ActionOptions): Promise<CellValue[][]>;
  /** Adds rows at the end, as wide as the table; `undefined` leaves the cell to the table (calculated columns). */
  appendRows(
    table: string,
    rows: readonly (readonly (WrittenValue | undefined)[])[],
    options?: ActionOptions,
  ): Promise<void>;
  /**
   * Inserts rows into a table, given with their positions after the insertion, in ascending order: it puts back what
   * `deleteRows` removed. A position beyond the end means the end.
   */
  insertRows(table: string, rows: readonly RowAt[], options?: ActionOptions): Promise<void>;
  /** Overwrites cells of a table; all others stay as they are. */
  writeTable(table: string, writes: readonly TableWrite[], options?: ActionOptions): Promise<void>;
  /**
   * Deletes rows by their positions in the body, the last first. Rows below move up; columns outside the table do not.
   * If stopped, the last rows may already be gone: as many as progress has reported.
   */
  deleteRows(table: string, rows: readonly number[], options?: ActionOptions): Promise<void>;

  /**
   * Runs `work` without reporting changes; reporting resumes afterwards, even after a failure. Changes made in between
   * are not reported later.
   */
  quietly<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * Reports the name of a table that has changed, or may have. Read the table to learn what changed; several edits may
   * give one signal.
   */
  onTableChange(listener: (table: string) => void): Unsubscribe;
  /** Reports the name of a sheet on which a cell has changed, or may have. */
  onSheetChange(listener: (sheet: string) => void): Unsubscribe;

  /** The selected area; undefined if the selection is not a range of cells. */
  selection(): Promise<Area | undefined>;
  onSelectionChange(listener: (area: Area) => void): Unsubscribe;
  /** Selects cells and brings them into view. */
  select(area: Area): Promise<void>;

  /**
   * Writes a formula (`=…`, English names, commas) into a cell, where it may spill, and returns the values it then has.
   * In an area of several cells each gets the same formula, letter for letter.
   */
  insertFormula(cell: Area, formula: string): Promise<CellValue[][]>;
  /** Writes formulas into single cells, all at once. The cells that a formula spills into must be blank. */
  writeFormulas(formulas: readonly { readonly cell: Area; readonly formula: string }[]): Promise<void>;
  /** The formulas of several areas at once, `""` for a cell without one (including cells that others spill into). */
  formulas(areas: readonly Area[]): Promise<string[][][]>;

  /** Waits until the formulas that depend on the latest writes show their new results. */
  calculated(): Promise<void>;
  /**
   * Clears the host's own undo history (Ctrl+Z), so that it cannot bring back erased data. False if an add-in cannot be
   * sure that it did.
   */
  forgetHistory(): Promise<boolean>;

  /** A small text kept in the workbook under a name, such as the mapping of headers. */
  readSetting(name: string): Promise<string | undefined>;
  writeSetting(name: string, value: string): Promise<void>;

  /** The workbook as an `.xlsx` file. Requires `canExport`. */
  exportFile(): Promise<Uint8Array>;
}
