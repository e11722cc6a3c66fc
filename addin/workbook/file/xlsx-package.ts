import { finished, type LongWork } from "@crm-functions/core";
import { damaged, WorkbookFileError } from "./file-error";
import type { TableFile } from "./workbook-file";
import { areaOf } from "./address";
import { whatElse } from "./what-else";
import { attributeOf, unescapeCellText } from "./xml";
import { elementsOfPart, xmlReader } from "./xml-tokens";
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
  /** Number of totals rows below the body. */
  readonly totalsRows: number;
}

/** A sheet and the parts that describe it; its cells are not read yet. */
export interface PackageSheet {
  readonly name: string;
  /** Path of its part, such as `xl/worksheets/sheet1.xml`. */
  readonly part: string;
  readonly tables: readonly PackageTable[];
  readonly hidden: boolean;
}

/** An opened `.xlsx`, read as far as all sheets need it. */
export interface XlsxPackage {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly sheets: readonly PackageSheet[];
  /** Path of the workbook part. */
  readonly workbookPart: string;
  /** Days to add to a serial number: 1462 if the workbook counts from 1904. */
  readonly dateOffset: number;
  /** The number format of each cell style; undefined for `General` and for none. */
  readonly formats: readonly (string | undefined)[];
  /** The shared texts of cells, read on first use. */
  sharedTexts(): readonly string[];
  /** Reads the shared texts in advance, in steps; yields the number of texts read. */
  readSharedTexts(): LongWork<void>;
  readonly limit: UnpackLimit;
}

/**
 * Opens the bytes of an `.xlsx`.
 * @param megabytes limit on the unpacked size
 * @throws WorkbookFileError `empty`, `encrypted`, `damaged`, `tooLarge`, `xlsb`, `ods`, or as `whatElse`
 */
export function openXlsx(bytes: Uint8Array, megabytes: number): XlsxPackage {
  if (bytes.length === 0) throw new WorkbookFileError("empty");
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new WorkbookFileError(whatElse(bytes));
  const entries = zipEntries(bytes);
  const limit = unpackLimit(megabytes);
  checkAnnounced(entries.values(), limit);
  const parts = { entries, limit };
  const root = relationsOf(parts, "").find((each) => each.type === "officeDocument");
  const workbookPart = root?.target ?? "xl/workbook.xml";
  if (/\.bin$/i.test(workbookPart) || entries.has("xl/workbook.bin")) throw new WorkbookFileError("xlsb");
  if (entries.has("content.xml")) throw new WorkbookFileError("ods");
  const workbook = elementsIn(parts, workbookPart);
  if (workbook[0]?.name !== "workbook") throw new WorkbookFileError("notXlsx");
  const relations = relationsOf(parts, workbookPart);
  const partOf = (type: string): string | undefined => relations.find((each) => each.type === type)?.target;
  const sheets = workbook.flatMap(({ name, within, attributes }): PackageSheet[] => {
    if (name !== "sheet" || within !== "sheets") return [];
    const id = attributeOf(attributes, "id");
    const relation = relations.find((each) => each.id === id && each.type === "worksheet");
    if (relation === undefined) return []; // a chart sheet has no cells
    if (!entries.has(relation.target)) throw damaged(relation.target);
    return [
      {
        name: attributeOf(attributes, "name") ?? "",
        part: relation.target,
        tables: relationsOf(parts, relation.target).flatMap((each) =>
          each.type === "table" ? tableOf(parts, each.target) : [],
        ),
        hidden: /hidden/i.test(attributeOf(attributes, "state") ?? ""),
      },
    ];
  });
  if (sheets.length === 0) throw new WorkbookFileError("empty");
  const from1904 = /^(?:1|true)$/.test(
    attributeOf(workbook.find(({ name }) => name === "workbookPr")?.attributes ?? "", "date1904") ?? "",
  );
  let shared: readonly string[] | undefined;
  const sharedTextSteps = () => sharedTextsOf(entries.get(partOf("sharedStrings") ?? ""), limit);
  return {
    ...parts,
    sheets,
    workbookPart,
    dateOffset: from1904 ? 1462 : 0,
    formats: formatsOf(elementsIn(parts, partOf("styles") ?? "")),
    sharedTexts: () => (shared ??= finished(sharedTextSteps())),
    *readSharedTexts() {
      shared ??= yield* sharedTextSteps();
    },
  };
}

