/** What Office does for the pane beside the workbook's cells; the page without Excel has none of it. */
export interface OfficeServices {
  /** Opens the bytes of an `.xlsx` as a workbook of its own. */
  openWorkbook(file: Uint8Array): Promise<void>;
  /** False where a file that a page hands over goes nowhere, without a word: Excel for Mac (office-js issue 2700). */
  readonly downloads: boolean;
  /** Puts a PNG onto the sheet that is looked at, where the selection is; gives what takes it away again. */
  insertPicture(png: Uint8Array, name: string): Promise<() => Promise<void>>;
  /** True where the pane opens together with this workbook. */
  opensWithWorkbook(): boolean;
  setOpensWithWorkbook(opens: boolean): Promise<void>;
}
