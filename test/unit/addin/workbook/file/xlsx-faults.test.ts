import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate";
import {
  readXlsx,
  WorkbookFileError,
  writeXlsx,
  xlsxSheets,
  type WorkbookFile,
} from "../../../../../addin/workbook/file";
import { shiftedFormula } from "../../../../../addin/workbook/file/sheet-cells";
import { rowElementsOf } from "../../../../../addin/workbook/file/row-elements";

const workbook: WorkbookFile = {
  sheets: [
    {
      name: "Customers",
      cells: Array.from({ length: 50 }, (_, i) => [{ value: `Name ${i}` }, { value: i * 1.1 }]),
      tables: [{ name: "Customers", row: 0, column: 0, rows: 50, columns: 2 }],
    },
  ],
};
const bytes = writeXlsx(workbook);

/** The same file with one part changed. */
function with_(part: string, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(bytes);
  parts[part] = strToU8(change(strFromU8(parts[part])));
  return zipSync(parts as Zippable);
}
const sheetPart = "xl/worksheets/sheet1.xml";
/** A file whose sheet has these rows. */
const withRows = (rows: string): Uint8Array =>
  with_(sheetPart, (xml) => xml.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${rows}</sheetData>`));
const keyOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error instanceof WorkbookFileError ? error.key : error;
  }
  return "read";
};

describe("a file that is not whole", () => {
  test("cut anywhere, it is said to be damaged, and nothing of it is taken for the whole", () => {
    for (let length = 1; length < bytes.length; length += 211) {
      const cut = bytes.slice(0, length);
      expect({ length, key: keyOf(() => readXlsx(cut)) }).toEqual({
        length,
        key: length < 2 ? "notXlsx" : "damaged",
      });
    }
  });

  test("a bit that fell over in the data is noticed", () => {
    const place = Buffer.from(bytes).indexOf(sheetPart) + 300;
    fc.assert(
      fc.property(fc.nat(400), fc.nat(7), (at, bit) => {
        const changed = bytes.slice();
        changed[place + at] ^= 1 << bit;
        const key = keyOf(() => {
          const same = JSON.stringify(readXlsx(changed)) === JSON.stringify(readXlsx(bytes));
          if (same) throw new WorkbookFileError("damaged", {}); // a bit that nobody reads
        });
        expect(["damaged", "encrypted", "notXlsx", "tooLarge"]).toContain(key);
      }),
      { numRuns: 60 },
    );
  });

  test("a sheet that ends in the middle, though its zip is whole", () => {
    expect(keyOf(() => readXlsx(with_(sheetPart, (xml) => xml.slice(0, xml.length / 2))))).toBe("damaged");
    expect(keyOf(() => readXlsx(with_("xl/workbook.xml", () => "")))).toBe("notXlsx");
  });
});

describe("a small file that unpacks to a large one", () => {
  test("is noticed by what comes out of it, where the directory lies", () => {
    const parts = unzipSync(bytes);
    parts[sheetPart] = new Uint8Array(3e6).fill(32);
    const bomb = zipSync(parts as Zippable);
    const directory = Buffer.from(bomb).lastIndexOf(sheetPart) - 46;
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(directory + 24, 1000, true);
    expect(keyOf(() => readXlsx(bomb))).toBe("damaged");
  });

  test("entities of a document type grow into nothing", () => {
    const laughs = with_("xl/sharedStrings.xml", (xml) =>
      xml
        .replace(/\?>/, '?><!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>')
        .replace("<t>Name 0</t>", "<t>&b;</t>"),
    );
    expect(readXlsx(laughs).sheets[0].cells[0][0]?.value).toBe("&b;");
  });

  test("a cell far out costs no more than itself", () => {
    const far = withRows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>');
    expect(readXlsx(far).sheets[0].cells).toHaveLength(1_048_576);
    const beyond = withRows('<row r="1048577"><c r="A1048577"><v>1</v></c></row>');
    expect(keyOf(() => readXlsx(beyond))).toBe("damaged");
    expect(keyOf(() => readXlsx(withRows('<row r="1"><c r="XFE1"><v>1</v></c></row>')))).toBe("damaged");
  });
});

describe("what other programs write", () => {
  const cellsOf = (rows: string) => readXlsx(withRows(rows)).sheets[0].cells;

  test("a prefix before every element, no addresses, inline texts with runs and reading aids", () => {
    const prefixed = with_(
      sheetPart,
      () =>
        '<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
        "<x:sheetData><!-- none --><x:row><x:c t='inlineStr'><x:is><x:r><x:t>东</x:t></x:r><x:r><x:t>京 &amp; _x0041_</x:t></x:r>" +
        "<x:rPh sb='0' eb='1'><x:t>とうきょう</x:t></x:rPh></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>",
    );
    expect(readXlsx(prefixed).sheets[0].cells).toEqual([[{ value: "东京 & A" }, { value: 2 }]]);
  });

  test("formulas that share one text are each written out", () => {
    const [first, second, third] = cellsOf(
      '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$C$1+SUM(A$1:A1)+N("A1")</f><v>1</v></c></row>' +
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row><row r="3"><c r="C3"><f t="shared" si="0"/><v>2</v></c></row>',
    );
    expect(first[1]?.formula).toBe('A1*$C$1+SUM(A$1:A1)+N("A1")');
    expect(second[1]?.formula).toBe('A2*$C$1+SUM(A$1:A2)+N("A1")');
    expect(third[2]?.formula).toBe('B3*$C$1+SUM(B$1:B3)+N("A1")');
  });

  test.each([
    ["LOG10(A1)+A1B+Sheet1!B2", 1, 1, "LOG10(B2)+A1B+Sheet1!C3"],
    ["SUM(A:A,2:2,$A:B)", 1, 1, "SUM(B:B,3:3,$A:C)"],
    ["'A1 B2'!A1+Table1[A1]", 1, 0, "'A1 B2'!A2+Table1[A1]"],
    ["A1", -1, 0, "#REF!"],
  ])("%s, %d down and %d right, reads %s", (formula, rows, columns, moved) => {
    expect(shiftedFormula(formula, rows, columns)).toBe(moved);
  });

  test("a name that holds a formula of ours, with every prefix that files have", () => {
    const formulas = [
      "_xldudf_CRM_NPS(A1:A2)",
      "[2]!_xldudf_CRM_NPS(A1:A2)",
      "'C:\\x y\\B.xlam'!CRM.NPS(A1:A2)",
    ];
    const rows = formulas.map(
      (each, i) => `<row r="${i + 1}"><c r="A${i + 1}"><f>${each}</f><v>1</v></c></row>`,
    );
    for (const row of cellsOf(rows.join(""))) expect(row[0]?.formula).toBe("CRM.NPS(A1:A2)");
    const named = with_("xl/workbook.xml", (xml) =>
      xml.replace(
        "</workbook>",
        '<definedNames><definedName name="Promoters">_xldudf_CRM_NPS(Customers!$B$1:$B$50)</definedName>' +
          '<definedName name="=cmd|&apos;/c calc&apos;!A1">#REF!</definedName></definedNames></workbook>',
      ),
    );
    expect(readXlsx(named).sheets[0].cells).toEqual(readXlsx(bytes).sheets[0].cells);
  });

  test("a workbook that counts days from 1904 is read in the 1900 system", () => {
    const parts = unzipSync(
      writeXlsx({ sheets: [{ name: "A", cells: [[{ value: 1, format: "yyyy-mm-dd" }, { value: 1 }]] }] }),
    );
    parts["xl/workbook.xml"] = strToU8(
      strFromU8(parts["xl/workbook.xml"]).replace("<sheets>", '<workbookPr date1904="1"/><sheets>'),
    );
    const [row] = readXlsx(zipSync(parts as Zippable)).sheets[0].cells;
    expect(row.map((cell) => cell?.value)).toEqual([1463, 1]);
  });

  test("a table with a totals row has no totals among its rows; one without headers is none", () => {
    const table = "xl/tables/table1.xml";
    const totals = with_(table, (xml) => xml.replace("totalsRowShown", 'totalsRowCount="1" totalsRowShown'));
    expect(readXlsx(totals).sheets[0].tables?.[0].rows).toBe(49);
    const bare = with_(table, (xml) => xml.replace("totalsRowShown", 'headerRowCount="0" totalsRowShown'));
    expect(readXlsx(bare).sheets[0].tables).toEqual([]);
  });
});

test("however a part arrives in pieces, its elements are the same", () => {
  const xml =
    '<a><!-- <row> --><sheetData x="1"><row r="1"/><row r="2"><c>5</c></row>\n<other><row/></other><row/></sheetData><b/></a>';
  fc.assert(
    fc.property(fc.array(fc.nat(xml.length), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), xml.length];
      const pieces = at.slice(1).map((end, i) => xml.slice(at[i], end));
      const found = [...rowElementsOf(pieces)];
      expect(found.flatMap((each) => each.elements)).toEqual([
        '<row r="1"/>',
        '<row r="2"><c>5</c></row>',
        "<row/>",
      ]);
      expect(found[0].head).toBe('<a><!-- <row> --><sheetData x="1">');
      expect(found.at(-1)?.tail).toBe("</sheetData><b/></a>");
    }),
  );
});

test("rows pass by in their order, with their place", () => {
  const [sheet] = xlsxSheets(bytes);
  const rows = [...sheet.rows()].flat();
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(rows[7].cells.map((cell) => cell?.value)).toEqual(["Name 7", 7 * 1.1]);
});

test("what Excel would not open is not written", () => {
  const long = { sheets: [{ name: "S", cells: [[], [{ value: "x".repeat(32_768) }]] }] };
  expect(() => writeXlsx(long)).toThrow(
    "S, cell A2: 32768 characters; a cell of an Excel workbook holds at most 32767.",
  );
});
