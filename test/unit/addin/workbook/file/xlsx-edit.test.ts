import { expect, test } from "@jest/globals";
import { read, type CellObject } from "@e965/xlsx";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { editedXlsx, readXlsx, writeXlsx } from "../../../../../addin/workbook/file";

const before = writeXlsx({
  sheets: [
    {
      name: "S",
      cells: [
        [{ value: "Name" }],
        [undefined, undefined, undefined, { value: 1.5, format: "0.00" }],
        [{ value: "b" }],
      ],
    },
  ],
});
const texts = ["=1+1", "+86 21", "plain"];
const edits = [
  {
    sheet: "S",
    cells: new Map([
      [1, new Map([[3, { value: "=x" }]])],
      [3, new Map(texts.map((value, j) => [j, { value }]))],
    ]),
  },
];
const bytesOf = (file: Uint8Array): Uint8Array => Buffer.concat([...editedXlsx(file, edits)]);
const part = (bytes: Uint8Array, name: string): string => strFromU8(unzipSync(bytes)[name]);

test("texts that look like formulas stay texts also when edited, in a cell that has no look of its own", () => {
  const after = bytesOf(before);
  const looks = part(after, "xl/styles.xml")
    .match(/<cellXfs[\s\S]*<\/cellXfs>/)![0]
    .match(/<xf [^>]*>/g)!;
  const styleOf = (address: string): number =>
    Number(
      new RegExp(`<c r="${address}"(?: s="(\\d+)")?`).exec(part(after, "xl/worksheets/sheet1.xml"))?.[1] ?? 0,
    );
  expect(["A4", "B4", "C4"].map((each) => looks[styleOf(each)].includes("quotePrefix"))).toEqual([
    true,
    true,
    false,
  ]);
  expect(looks[styleOf("D2")]).not.toContain("quotePrefix");
  expect(readXlsx(after).sheets[0].cells[3].map((cell) => cell?.value)).toEqual(texts);
  const sheet = read(after, { type: "array" }).Sheets.S;
  expect((sheet.A4 as CellObject).v).toBe("=1+1");
  expect((sheet.A4 as CellObject).f).toBeUndefined();
});

test("a workbook without a list of looks is edited without one", () => {
  const parts = unzipSync(before);
  parts["xl/styles.xml"] = strToU8(
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
  );
  const after = bytesOf(zipSync(parts));
  expect(part(after, "xl/worksheets/sheet1.xml")).toContain('<c r="A4" t="inlineStr">');
});
