/** What Office does for the pane beside the workbook's cells; the page without Excel has none of it. */
export interface OfficeServices {
  /** Opens the bytes of an `.xlsx` as a workbook of its own. */
  openWorkbook(file: Uint8Array): Promise<void>;
  /** True where the pane opens together with this workbook. */
  opensWithWorkbook(): boolean;
  setOpensWithWorkbook(opens: boolean): Promise<void>;
}
