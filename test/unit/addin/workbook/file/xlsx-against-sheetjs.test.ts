import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { read, utils, write, type CellObject } from "@e965/xlsx";
import { readXlsx, writeXlsx, type FileCell } from "../../../../../addin/workbook/file";

// SheetJS is the independent reader and writer of the format here; nothing that we ship uses it.

/** Texts that XML and Excel's escapes make difficult. */
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom("<", "&", '"', "\n", "\t", " ", "_x000D_", "_x", "客", "😀"),
    maxLength: 6,
  }),
);
const value = fc.oneof(
  text.filter((each) => each !== ""),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => (each === 0 ? 0 : each)),
  fc.boolean(),
  fc.constantFrom({ error: "#N/A" }, { error: "#DIV/0!" }, { error: "#NUM!" }),
);
const format = fc.option(fc.constantFrom("0.00", "yyyy-mm-dd", '0" <kg>"', "#,##0"), { nil: undefined });
const cell = fc.option(
  fc
    .record({ value, format })
    .map(({ value: given, format: look }): FileCell =>
      look === undefined ? { value: given } : { value: given, format: look },
    ),
  { nil: undefined, freq: 4 },
);
const cells = fc.array(fc.array(cell, { maxLength: 5 }), { minLength: 1, maxLength: 6 });

const codes: Readonly<Record<number, string>> = { 0x2a: "#N/A", 0x07: "#DIV/0!", 0x24: "#NUM!" };

function valueOf(found: CellObject | undefined): unknown {
  if (found === undefined || found.t === "z") return undefined;
  return found.t === "e" ? { error: codes[Number(found.v)] } : found.v;
}

describe("SheetJS and we mean the same file", () => {
  test("it reads what we write", () => {
    fc.assert(
      fc.property(cells, (rows) => {
        const bytes = writeXlsx({ sheets: [{ name: "A & B", cells: rows }] });
        const sheet = read(bytes, { type: "array", cellNF: true }).Sheets["A & B"];
        rows.forEach((row, i) =>
          row.forEach((each, j) => {
            const found = sheet[utils.encode_cell({ r: i, c: j })] as CellObject | undefined;
            expect(valueOf(found)).toEqual(each?.value);
            if (each?.format !== undefined) expect(found?.z).toBe(each.format);
          }),
        );
      }),
      { numRuns: 60 },
    );
  });

  test.each([true, false])("we read what it writes, with shared texts: %s", (bookSST) => {
    fc.assert(
      fc.property(cells, (rows) => {
        // It writes such a text without the escape that the format has for it.
        fc.pre(!/_x[\da-f]{4}_/i.test(JSON.stringify(rows)));
        const sheet: Record<string, unknown> = { "!ref": "A1:E6" };
        rows.forEach((row, i) =>
          row.forEach((each, j) => {
            if (each === undefined) return;
            const error =
              typeof each.value === "object" ? (each.value as { error: string }).error : undefined;
            const type = { string: "s", number: "n", boolean: "b", object: "e" }[
              typeof each.value as "string"
            ];
            const code = Object.keys(codes).find((known) => codes[Number(known)] === error);
            sheet[utils.encode_cell({ r: i, c: j })] = {
              t: type,
              v: error === undefined ? each.value : Number(code),
              ...(each.format !== undefined && { z: each.format }),
            };
          }),
        );
        const bytes = write(
          { SheetNames: ["S"], Sheets: { S: sheet } },
          { type: "array", bookType: "xlsx", bookSST, compression: true },
        ) as ArrayBuffer;
        const found = readXlsx(new Uint8Array(bytes)).sheets[0].cells;
        rows.forEach((row, i) => row.forEach((each, j) => expect(found[i]?.[j]?.value).toEqual(each?.value)));
      }),
      { numRuns: 60 },
    );
  });
});