type Parts = Pick<XlsxPackage, "entries" | "limit">;

interface Relation {
  readonly id: string;
  /** The last segment of the type URI, which the transitional and strict variants of the format have in common. */
  readonly type: string;
  readonly target: string;
}

/** The relationships of a part; `""` for the package itself. */
function relationsOf(parts: Parts, part: string): Relation[] {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const rels = `${folder}_rels/${part.slice(folder.length)}.rels`;
  return elementsIn(parts, rels).flatMap(({ name, attributes }): Relation[] => {
    if (name !== "Relationship" || attributeOf(attributes, "TargetMode") === "External") return [];
    const type = attributeOf(attributes, "Type") ?? "";
    const target = attributeOf(attributes, "Target") ?? "";
    return [
      {
        id: attributeOf(attributes, "Id") ?? "",
        type: type.slice(type.lastIndexOf("/") + 1),
        target: pathFrom(target.startsWith("/") ? "" : folder, target),
      },
    ];
  });
}

/** Resolves a target path. Part names ignore case (ECMA-376 part 2, 6.2.2.3), so all paths here are lower case. */
function pathFrom(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of `${folder}${target.replaceAll("\\", "/")}`.split("/")) {
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step.toLowerCase());
  }
  return path.join("/");
}

/** The elements of a part; empty if there is no such part. */
function elementsIn({ entries, limit }: Parts, part: string): ReturnType<typeof elementsOfPart> {
  const entry = entries.get(part);
  return entry === undefined ? [] : elementsOfPart(unpackedText(entry, limit));
}

function tableOf(parts: Parts, part: string): PackageTable[] {
  const tag = elementsIn(parts, part).find(({ name }) => name === "table")?.attributes ?? "";
  const name = attributeOf(tag, "displayName");
  const area = areaOf(attributeOf(tag, "ref") ?? "");
  // A table without a header row does not say what its columns mean, so it is ignored.
  if (name === undefined || area === undefined || attributeOf(tag, "headerRowCount") === "0") return [];
  const totalsRows = Number(attributeOf(tag, "totalsRowCount") ?? 0);
  return [{ name, ...area, rows: area.rows - totalsRows, totalsRows, part }];
}

/** The shared texts, each with its runs joined, without phonetic guides of Japanese and Chinese. */
function* sharedTextsOf(entry: ZipEntry | undefined, limit: UnpackLimit): LongWork<string[]> {
  if (entry === undefined) return [];
  const texts: string[] = [];
  let run: string[] | undefined;
  let inText = false;
  let aids = 0;
  const reader = xmlReader({
    open(name) {
      if (name === "si") run = [];
      else if (name === "t") inText = true;
      else if (name === "rPh") aids++;
    },
    text(text) {
      if (inText && aids === 0) run?.push(text);
    },
    close(name) {
      if (name === "si") {
        texts.push(unescapeCellText(run!.join("")));
        run = undefined;
      } else if (name === "t") inText = false;
      else if (name === "rPh") aids--;
    },
  });
  for (const piece of unpackedTexts(entry, limit)) {
    reader.write(piece);
    yield texts.length;
  }
  reader.end();
  return texts;
}

/** Built-in number formats, which files give only by number (ECMA-376 part 1, 18.8.30). */
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

function formatsOf(styles: ReturnType<typeof elementsOfPart>): (string | undefined)[] {
  const own = new Map(
    styles
      .filter(({ name }) => name === "numFmt")
      .map(({ attributes }) => [attributeOf(attributes, "numFmtId"), attributeOf(attributes, "formatCode")]),
  );
  return styles
    .filter(({ name, within }) => name === "xf" && within === "cellXfs")
    .map(({ attributes }) => {
      const id = attributeOf(attributes, "numFmtId") ?? "0";
      const format = own.get(id) ?? numberedFormats[Number(id)];
      return format === "General" ? undefined : format;
    });
}
