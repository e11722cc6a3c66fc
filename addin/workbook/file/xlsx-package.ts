import { finished, type Steps } from "@crm-functions/core";
import { WorkbookFileError } from "./file-error";
import type { TableFile } from "./workbook-file";
import { areaOf } from "./address";
import { attributeOf, elementsOf, tagsOf, unescapeCellText } from "./xml";
import {
  checkAnnounced,
  unpackedText,
  unpackedTexts,
  unpackLimit,
  zipEntries,
  type UnpackLimit,
  type ZipEntry,
} from "./zip-read";

/** A table and the part that describes it. */
export interface PackageTable extends TableFile {
  readonly part: string;
  /** Rows below the body that hold totals. */
  readonly totalsRows: number;
}

/** A sheet and the parts that describe it; its cells are not read yet. */
export interface PackageSheet {
  readonly name: string;
  /** Path of its part, such as `xl/worksheets/sheet1.xml`. */
  readonly part: string;
  readonly tables: readonly PackageTable[];
}

/** An `.xlsx` opened: what is in it, read as far as every sheet needs it. */
export interface XlsxPackage {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly sheets: readonly PackageSheet[];
  /** Path of the part of the workbook itself. */
  readonly workbookPart: string;
  /** Days to add to a serial number: 1462 where the workbook counts from 1904. */
  readonly dateOffset: number;
  /** The number format of each cell style; `General` and none are undefined. */
  readonly formats: readonly (string | undefined)[];
  /** The texts that cells share, read when first asked for. */
  sharedTexts(): readonly string[];
  /** Reads them beforehand, with rests; yields how many texts it has read. */
  readSharedTexts(): Steps<void>;
  readonly limit: UnpackLimit;
}

/**
 * Opens the bytes of an `.xlsx`.
 * @param megabytes what may be unpacked at most
 * @throws WorkbookFileError `empty`, `notXlsx`, `encrypted`, `damaged`, `tooLarge`
 */
export function openXlsx(bytes: Uint8Array, megabytes: number): XlsxPackage {
  if (bytes.length === 0) throw new WorkbookFileError("empty");
  // An encrypted workbook is a compound file like the old .xls; only its directory tells.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    const directory = new TextDecoder("utf-16le").decode(bytes.subarray(0, Math.min(bytes.length, 1 << 20)));
    throw new WorkbookFileError(directory.includes("EncryptedPackage") ? "encrypted" : "notXlsx");
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new WorkbookFileError("notXlsx");
  const entries = zipEntries(bytes);
  const limit = unpackLimit(megabytes);
  checkAnnounced(entries.values(), limit);
  const root = relationsOf(entries, "", limit).find((each) => each.type === "officeDocument");
  const workbookPart = root?.target ?? "xl/workbook.xml";
  const workbook = textOf(entries, workbookPart, limit);
  if (workbook === undefined || !/<(?:[\w.-]+:)?workbook[\s>]/.test(workbook)) {
    throw new WorkbookFileError("notXlsx");
  }
  const relations = relationsOf(entries, workbookPart, limit);
  const partOf = (type: string): string | undefined => relations.find((each) => each.type === type)?.target;
  const sheets = tagsOf(workbook, "sheet").flatMap((tag): PackageSheet[] => {
    const id = attributeOf(tag, "[\\w.-]+:id");
    const relation = relations.find((each) => each.id === id && each.type === "worksheet");
    if (relation === undefined) return []; // a sheet that is a chart has no cells
    if (!entries.has(relation.target)) {
      throw new WorkbookFileError("damaged", { reason: relation.target });
    }
    return [
      {
        name: attributeOf(tag, "name") ?? "",
        part: relation.target,
        tables: relationsOf(entries, relation.target, limit).flatMap((each) =>
          each.type === "table" ? tableOf(entries, each.target, limit) : [],
        ),
      },
    ];
  });
  if (sheets.length === 0) throw new WorkbookFileError("empty");
  const from1904 = /^(?:1|true)$/.test(
    attributeOf(tagsOf(workbook, "workbookPr")[0] ?? "", "date1904") ?? "",
  );
  let shared: readonly string[] | undefined;
  const sharedTextSteps = () => sharedTextsOf(entries.get(partOf("sharedStrings") ?? ""), limit);
  return {
    entries,
    sheets,
    workbookPart,
    dateOffset: from1904 ? 1462 : 0,
    formats: formatsOf(textOf(entries, partOf("styles") ?? "", limit) ?? ""),
    sharedTexts: () => (shared ??= finished(sharedTextSteps())),
    *readSharedTexts() {
      shared ??= yield* sharedTextSteps();
    },
    limit,
  };
}

