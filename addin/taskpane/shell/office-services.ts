/** Office features that the pane uses apart from the workbook's cells; not available outside Excel. */
export interface OfficeServices {
  /** Opens the bytes of an `.xlsx` as a new workbook. */
  openWorkbook(file: Uint8Array): Promise<void>;
  /** False if downloads from a page fail silently, as in Excel for Mac (office-js issue 2700). */
  readonly downloads: boolean;
  /** Inserts a PNG at the selection of the active sheet; returns a function that removes it. */
  insertPicture(png: Uint8Array, name: string): Promise<() => Promise<void>>;
  /** True if the pane opens with this workbook. */
  opensWithWorkbook(): boolean;
  setOpensWithWorkbook(opens: boolean): Promise<void>;
}
