import { describe, expect, test } from "@jest/globals";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { readWorkbookFile, readXlsx, writeXlsx, type WorkbookFile } from "../../../../../addin/workbook/file";

const workbook: WorkbookFile = {
  sheets: [
    {
      name: "Customers & more",
      cells: [
        [{ value: "Name" }, { value: "Rating" }, { value: "Since" }],
        [{ value: "王芳" }, { value: 4.5 }, { value: 46027, format: "yyyy-mm-dd" }],
        [{ value: "=HYPERLINK(1)" }, { value: true }],
        [{ value: "+1" }, { value: { error: "#N/A" } }, { value: 'a <b> & "c"' }],
      ],
      widths: [20, undefined, 12],
      frozen: { rows: 1, columns: 1 },
      headerRows: [0],
      tables: [{ name: "Customers", row: 0, column: 0, rows: 4, columns: 3 }],
    },
    {
      name: "Scores",
      cells: [
        [
          {
            value: 20,
            formula: "CRM.NEEDSCORE(A1:C2,E1:E3)",
            spill: { rows: 2, columns: 1 },
            format: "0.00",
          },
          { value: 3, formula: "SUM(A1:A2)" },
          { value: { error: "#N/A" }, formula: "CRM.NPS(A1:A9)" },
        ],
        [{ value: 22, format: "0.00" }],
        [{ value: "", formula: 'IF(A1=20,"","x")' }],
      ],
    },
  ],
};

const part = (bytes: Uint8Array, name: string): string => strFromU8(unzipSync(bytes)[name]);

describe("writing .xlsx", () => {
  const bytes = writeXlsx(workbook);
  const scores = part(bytes, "xl/worksheets/sheet2.xml");

  test("our functions stand in Excel's stored form, with cached values and the dynamic array mark", () => {
    expect(scores).toMatch(
      /<c r="A1"[^>]* cm="1"[^>]*><f t="array" ref="A1:A2">_xldudf_CRM_NEEDSCORE\(A1:C2,E1:E3\)<\/f><v>20<\/v><\/c>/,
    );
    expect(scores).toMatch(/<c r="A2"[^>]*><v>22<\/v><\/c>/);
    expect(scores).toMatch(
      /<c r="C1"[^>]*cm="1"[^>]*><f t="array" ref="C1">_xldudf_CRM_NPS\(A1:A9\)<\/f><v>#N\/A<\/v>/,
    );
    expect(part(bytes, "xl/metadata.xml")).toContain('name="XLDAPR"');
  });

  test("other formulas stand as they are", () => {
    expect(scores).toContain("<f>SUM(A1:A2)</f><v>3</v>");
  });

  test("a text that looks like a formula stays text", () => {
    const customers = part(bytes, "xl/worksheets/sheet1.xml");
    expect(customers).not.toContain("<f");
    expect(customers).toMatch(/<c r="A3"[^>]*t="s"/);
    expect(part(bytes, "xl/sharedStrings.xml")).toContain("<t>=HYPERLINK(1)</t>");
  });

  test("header, frozen rows and table", () => {
    const customers = part(bytes, "xl/worksheets/sheet1.xml");
    expect(customers).toContain('xSplit="1" ySplit="1" topLeftCell="B2"');
    expect(customers).toContain(
      '<tableParts count="1"><tablePart r:id="rIdTable1"/></tableParts></worksheet>',
    );
    expect(part(bytes, "xl/tables/table1.xml")).toContain('displayName="Customers" ref="A1:C4"');
    expect(part(bytes, "[Content_Types].xml")).toContain("/xl/tables/table1.xml");
  });

  test("the same workbook gives the same bytes", () => {
    expect(Buffer.compare(writeXlsx(workbook), bytes)).toBe(0);
  });
});

describe("reading .xlsx", () => {
  test("what was written comes back", () => {
    const read = readXlsx(writeXlsx(workbook));
    const values = (file: WorkbookFile) =>
      file.sheets.map((sheet) => sheet.cells.map((row) => Array.from(row, (cell) => cell?.value ?? null)));
    expect(values(read)).toEqual(values(workbook));
    expect(read.sheets[1].cells[0][0]).toEqual(workbook.sheets[1].cells[0][0]);
    expect(read.sheets[1].cells[0][1]).toEqual({ value: 3, formula: "SUM(A1:A2)" });
    expect(read.sheets[0].cells[1][2]).toEqual({ value: 46027, format: "yyyy-mm-dd" });
    expect(read.sheets[0].tables).toEqual(workbook.sheets[0].tables);
  });

  test("a function saved under its plain name is read as well", () => {
    const parts = unzipSync(writeXlsx(workbook));
    const name = "xl/worksheets/sheet2.xml";
    parts[name] = strToU8(strFromU8(parts[name]).replace("_xldudf_CRM_NEEDSCORE", "[1]!CRM.NEEDSCORE"));
    expect(readXlsx(zipSync(parts)).sheets[1].cells[0][0]?.formula).toBe("CRM.NEEDSCORE(A1:C2,E1:E3)");
  });

  test("what is no workbook says so", () => {
    const text = (content: string) => new TextEncoder().encode(content);
    const failure = (bytes: Uint8Array): unknown => {
      try {
        return readXlsx(bytes);
      } catch (error) {
        return (error as { key?: string }).key;
      }
    };
    expect(failure(new Uint8Array())).toBe("empty");
    expect(failure(text("hello"))).toBe("notXlsx");
    expect(failure(zipSync({ "a.txt": text("x") }))).toBe("notXlsx");
    expect(failure(writeXlsx(workbook).subarray(0, 900))).toBe("damaged");
    expect(failure(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toBe("xls");
    // A directory that announces a gigabyte is enough: nothing must be unpacked to find out.
    const bomb = zipSync({ "xl/workbook.xml": text("<x/>") });
    const directory = Buffer.from(bomb).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(directory + 24, 1e9, true);
    expect(failure(bomb)).toBe("tooLarge");
  });

  test("the name decides between .csv and .xlsx", () => {
    expect(readWorkbookFile("my:list.csv", new TextEncoder().encode("a\n1")).sheets[0]).toEqual({
      name: "my list",
      cells: [[{ value: "a" }], [{ value: 1 }]],
    });
  });
});
