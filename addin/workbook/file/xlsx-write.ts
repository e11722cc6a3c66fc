import { Styles } from "./cell-styles";
import {
  contentTypes,
  metadataXml,
  packageRelations,
  tableRelations,
  workbookRelations,
  workbookXml,
} from "./package-parts";
import { SharedTexts } from "./shared-texts";
import { sheetXml } from "./sheet-part";
import { namedForExcel } from "./valid-names";
import { webExtensionParts } from "./web-extension";
import type { SheetSource, WorkbookFile } from "./workbook-file";
import { zipPieces, type ZipPart } from "./zip-write";

/**
 * Writes a workbook as an `.xlsx`: formulas in Excel's stored form with their computed values, spilled results marked
 * as dynamic arrays, texts always as texts, header rows, frozen rows and tables.
 *
 * Adapts what Excel would reject: sheet names are made valid, also in formulas; table headers become unique texts; a
 * result that would spill over a table is written as values.
 * @throws WorkbookFileError `cellTooLong`, `sheetTooLarge`
 */
export function writeXlsx(workbook: WorkbookFile): Uint8Array {
  const pieces = [...xlsxPieces(workbook.sheets)];
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** `writeXlsx` piece by piece, in file order. Of the cells, only distinct texts are held in memory. */
export function* xlsxPieces(given: readonly SheetSource[]): Generator<Uint8Array> {
  const styles = new Styles();
  const texts = new SharedTexts();
  const sheets = namedForExcel(given);
  const renamed = new Map(
    given
      .map(({ name }, i): [string, string] => [name.toLowerCase(), sheets[i].name])
      .filter(([before]) => !sheets.some(({ name }) => name.toLowerCase() === before)),
  );
  const tables: string[] = [];
  yield* zipPieces(
    (function* (): Generator<ZipPart> {
      yield ["[Content_Types].xml", [contentTypes(sheets)]];
      yield ["_rels/.rels", [packageRelations]];
      yield ["xl/workbook.xml", [workbookXml(sheets)]];
      yield ["xl/_rels/workbook.xml.rels", [workbookRelations(sheets)]];
      let tablesBefore = 0;
      for (const [i, sheet] of sheets.entries()) {
        const book = { styles, texts, renamed, tables, tablesBefore };
        yield [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet, i === 0, book)];
        const count = sheet.tables?.length ?? 0;
        if (count === 0) continue;
        yield [`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, [tableRelations(count, tablesBefore)]];
        tablesBefore += count;
      }
      for (const [i, xml] of tables.entries()) yield [`xl/tables/table${i + 1}.xml`, [xml]];
      yield ["xl/metadata.xml", [metadataXml]];
      yield ["xl/styles.xml", [styles.xml()]];
      yield ["xl/sharedStrings.xml", texts.xml()];
      for (const [path, xml] of webExtensionParts()) yield [path, [xml]];
    })(),
  );
}
