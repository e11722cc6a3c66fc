import type { ImportAnswers, ImportSource, Proposal, ProposedColumn } from "@crm-functions/core";
import type { Workbook } from "../../workbook/workbook";

const settingOf = (sheet: string): string => `import ${sheet}`.slice(0, 60);

/** A sheet that is open as what can be imported from it. It is read and nothing else. */
export const openedSheet = (workbook: Workbook, name: string): Promise<ImportSource> =>
  openedSheets(workbook, [name]);

/** Sheets that are open, or the first rows of each, as one source, called by the first of them. */
export async function openedSheets(
  workbook: Workbook,
  names: readonly string[],
  mostRows = Infinity,
): Promise<ImportSource> {
  const used = await Promise.all(names.map((name) => workbook.usedArea(name)));
  const areas = used.flatMap((area) =>
    area === undefined ? [] : [{ ...area, rows: Math.min(area.rows, mostRows) }],
  );
  const [tables, values] = await Promise.all([workbook.tables(), workbook.read(areas)]);
  const rowsOf = new Map(areas.map(({ sheet }, i) => [sheet, values[i]]));
  const sheets = names.map((name, i): ImportSource["sheets"][number] => {
    const area = used[i];
    if (area === undefined) return { name, rows: [] };
    const its = tables
      .filter((table) => table.area.sheet === name)
      .map(({ name: table, area: at }) => ({
        name: table,
        row: at.row - area.row,
        column: at.column - area.column,
        rows: at.rows,
        columns: at.columns,
      }));
    return { name, rows: rowsOf.get(area.sheet) ?? [], firstRow: area.row + 1, merges: [], tables: its };
  });
  return { name: names[0] ?? "", kind: "workbook", sheets };
}

/** What a column is, as an answer about it says that. */
export const takenFor = ({ use, role, field }: ProposedColumn): string =>
  role ?? (use !== undefined && "own" in use ? "own" : field);

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
  await workbook.writeSetting(settingOf(sheet), JSON.stringify(answersOf(sheet, proposal)));
}

/** The answers by which a sheet is taken for this again. */
export function answersOf(sheet: string, proposal: Proposal): ImportAnswers {
  const { headerRow, columns, dates, decimal, region } = proposal;
  return {
    // Of several tables on a sheet each has a name.
    ...(proposal.sheet.name !== sheet && { sheet: proposal.sheet.name }),
    headerRow,
    columns: Object.fromEntries(columns.map((each) => [each.column, takenFor(each)])),
    dates,
    decimal,
    region,
  };
}
