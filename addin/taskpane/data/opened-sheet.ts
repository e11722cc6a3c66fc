import type { ImportAnswers, ImportSource, Proposal } from "@crm-functions/core";
import type { Workbook } from "../../workbook/workbook";

const settingOf = (sheet: string): string => `import ${sheet}`.slice(0, 60);

/** A sheet that is open, or the first rows of it, as what can be imported from it. It is read and nothing else. */
export async function openedSheet(
  workbook: Workbook,
  name: string,
  mostRows = Infinity,
): Promise<ImportSource> {
  const area = await workbook.usedArea(name);
  if (area === undefined) return { name, kind: "workbook", sheets: [{ name, rows: [] }] };
  const [rows] = await workbook.read([{ ...area, rows: Math.min(area.rows, mostRows) }]);
  const tables = (await workbook.tables())
    .filter((table) => table.area.sheet === name)
    .map(({ name: table, area: at }) => ({
      name: table,
      row: at.row - area.row,
      column: at.column - area.column,
      rows: at.rows,
      columns: at.columns,
    }));
  return { name, kind: "workbook", sheets: [{ name, rows, firstRow: area.row + 1, merges: [], tables }] };
}

/** What was said about this sheet when it was used last, and which of its tables was meant. */
export async function rememberedColumns(workbook: Workbook, sheet: string): Promise<ImportAnswers> {
  const kept = await workbook.readSetting(settingOf(sheet));
  if (kept === undefined) return {};
  try {
    const answers: unknown = JSON.parse(kept);
    return typeof answers === "object" && answers !== null ? answers : {};
  } catch (error) {
    // A setting that somebody has edited says nothing.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Keeps in the workbook what the sheet's columns are; nothing on the sheet changes. */
export async function rememberColumns(workbook: Workbook, sheet: string, proposal: Proposal): Promise<void> {
  const { headerRow, columns, dates, decimal, region } = proposal;
  const fields = columns.map(({ column, field, role, use }): [number, string] => [
    column,
    role ?? (use !== undefined && "own" in use ? "own" : field),
  ]);
  const answers: ImportAnswers = {
    // Of several tables on a sheet each has a name.
    ...(proposal.sheet.name !== sheet && { sheet: proposal.sheet.name }),
    headerRow,
    columns: Object.fromEntries(fields),
    dates,
    decimal,
    region,
  };
  await workbook.writeSetting(settingOf(sheet), JSON.stringify(answers));
}
