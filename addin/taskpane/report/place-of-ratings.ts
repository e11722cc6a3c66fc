import {
  criterionKey,
  isBlank,
  type ColumnUse,
  type Proposal,
  type RatedAnalysis,
  type TeamOfTable,
} from "@crm-functions/core";
import { findTable } from "../../workbook/store/tables";
import type { StoreMapping } from "../../workbook/store/workbook-store";
import type { Area, TableInfo, Workbook } from "../../workbook/workbook";
import { areaReference } from "../formulas/formula-text";
import type { OwnTable } from "./own-table";

/**
 * Formula text for the ratings of an analysis on these criteria, or for the user's own columns; undefined if the sheet
 * has no column for one of them or a column of ratings does not hold readable numbers.
 */
export type RatingsReference = (
  analysis: RatedAnalysis | "own",
  criteria: readonly string[],
) => string | undefined;

/** References to the ratings of the report; undefined if no formula can refer to them, as with a file. */
export async function placeOfRatings(
  workbook: Workbook,
  mapping: StoreMapping,
  own?: OwnTable,
  proposal?: Proposal,
  rows?: TeamOfTable["rows"],
): Promise<RatingsReference | undefined> {
  const { structuredReferences } = await workbook.capabilities();
  const tables = await workbook.tables();
  const named = structuredReferences ? tables : [];
  if (own === undefined) {
    const table = findTable(tables, "customer", { mapping });
    if (table === undefined) return undefined;
    const { area, rowCount } = table.info;
    const body = { ...area, row: area.row + 1, rows: rowCount };
    return referencesTo(table.columns.uses, body, named, () => "numbers");
  }
  const area = own.isSheet ? await workbook.usedArea(own.name) : undefined;
  if (area === undefined || proposal === undefined || rows === undefined) return undefined;
  const uses: ColumnUse[] = [];
  const inWords = new Set<number>();
  for (const { column, use, reading } of proposal.columns) {
    uses[column] = use;
    if (reading.answers !== undefined) inWords.add(column);
  }
  const body = { ...area, row: rows[0] - 1, rows: rows[1] - rows[0] + 1 };
  return referencesTo(Array.from(uses), body, named, (column) =>
    inWords.has(column) ? "unreadable" : contentOf(proposal, rows, column),
  );
}

/** The content of a column of ratings, apart from blanks. */
type Content = "numbers" | "texts" | "unreadable";

/** Only numbers; or also whole numbers and words as texts, which a formula can read; or numbers in other notations. */
function contentOf({ sheet }: Proposal, rows: readonly [number, number], column: number): Content {
  const first = sheet.firstRow ?? 1;
  let content: Content = "numbers";
  for (const row of sheet.rows.slice(rows[0] - first, rows[1] - first + 1)) {
    const cell = row[column];
    if (isBlank(cell) || typeof cell === "number") continue;
    if (typeof cell === "string" && /[.,]\d|^\s*\d+[^\s\d]/.test(cell)) return "unreadable";
    content = "texts";
  }
  return content;
}

/** Adjacent columns in this order give one range; others are joined by HSTACK. */
function referencesTo(
  uses: readonly ColumnUse[],
  body: Area,
  tables: readonly TableInfo[],
  content: (column: number) => Content,
): RatingsReference {
  const places = new Map(
    uses.map((use, column) => [
      use === undefined || !("analysis" in use || "own" in use)
        ? ""
        : "own" in use
          ? `own:${criterionKey(use.own)}`
          : `${use.analysis}:${criterionKey(use.criterion)}`,
      column,
    ]),
  );
  return (analysis, criteria) => {
    const found = criteria.map((criterion) => places.get(`${analysis}:${criterionKey(criterion)}`));
    if (found.length === 0 || found.includes(undefined)) return undefined;
    const columns = found as number[];
    const contents = analysis === "own" ? [] : columns.map(content);
    if (contents.includes("unreadable")) return undefined;
    const of = (first: number, count: number): string =>
      areaReference({ ...body, column: body.column + first, columns: count }, tables);
    const [first] = columns;
    const isRun = columns.every((column, i) => column === first + i);
    const range = isRun
      ? of(first, columns.length)
      : `HSTACK(${columns.map((column) => of(column, 1)).join(",")})`;
    return contents.includes("texts") ? `IF(${range}="","",IFERROR(VALUE(${range}),""))` : range;
  };
}
