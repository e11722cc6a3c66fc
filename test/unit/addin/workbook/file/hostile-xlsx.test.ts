import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate";
import { readWorkbookFile, readXlsx, WorkbookFileError, writeXlsx } from "../../../../../addin/workbook/file";
import { rowElementsOf } from "../../../../../addin/workbook/file/row-elements";
import { elementsOfPart, xmlReader } from "../../../../../addin/workbook/file/xml-tokens";

const sheetPart = "xl/worksheets/sheet1.xml";
const bytes = writeXlsx({ sheets: [{ name: "A", cells: [[{ value: "x" }]] }] });

function withSheet(change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(bytes);
  parts[sheetPart] = strToU8(change(strFromU8(parts[sheetPart])));
  return zipSync(parts as Zippable);
}

// A reader that looked at each of these to the end of the text would take hours, far beyond any limit of a test.
test.each(["<c ", "<t", "<r><t>", "<f ", '<c a="', "<![CDATA[", "<!--", "<?x "])(
  "%s over and over costs as much as it is long",
  (part) => {
    expect(() => elementsOfPart(part.repeat(1_000_000))).toThrow(WorkbookFileError);
  },
);

test.each(["<c ", "<t", "<r><t>", "<f ", '<c a="', "<![CDATA[", "</c>", "&amp", "<row><c><v>"])(
  "a sheet of %s without end is refused or read, and soon",
  (part) => {
    const hostile = withSheet((xml) => xml.replace("<row", `${part.repeat(200_000)}<row`));
    try {
      expect(readXlsx(hostile).sheets).toHaveLength(1);
    } catch (error) {
      expect(error).toBeInstanceOf(WorkbookFileError);
    }
  },
);

test("columns without end have no widths", () => {
  const hostile = withSheet((xml) =>
    xml.replace(
      /<cols>.*<\/cols>|(?=<sheetData)/s,
      '<cols><col min="-1000000000" max="3" width="9"/></cols>',
    ),
  );
  expect(readXlsx(hostile).sheets[0].widths).toHaveLength(3);
});

test("any bytes are read, or refused with a reason", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom("a.csv", "a.xlsx", "a"), (any, name) => {
      try {
        readWorkbookFile(name, any);
      } catch (error) {
        expect(error).toBeInstanceOf(WorkbookFileError);
      }
    }),
  );
});

test("XML is the same however its pieces are cut", () => {
  const xml =
    '<?xml version="1.0"?><a b="1>2"><!-- <c> --><x:c d=\'&lt;\'>1 &amp; 2\r\n3<![CDATA[<4>]]></x:c><e/></a>';
  const eventsOf = (pieces: readonly string[]): string => {
    const events: string[] = [];
    let text = "";
    const flush = (): void => {
      if (text !== "") events.push(JSON.stringify(text));
      text = "";
    };
    const reader = xmlReader({
      open: (name, attributes) => (flush(), void events.push(`<${name}${attributes}>`)),
      text: (part) => void (text += part),
      close: (name) => (flush(), void events.push(`</${name}>`)),
    });
    for (const piece of pieces) reader.write(piece);
    reader.end();
    return events.join("");
  };
  expect(eventsOf([xml])).toBe(`<a b="1>2"><c d='&lt;'>"1 & 2\\n3<4>"</c><e></e></a>`);
  fc.assert(
    fc.property(fc.array(fc.nat(xml.length), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), xml.length];
      expect(eventsOf(at.slice(1).map((end, i) => xml.slice(at[i], end)))).toBe(eventsOf([xml]));
    }),
  );
});

test("elements of a part that never comes to its container are none", () => {
  expect(() => [...rowElementsOf(Array<string>(50).fill("<cols ".repeat(1000)))]).toThrow(WorkbookFileError);
});

test.each([
  ["old.xlsx", [0xd0, 0xcf, 0x11, 0xe0, 0, 0], "xls"],
  ["page.xlsx", [...strToU8("<html><table><tr><td>Name</td></tr></table></html>")], "html"],
  [
    "old.xlsx",
    [...strToU8('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')],
    "xml2003",
  ],
  ["a.csv", [...strToU8("%PDF-1.4")], "pdf"],
  ["a.xlsx", [...zipSync({ "xl/workbook.bin": strToU8("x") })], "xlsb"],
  ["a.xlsx", [...zipSync({ "content.xml": strToU8("<x/>") })], "ods"],
])("%s is called what it is", (name, content, key) => {
  expect(() => readWorkbookFile(name, Uint8Array.from(content))).toThrow(
    expect.objectContaining({ key }) as unknown as Error,
  );
});

test("a table of text is read whatever its name", () => {
  const file = readWorkbookFile("a.xlsx", strToU8("Name,Company\nAnn,Acme\n"));
  expect(file.sheets[0].cells[1]).toEqual([{ value: "Ann" }, { value: "Acme" }]);
});

test("names of parts are compared without case, as ECMA-376 part 2 has it", () => {
  const parts = unzipSync(bytes);
  const renamed = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name.replace("worksheets/sheet", "Worksheets/SHEET"), part]),
  );
  expect(readXlsx(zipSync(renamed as Zippable)).sheets[0].cells[0][0]?.value).toBe("x");
});

test("what a sheet hides and merges, dates as ISO texts, formulas without a value", () => {
  const [sheet] = readXlsx(
    withSheet((xml) =>
      xml.replace(
        /<sheetData>.*<\/sheetData>/s,
        '<sheetData><row r="1" hidden="1"><c r="A1" t="d"><v>2024-01-05</v></c><c r="B1"><f>1+1</f><v></v></c>' +
          '<c r="C1" t="d"><v>2024-01-05T12:00:00</v></c><c r="D1" t="str"><f>""</f><v></v></c></row></sheetData>' +
          '<mergeCells><mergeCell ref="A2:B3"/></mergeCells>',
      ),
    ),
  ).sheets;
  expect(sheet.cells[0]).toEqual([
    { value: 45296, format: "yyyy-mm-dd" },
    { value: null, formula: "1+1" },
    { value: 45296.5, format: "yyyy-mm-dd hh:mm" },
    { value: "", formula: '""' },
  ]);
  expect(sheet.hiddenRows).toEqual([0]);
  expect(sheet.merges).toEqual([{ row: 1, column: 0, rows: 2, columns: 2 }]);
});
