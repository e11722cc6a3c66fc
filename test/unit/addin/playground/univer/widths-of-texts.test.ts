import { expect, test } from "@jest/globals";
import { widthsOfTexts } from "../../../../../addin/playground/univer/widths-of-texts";

const sheet = (...rows: (string | number)[][]) => ({
  name: "a",
  cells: rows.map((row) => row.map((value) => ({ value }))),
});

test("texts and long numbers are to be read, Chinese ones are twice as wide, a title runs over what is beside it, the longest is cut", () => {
  expect(
    widthsOfTexts(
      sheet(
        ["A title that stands alone and says much", "", ""],
        ["Customer", "客户", "Remark"],
        ["Orchard Foods Ltd", "恒达科技有限公司", "x".repeat(90)],
        ["Ann", 13800131000, 1 / 3],
      ),
    ),
  ).toEqual([21, 20, 40]);
  expect(widthsOfTexts(sheet(["Name", "Phone"], ["Ann", 13800131000], ["Bo", 1 / 3]))).toEqual([12, 15]);
  expect(widthsOfTexts(sheet())).toEqual([]);
});
