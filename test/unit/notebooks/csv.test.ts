import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CsvParser } from "../../../addin/workbook/file";
import { csvChunks, readCsv } from "../../../notebooks/support/csv";
import { temporaryFolder } from "../../temporary-folder";

const folder = temporaryFolder();
function fileOf(content: string | Uint8Array): string {
  const file = join(folder, "data.csv");
  writeFileSync(file, content);
  return file;
}

describe("reading CSV", () => {
  test("whatever the pieces, the records are the same", () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", "é", "价", '"', ",", "\n", "\r", " ", "😀"),
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
        fc.nat(9),
        (rows, size) => {
          const text = rows
            .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(","))
            .join("\r\n");
          const parser = new CsvParser();
          const read: string[][] = [];
          for (let i = 0; i < text.length; i += size + 1)
            read.push(...parser.read(text.slice(i, i + size + 1)));
          read.push(...parser.read("", true));
          expect(read).toEqual(rows);
        },
      ),
    );
  });

  test("numbers, blanks and dates by column", async () => {
    const table = await readCsv(fileOf("\ufeffid;amount;day\nA;1.5;2026-01-31\nB;;\n"));
    expect(table.headers).toEqual(["id", "amount", "day"]);
    expect(table.numbers("amount")).toEqual(Float64Array.of(1.5, NaN));
    expect(table.dates("day")).toEqual(Float64Array.of(46053, NaN));
  });

  test("text among numbers names its row and column, a missing column those that are there", async () => {
    const table = await readCsv(fileOf("a,b\n1,2\n3,x\n"));
    expect(() => table.numbers("b")).toThrow(/row 3, column 2/);
    expect(() => table.numbers("c")).toThrow(/no column "c"\. There are: a, b/);
  });

  test("files in the encodings that Excel writes", async () => {
    const gb = Uint8Array.from([0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0xcd, 0xf5, 0x0a]); // 姓名 ⏎ 王
    expect((await readCsv(fileOf(gb))).texts("姓名")).toEqual(["王"]);
    await expect(readCsv(fileOf(gb), { encoding: "utf-8" })).rejects.toThrow(
      /data\.csv: .*not text in utf-8.*gb18030/,
    );
    // What shows only later to be no UTF-8 cannot be taken back: it is said.
    const late = Buffer.concat([Buffer.from("a\n" + "1\n".repeat(40)), gb]);
    await expect(readCsv(fileOf(late), { chunkBytes: 32 })).rejects.toMatchObject({ key: "encoding" });
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("a,b\n1,2\n", "utf16le")]);
    expect((await readCsv(fileOf(utf16))).texts("b")).toEqual(["2"]);
  });

  test("files of western Windows programs, and a piece that ends in the middle of a letter", async () => {
    const western = Buffer.from("Name;Ort\nMüller;Köln\nJosé;Málaga\n", "latin1");
    expect((await readCsv(fileOf(western))).texts("Ort")).toEqual(["Köln", "Málaga"]);
    expect((await readCsv(fileOf("a\n" + "é\n".repeat(40)), { chunkBytes: 33 })).rows).toBe(40);
  });

  test("an unclosed quotation mark, an empty file, a row that is too long", async () => {
    await expect(readCsv(fileOf('a,b\n1,"2\n'))).rejects.toThrow(/data\.csv: Line 2: .*never ends/);
    await expect(readCsv(fileOf(""))).rejects.toThrow(/nothing in this file/);
    await expect(readCsv(fileOf("a,b\n1,2,3\n"))).rejects.toThrow(/row 2/);
  });

  test("blank lines are no records, and rows keep their number in the file", async () => {
    const table = await readCsv(fileOf("a,b\n\n1,2\n\n\n3,x\n\n"));
    expect(table.rows).toBe(2);
    expect(() => table.numbers("b")).toThrow(/row 6, column 2/);
  });

  test("chunks know their place", async () => {
    const text = "n\n" + Array.from({ length: 1000 }, (_, i) => `${i}\n`).join("");
    let next = 0;
    for await (const { first, rows } of csvChunks(fileOf(text), { chunkBytes: 64 })) {
      expect(first).toBe(next);
      for (const [cell] of rows) expect(cell).toBe(String(next++));
    }
    expect(next).toBe(1000);
  });
});
