import { describe, expect, test } from "@jest/globals";
import { read, type CellObject } from "@e965/xlsx";
import { strFromU8, unzipSync } from "fflate";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  addIn,
  readXlsx,
  writeXlsx,
  type FileCell,
  type SheetFile,
} from "../../../../../addin/workbook/file";
import { libreOffice, readByLibreOffice, testWith } from "../../../../needs";
import { xmlElements } from "../../../xml";
import { temporaryFolder } from "../../../../temporary-folder";

/*
 * What Excel would repair, refuse or misunderstand. SheetJS and, where it is installed, LibreOffice read the same files.
 */

const part = (bytes: Uint8Array, name: string): string => strFromU8(unzipSync(bytes)[name]);
const row = (...values: FileCell["value"][]): FileCell[] => values.map((value) => ({ value }));

/** A table with every header that Excel would not have, and formulas of all kinds in and beside it. */
const odd: SheetFile = {
  name: "Sales 2024/25 of all our regions",
  cells: [
    [
      { value: 2024 },
      { value: null },
      { value: "Price" },
      { value: "price" },
      { value: 45292, format: "yyyy-mm-dd" },
    ],
    [
      { value: 1 },
      { value: 2 },
      { value: 3 },
      { value: 6, formula: "[@Price]*2" },
      { value: 4, formula: "CRM.SCORE(A2:B2,G1:G2)", spill: { rows: 2, columns: 1 } },
    ],
    [{ value: 5 }, { value: 6 }, { value: 7 }, { value: 14, formula: "[@Price]*2" }, { value: 9 }],
    [],
    [
      { value: 10, formula: "SUM('Sales 2024/25 of all our regions'!A2:A3*C2:C3)" },
      { value: 3, formula: "SUM(A5#)" },
      { value: 1, formula: "@A2:A3" },
      { value: 6, formula: "LET(x,5,x+1)" },
      { value: 0.5, formula: "PERCENTRANK.INC(A2:A3,3)" },
    ],
    row("=1+1", "+86 21", "00123", "plain", "-"),
  ],
  tables: [{ name: "My table", row: 0, column: 0, rows: 3, columns: 5 }],
};
const workbook = {
  sheets: [odd, { ...odd, name: "History", tables: [] }, { name: "history", cells: [row("x")] }],
};
const bytes = writeXlsx(workbook);
const sheet = part(bytes, "xl/worksheets/sheet1.xml");

describe("names", () => {
  test("sheets have names that Excel takes, each another, and formulas follow", () => {
    expect(readXlsx(bytes).sheets.map(({ name }) => name)).toEqual([
      "Sales 2024 25 of all our region",
      "History 2",
      "history 3",
    ]);
    expect(sheet).toContain("'Sales 2024 25 of all our region'!A2:A3");
    const names = ["Ordinary", "It's", "客户 & co", "A  B"];
    const usual = writeXlsx({ sheets: names.map((name) => ({ name, cells: [] })) });
    expect(readXlsx(usual).sheets.map(({ name }) => name)).toEqual(names);
  });

  test("tables have one word for a name, and no two the same", () => {
    const tables = ["A1", "R1C1", "1st", "Customers", "customers", ""].map((name, i) => ({
      name,
      row: 0,
      column: i,
      rows: 1,
      columns: 1,
    }));
    const written = readXlsx(writeXlsx({ sheets: [{ name: "S", cells: [], tables }] })).sheets[0].tables;
    expect(written?.map(({ name }) => name)).toEqual([
      "_A1",
      "_R1C1",
      "_1st",
      "Customers",
      "customers_2",
      "Table",
    ]);
    // room for one row, without which Excel has no table
    expect(written?.every(({ rows }) => rows === 2)).toBe(true);
  });

  test("headers are texts, none blank, no two equal, the same in cell and table", () => {
    const headers = ["2024", "Column2", "Price", "price2", "2024-01-01"];
    const columns = xmlElements(part(bytes, "xl/tables/table1.xml")).filter(
      ({ name }) => name === "tableColumn",
    );
    expect(columns.map(({ attributes }) => attributes.name)).toEqual(headers);
    expect(readXlsx(bytes).sheets[0].cells[0].map((cell) => cell?.value)).toEqual(headers);
  });
});

