/// <reference types="office-js" />
import type { CellValue } from "../workbook";
import { readValues } from "./excel-cells";
import { pause, supports } from "./run";

/**
 * How often, and at what interval in milliseconds, a formula that is still calculating is read again: for about 20
 * seconds in total, because the runtime of custom functions takes time to start.
 */
const busyTries = 60;
const busyWait = (tries: number) => Math.min(25 * tries, 400);

/** The values of a formula and of the cells it spills into; waits while Excel is still calculating. */
export async function resultOf(
  context: Excel.RequestContext,
  cell: Excel.Range,
  single = true,
): Promise<CellValue[][]> {
  for (let tries = 1; ; tries++) {
    let range = cell;
    if (single && supports("1.12")) {
      const spill = cell.getSpillingToRangeOrNullObject();
      spill.load("address");
      await context.sync();
      if (!spill.isNullObject) range = spill;
    }
    const [values] = await readValues(context, [range]);
    const busy = values.some((row) =>
      row.some(
        (value) => typeof value === "object" && value !== null && /^#(BUSY|GETTING)/.test(value.error),
      ),
    );
    if (!busy || tries === busyTries) return values;
    await pause(busyWait(tries));
  }
}

/** Waits until Excel has calculated everything. */
export async function calculated(context: Excel.RequestContext): Promise<void> {
  const { application } = context.workbook;
  for (let tries = 1; tries <= busyTries; tries++) {
    application.load("calculationState");
    await context.sync();
    if (application.calculationState === "Done") return;
    await pause(busyWait(tries));
  }
}
