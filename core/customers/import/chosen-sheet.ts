import { CrmError } from "../../errors";
import { keyOf, useOfHeader } from "../columns";
import { nameKeys } from "../customer-fields";
import { shortened } from "../shortened";
import type { ImportAnswers } from "./answers";
import { findHeaders } from "./header-row";
import { areTwoSides } from "./rating-words";
import type { ImportQuestion } from "./question";
import { isBlank, shownText, textsShown, type ImportSource, type SheetRow, type SourceSheet } from "./source";

/** The chosen sheet, or the visible one with the most recognised headers. */
export function chosenSheet(
  source: ImportSource,
  answers: ImportAnswers,
  questions: ImportQuestion[],
): SourceSheet {
  const tables = tablesOf(source);
  if (answers.sheet !== undefined) {
    const key = answers.sheet.trim().toLowerCase();
    const chosen = [...tables, ...source.sheets].find(({ name }) => name.trim().toLowerCase() === key);
    if (chosen === undefined) throw new CrmError("value", "sheetNotFound", { name: answers.sheet });
    return chosen;
  }
  const visible = tables.filter(({ hidden }) => hidden !== true);
  const filled = (visible.length > 0 ? visible : tables).filter(({ rows }) =>
    rows.some((cells) => cells.some((cell) => !isBlank(cell))),
  );
  if (filled.length === 0) throw new CrmError("value", "nothingToImport");
  if (filled.length === 1) return filled[0];
  const scored = filled.map((sheet) => {
    const { row, known } = findHeaders(sheet);
    const headers = within(sheet, sheet.rows[row] ?? []).map((cell) => shownText(cell).trim());
    const isNamed = headers.some((header) =>
      ["company", ...nameKeys].includes(keyOf(useOfHeader(header, "customer"))),
    );
    const isWeights = headers.some((header) => keyOf(useOfHeader(header, "weight")) === "weight");
    const rows = sheet.rows.length - row - 1;
    return { sheet, known: rows > 0 ? known : 0, isTable: isNamed && !isWeights && rows > 0 };
  });
  const rank = ({ known, isTable }: (typeof scored)[number]): number => known + (isTable ? 1000 : 0);
  const best = scored.reduce((a, b) => (rank(b) > rank(a) ? b : a));
  const others = scored.filter(
    (each) =>
      each !== best &&
      each.isTable &&
      best.isTable &&
      each.known >= Math.max(2, best.known / 2) &&
      // The ratings of both count.
      !areTwoSides(best.sheet.name, each.sheet.name),
  );
  if (others.length > 0) {
    questions.push({
      kind: "sheet",
      choices: [best, ...others].map(({ sheet }) => ({ value: sheet.name, preview: previewRow(sheet) })),
      option: `--sheet "${best.sheet.name}"`,
    });
  }
  return best.sheet;
}

/** The choices within a file: its sheets, and instead of a sheet with several Excel tables each of those tables. */
export function tablesOf({ sheets }: ImportSource): readonly SourceSheet[] {
  return sheets.flatMap((sheet) =>
    (sheet.tables ?? []).length < 2
      ? [sheet]
      : sheet.tables!.map((table) => ({ ...sheet, name: table.name, tables: [table] })),
  );
}

/** The cells of a row that belong to the sheet's table, or all cells if it does not have exactly one. */
function within({ tables }: SourceSheet, row: SheetRow): SheetRow {
  return tables?.length === 1 ? row.slice(tables[0].column, tables[0].column + tables[0].columns) : row;
}

/** The texts of a row as one line; by default the header row. */
export function previewRow(sheet: SourceSheet, row = findHeaders(sheet).row): string {
  return shortened(
    textsShown(within(sheet, sheet.rows[row] ?? []))
      .slice(0, 8)
      .join(" · "),
    80,
  );
}
