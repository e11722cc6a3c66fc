import type { Page } from "playwright-core";
import type { FileValue, WorkbookFile } from "../../addin/workbook/file";

/** `crmPlayground`, the page's own spreadsheet: the sheet is a canvas, so tests read what it shows through this. */
export interface PageSpreadsheet {
  // Univer's facade, whose types would draw the whole engine into the tests
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  workbook(): any;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly api: any;
  open(file: object): void;
  file(): WorkbookFile;
  snapshot(): unknown;
  focus(): void;
  valueAt(sheet: string, row: number, column: number): FileValue;
  valuesAt(sheet: string, row: number, column: number, rows: number, columns: number): FileValue[][];
  spillAt(sheet: string, row: number, column: number): { rows: number; columns: number };
  errorAt(sheet: string, row: number, column: number): { error: string; message?: string } | undefined;
}
declare const crmPlayground: PageSpreadsheet;

/** Shows a sheet and selects a cell or range of it. */
export async function select(page: Page, sheet: string, address: string): Promise<void> {
  await page.evaluate(
    ([name, place]) => {
      const workbook = crmPlayground.workbook();
      workbook.setActiveSheet(workbook.getSheetByName(name));
      workbook.getSheetByName(name).getRange(place).activate();
    },
    [sheet, address],
  );
}

/** Types into a cell, by keys, and leaves it by Enter. */
export async function typeInto(page: Page, sheet: string, address: string, keys: string): Promise<void> {
  await page.evaluate(async () => {
    const workbook = crmPlayground.workbook();
    // An editor that is still open would take what is selected next for a reference.
    if (workbook.isCellEditing()) await workbook.abortEditingAsync();
    crmPlayground.focus();
  });
  await select(page, sheet, address);
  await page.keyboard.type(keys.slice(0, 1));
  await page.waitForFunction(() => crmPlayground.workbook().isCellEditing() as boolean);
  await page.keyboard.insertText(keys.slice(1));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !(crmPlayground.workbook().isCellEditing() as boolean));
  const typed = await page.evaluate(
    ([name, cell]) => {
      const range = crmPlayground.workbook().getSheetByName(name).getRange(cell);
      return range.getFormula() || String(range.getRawValue());
    },
    [sheet, address],
  );
  const isSame = typed.toLowerCase() === keys.toLowerCase() || Number(typed) === Number(keys);
  if (!isSame) throw new Error(`${sheet}!${address} holds ${typed} after ${keys} was typed`);
}