describe("formulas", () => {
  const formulas = [...sheet.matchAll(/<c r="([A-Z]+\d+)"([^>]*)><f([^>]*)>([^<]*)<\/f>/g)].map(
    ([, address, , attributes, formula]) => [address, attributes, formula],
  );

  test("stand as Excel keeps them, marked as arrays where they work on areas", () => {
    expect(formulas).toEqual([
      ["D2", "", "My_table[[#This Row],[Price]]*2"],
      ["D3", "", "My_table[[#This Row],[Price]]*2"],
      ["A5", ' t="array" ref="A5"', "SUM('Sales 2024 25 of all our region'!A2:A3*C2:C3)"],
      ["B5", ' t="array" ref="B5"', "SUM(_xlfn.ANCHORARRAY(A5))"],
      ["C5", "", "_xlfn.SINGLE(A2:A3)"],
      ["D5", ' t="array" ref="D5"', "_xlfn.LET(_xlpm.x,5,_xlpm.x+1)"],
      ["E5", ' t="array" ref="E5"', "_xlfn.PERCENTRANK.INC(A2:A3,3)"],
    ]);
  });

  test("a result that would spill into a table stands as values", () => {
    expect(sheet).toMatch(/<c r="E2"><v>4<\/v><\/c>/);
    expect(sheet).toMatch(/<c r="E3"><v>9<\/v><\/c>/);
    // beside the table it spills
    expect(part(bytes, "xl/worksheets/sheet2.xml")).toContain('<f t="array" ref="E2:E3">_xldudf_CRM_SCORE(');
  });

  test("come back as users type them", () => {
    const [, , , , back] = readXlsx(bytes).sheets[0].cells;
    expect(back.map((cell) => cell?.formula)).toEqual([
      "SUM('Sales 2024 25 of all our region'!A2:A3*C2:C3)",
      "SUM(A5#)",
      "@A2:A3",
      "LET(x,5,x+1)",
      "PERCENTRANK.INC(A2:A3,3)",
    ]);
  });

  test("values are kept until somebody calculates: the file names the version that did last", () => {
    const book = part(bytes, "xl/workbook.xml");
    expect(book).toContain('</sheets><calcPr calcId="191029"/></workbook>');
    expect(book).not.toContain("fullCalcOnLoad");
  });
});

describe("looks", () => {
  test("texts that Excel would take for more carry its apostrophe, which nobody sees", () => {
    const styles = xmlElements(part(bytes, "xl/styles.xml"));
    const looks = styles.filter(({ name }) => name === "xf").slice(1);
    const styleOf = (address: string): string =>
      new RegExp(`<c r="${address}"(?: s="(\\d+)")?`).exec(sheet)?.[1] ?? "0";
    const quoted = (address: string) => looks[Number(styleOf(address))].attributes.quotePrefix === "1";
    expect(["A6", "B6", "C6", "D6", "E6"].map(quoted)).toEqual([true, true, true, false, true]);
    expect(readXlsx(bytes).sheets[0].cells[5].map((cell) => cell?.value)).toEqual(
      odd.cells[5].map((cell) => cell?.value),
    );
  });

  test("need no theme", () => {
    expect(part(bytes, "xl/styles.xml")).not.toMatch(/theme=|<scheme/);
  });
});

describe("the add-in's parts", () => {
  test("tell Excel which add-in the workbook belongs to, that of the manifest", () => {
    const manifest = readFileSync("manifest.xml", "utf8");
    expect(manifest).toContain(`<Id>${addIn.id}</Id>`);
    expect(manifest).toContain(`<Version>${addIn.version}</Version>`);
    const parts = Object.keys(unzipSync(bytes));
    for (const name of ["taskpanes.xml", "_rels/taskpanes.xml.rels", "webextension1.xml"]) {
      expect(parts).toContain(`xl/webextensions/${name}`);
    }
    const extension = part(bytes, "xl/webextensions/webextension1.xml");
    expect(extension).toContain(
      `<we:reference id="${addIn.id}" version="${addIn.version}" store="EXCatalog"`,
    );
    expect(extension).toContain('name="Office.AutoShowTaskpaneWithDocument" value="true"');
    // opens where the add-in is installed, asks nobody elsewhere
    expect(part(bytes, "xl/webextensions/taskpanes.xml")).toContain('visibility="0"');
    expect(part(bytes, "_rels/.rels")).toContain("xl/webextensions/taskpanes.xml");
  });
});

describe("other programs", () => {
  const values: Readonly<Record<string, string | number>> = {
    A1: "2024",
    B1: "Column2",
    E1: "2024-01-01",
    D2: 6,
    E2: 4,
    E3: 9,
    A5: 10,
    E5: 0.5,
    A6: "=1+1",
    C6: "00123",
  };

  test("SheetJS reads the values", () => {
    const found = read(bytes, { type: "array" }).Sheets["Sales 2024 25 of all our region"];
    for (const [address, value] of Object.entries(values)) {
      expect([address, (found[address] as CellObject).v]).toEqual([address, value]);
    }
  });

  testWith(libreOffice)("LibreOffice opens it and shows texts, values and the sheets by name", () => {
    const file = join(temporaryFolder(), "odd.xlsx");
    writeFileSync(file, bytes);
    const opened = readByLibreOffice(file);
    for (const text of ["Column2", "price2", "2024-01-01", "=1+1", "+86 21", "00123"]) {
      expect(opened).toContain(`<text:p>${text}</text:p>`);
    }
    for (const name of ["Sales 2024 25 of all our region", "History 2", "history 3"]) {
      expect(opened).toContain(`table:name="${name}"`);
    }
    expect(opened).toContain('table:name="My_table"');
    expect(opened).toContain('office:value="14"');
  });
});