interface Relation {
  readonly id: string;
  /** The last word of its type, which is all that the two kinds of the format have in common. */
  readonly type: string;
  readonly target: string;
}

/** What a part refers to; `""` for the package itself. */
export function relationsOf(
  entries: ReadonlyMap<string, ZipEntry>,
  part: string,
  limit: UnpackLimit,
): Relation[] {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const xml = textOf(entries, `${folder}_rels/${part.slice(folder.length)}.rels`, limit);
  return tagsOf(xml ?? "", "Relationship").flatMap((tag): Relation[] => {
    if (attributeOf(tag, "TargetMode") === "External") return [];
    const type = attributeOf(tag, "Type") ?? "";
    const target = attributeOf(tag, "Target") ?? "";
    return [
      {
        id: attributeOf(tag, "Id") ?? "",
        type: type.slice(type.lastIndexOf("/") + 1),
        target: pathFrom(target.startsWith("/") ? "" : folder, target),
      },
    ];
  });
}

function pathFrom(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of `${folder}${target}`.split("/")) {
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step);
  }
  return path.join("/");
}

function textOf(
  entries: ReadonlyMap<string, ZipEntry>,
  part: string,
  limit: UnpackLimit,
): string | undefined {
  const entry = entries.get(part);
  return entry && unpackedText(entry, limit);
}

function tableOf(entries: ReadonlyMap<string, ZipEntry>, part: string, limit: UnpackLimit): PackageTable[] {
  const tag = tagsOf(textOf(entries, part, limit) ?? "", "table")[0] ?? "";
  const name = attributeOf(tag, "displayName");
  const area = areaOf(attributeOf(tag, "ref") ?? "");
  // A table may be shown without its headers; then nothing says what its columns mean.
  if (name === undefined || area === undefined || attributeOf(tag, "headerRowCount") === "0") return [];
  const totalsRows = Number(attributeOf(tag, "totalsRowCount") ?? 0);
  return [{ name, ...area, rows: area.rows - totalsRows, totalsRows, part }];
}

function* sharedTextsOf(entry: ZipEntry | undefined, limit: UnpackLimit): Steps<string[]> {
  if (entry === undefined) return [];
  const texts: string[] = [];
  for (const { elements } of elementsOf(unpackedTexts(entry, limit), "sst", "si")) {
    for (const element of elements) texts.push(runsText(element));
    yield texts.length;
  }
  return texts;
}

/** The text of a shared or inline text: its runs together, without the reading aids of Japanese and Chinese. */
export function runsText(xml: string): string {
  const withoutAids = xml.includes("rPh") ? xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, "") : xml;
  let text = "";
  for (const [, run] of withoutAids.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g))
    text += run;
  return unescapeCellText(text);
}

/** The formats that files only number (ECMA-376 part 1, 18.8.30). */
export const numberedFormats: Readonly<Record<number, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  12: "# ?/?",
  13: "# ??/??",
  14: "m/d/yy",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "m/d/yy h:mm",
  37: "#,##0 ;(#,##0)",
  38: "#,##0 ;[Red](#,##0)",
  39: "#,##0.00;(#,##0.00)",
  40: "#,##0.00;[Red](#,##0.00)",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mmss.0",
  48: "##0.0E+0",
  49: "@",
};

function formatsOf(styles: string): (string | undefined)[] {
  const own = new Map(
    tagsOf(styles, "numFmt").map((tag) => [attributeOf(tag, "numFmtId"), attributeOf(tag, "formatCode")]),
  );
  const cellFormats = /<(?:[\w.-]+:)?cellXfs[\s>][\s\S]*?<\/(?:[\w.-]+:)?cellXfs>/.exec(styles)?.[0] ?? "";
  return tagsOf(cellFormats, "xf").map((tag) => {
    const id = attributeOf(tag, "numFmtId") ?? "0";
    const format = own.get(id) ?? numberedFormats[Number(id)];
    return format === "General" ? undefined : format;
  });
}
