import { areaAddress } from "./address";
import type { SheetSource, TableFile } from "./workbook-file";
import { packageRelationships, webExtensionRelation, webExtensionTypes } from "./web-extension";
import { mainNamespace, relations, xmlHead } from "./xlsx-xml";
import { escapeCellText, escapeXml } from "./xml";

const contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
const relationsXml = (all: readonly string[]): string =>
  `${xmlHead}<Relationships xmlns="${packageRelationships}">${all.join("")}</Relationships>`;

export const packageRelations = relationsXml([
  relation("rId1", "officeDocument", "xl/workbook.xml"),
  webExtensionRelation,
]);

/** Declares array formulas with `cm="1"` as dynamic, so that they spill. */
export const metadataXml = `${xmlHead}<metadata xmlns="${mainNamespace}" xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray"><metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000" copy="1" pasteAll="1" pasteValues="1" merge="1" splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" assign="1" coerce="1" cellMeta="1"/></metadataTypes><futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}"><xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>`;

export function contentTypes(sheets: readonly SheetSource[]): string {
  const override = (part: string, kind: string): string =>
    `<Override PartName="/xl/${part}.xml" ContentType="${contentType}.${kind}+xml"/>`;
  const tables = sheets.reduce((sum, sheet) => sum + (sheet.tables?.length ?? 0), 0);
  return (
    `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    override("workbook", "sheet.main") +
    sheets.map((_, i) => override(`worksheets/sheet${i + 1}`, "worksheet")).join("") +
    Array.from({ length: tables }, (_, i) => override(`tables/table${i + 1}`, "table")).join("") +
    override("styles", "styles") +
    override("sharedStrings", "sharedStrings") +
    override("metadata", "sheetMetadata") +
    webExtensionTypes +
    "</Types>"
  );
}

/**
 * The version of Excel that calculated last. Without it Excel recalculates on opening ([MS-OI29500] 2.1.565), and the
 * values of the add-in's functions would be lost if the add-in is missing.
 */
const calculation = '<calcPr calcId="191029"/>';

export function workbookXml(sheets: readonly SheetSource[]): string {
  const names = sheets
    .map(({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join("");
  return `${xmlHead}<workbook xmlns="${mainNamespace}" xmlns:r="${relations}"><sheets>${names}</sheets>${calculation}</workbook>`;
}

export function workbookRelations(sheets: readonly SheetSource[]): string {
  const targets: [type: string, target: string][] = [
    ...sheets.map((_, i): [string, string] => ["worksheet", `worksheets/sheet${i + 1}.xml`]),
    ["styles", "styles.xml"],
    ["sharedStrings", "sharedStrings.xml"],
    ["sheetMetadata", "metadata.xml"],
  ];
  return relationsXml(targets.map(([type, target], i) => relation(`rId${i + 1}`, type, target)));
}

export function tableRelations(count: number, before: number): string {
  const numbers = Array.from({ length: count }, (_, i) => before + i + 1);
  return relationsXml(
    numbers.map((number) => relation(`rIdTable${number}`, "table", `../tables/table${number}.xml`)),
  );
}

export function tableXml(table: TableFile, headers: readonly string[], number: number): string {
  const area = areaAddress(table.row, table.column, table.rows, table.columns);
  const columns = headers
    .map(
      (name, j) => `<tableColumn id="${j + 1}" name="${escapeCellText(name).replaceAll("\n", "_x000a_")}"/>`,
    )
    .join("");
  return `${xmlHead}<table xmlns="${mainNamespace}" id="${number}" name="${escapeXml(table.name)}" displayName="${escapeXml(table.name)}" ref="${area}" totalsRowShown="0"><autoFilter ref="${area}"/><tableColumns count="${table.columns}">${columns}</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`;
}
