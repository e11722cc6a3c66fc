import {
  longestLegend,
  type ImportAnswers,
  type ImportSource,
  type Proposal,
  type ProposedColumn,
  type SourceSheet,
} from "@crm-functions/core";
import type { Area, Workbook } from "../../workbook/workbook";

const settingOf = (sheet: string): string => `import ${sheet}`.slice(0, 60);

/**
 * An open sheet as an import source, beside all others, which are only read.
 * @param mostBeside rows of each of the others; by default enough for a legend of the ratings
 */
export async function openedSheet(
  workbook: Workbook,
  name: string,
  mostBeside = longestLegend + 1,
): Promise<ImportSource> {
  const [all, shown] = await Promise.all([workbook.sheets({ hidden: true }), workbook.sheets()]);
  const others = all.filter((each) => each !== name);
  const [source, beside] = await Promise.all([
    openedSheets(workbook, [name]),
    openedSheets(workbook, others, mostBeside),
  ]);
  return {
    ...source,
    beside: beside.sheets.map((each) => ({ ...each, hidden: !shown.includes(each.name) })),
  };
}

/** Open sheets, or the first rows of each, as one import source with the name of the first. */
export async function openedSheets(
  workbook: Workbook,
  names: readonly string[],
  mostRows = Infinity,
): Promise<ImportSource> {
  const used = await Promise.all(names.map((name) => workbook.usedArea(name)));
  const areas = used.flatMap((area) =>
    area === undefined ? [] : [{ ...area, rows: Math.min(area.rows, mostRows) }],
  );
  const [tables, values, merged] = await Promise.all([
    workbook.tables(),
    workbook.read(areas),
    workbook.mergedAreas(areas),
  ]);
  const sheets = names.map((name): SourceSheet => {
    const i = areas.findIndex(({ sheet }) => sheet === name);
    const area = areas[i];
    if (i < 0) return { name, rows: [] };
    const placed = ({ row, column, rows, columns }: Area) => ({
      row: row - area.row,
      column: column - area.column,
      rows,
      columns,
    });
    return {
      name,
      rows: values[i],
      firstRow: area.row + 1,
      merges: merged[i].map(placed),
      tables: tables.flatMap((each) =>
        each.area.sheet === name ? [{ name: each.name, ...placed(each.area) }] : [],
      ),
    };
  });
  return { name: names[0] ?? "", kind: "workbook", sheets };
}

/** The use of a column, as the value that answers it. */
export const takenFor = ({ use, role, field }: ProposedColumn): string =>
  role ?? (use !== undefined && "own" in use ? "own" : field);

/** The answers remembered from the last use of this sheet, including which of its tables was meant. */
export async function rememberedColumns(workbook: Workbook, sheet: string): Promise<ImportAnswers> {
  const kept = await workbook.readSetting(settingOf(sheet));
  if (kept === undefined) return {};
  try {
    const answers: unknown = JSON.parse(kept);
    return typeof answers === "object" && answers !== null ? answers : {};
  } catch (error) {
    // A setting that a user has edited may be unreadable and is ignored.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Remembers the use of the sheet's columns in the workbook; the sheet itself does not change. */
export async function rememberColumns(workbook: Workbook, sheet: string, proposal: Proposal): Promise<void> {
  await workbook.writeSetting(settingOf(sheet), JSON.stringify(answersOf(sheet, proposal)));
}

/** The answers that reproduce this proposal for the sheet; what is assumed of an open question is none. */
export function answersOf(sheet: string, proposal: Proposal): ImportAnswers {
  const { headerRow, columns, questions } = proposal;
  const { dates, decimal, region } = {
    ...proposal,
    ...Object.fromEntries(questions.map(({ kind }) => [kind, undefined])),
  };
  return {
    // If a sheet holds several tables, each has its own name.
    ...(proposal.sheet.name !== sheet && { sheet: proposal.sheet.name }),
    headerRow,
    columns: Object.fromEntries(columns.map((each) => [each.column, takenFor(each)])),
    dates,
    decimal,
    region,
  };
}
