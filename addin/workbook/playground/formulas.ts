import { mustBeFormula } from "../local-formula";
import type { Workbook } from "../workbook";
import { inAreas, put, valuesOf } from "./cells";
import type { PageTables } from "./tables";
import { gridOf, nothing } from "./univer-cells";
import { sheetNamed } from "./univer-spreadsheet";

/** What a `Workbook` does with formulas. */
export function formulaActions(
  page: PageTables,
): Pick<Workbook, "insertFormula" | "writeFormulas" | "formulas" | "calculated"> {
  const { spreadsheet } = page;
  const engine = () => spreadsheet.api.getFormula();

  /** Waits until the next calculation has been applied. One that is already running does not know the latest writes. */
  async function nextCalculation(): Promise<void> {
    await new Promise<void>((begun) => {
      const listening = engine().calculationStart(() => {
        listening.dispose();
        begun();
      });
    });
    await engine().onCalculationResultApplied();
  }

  return {
    async insertFormula(cell, formula) {
      mustBeFormula(formula);
      const sheet = sheetNamed(spreadsheet, cell.sheet);
      const { row, column } = cell;
      const computed = nextCalculation();
      put(sheet, row, column, gridOf(cell.rows, cell.columns, { ...nothing, f: formula }));
      await computed;
      const isSingle = cell.rows * cell.columns === 1;
      const { rows, columns } = isSingle ? spreadsheet.spillAt(sheet.getSheetId(), row, column) : cell;
      return valuesOf(spreadsheet, sheet, row, column, rows, columns);
    },
    async writeFormulas(formulas) {
      for (const { formula } of formulas) mustBeFormula(formula);
      if (formulas.length === 0) return;
      const sheets = formulas.map(({ cell }) => sheetNamed(spreadsheet, cell.sheet));
      const computed = nextCalculation();
      formulas.forEach(({ cell, formula }, i) =>
        put(sheets[i], cell.row, cell.column, [[{ ...nothing, f: formula }]]),
      );
      await computed;
    },
    formulas: (areas) =>
      inAreas(spreadsheet, areas, (sheet, ...place) => sheet.getRange(...place).getFormulas()),

    // Univer waits for one calculation, or half a second if none begins; a changed table starts another one.
    async calculated() {
      let begun = true;
      const listening = engine().calculationStart(() => (begun = true));
      await engine().onCalculationResultApplied();
      while (begun) {
        begun = false;
        await page.comingLook;
        await engine().onCalculationResultApplied();
      }
      listening.dispose();
    },
  };
}
