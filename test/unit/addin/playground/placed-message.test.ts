import { expect, test } from "@jest/globals";
import { placedMessage, type ArgumentPlace } from "../../../../addin/playground/functions/placed-message";

const place = (rows: number, columns: number, sheet?: string): ArgumentPlace => ({
  sheet,
  row: 8,
  column: 6,
  rows,
  columns,
});
const placed = (message: string, at: ArgumentPlace | undefined) =>
  placedMessage(message, (argument) => (["x", "数值"].includes(argument) ? at : undefined));

test.each([
  ['x: row 8, column 2 is the text "a".', place(20, 3), 'x: H16 is the text "a".'],
  ["x: row 8 is blank, so it has no answer.", place(20, 1), "x: G16 is blank, so it has no answer."],
  ["x: row 3 is 11.", place(1, 9), "x: I9 is 11."],
  ["x: row 3 has 2 cells.", place(5, 3), "x: G11:I11 has 2 cells."],
  ["x: row 1, column 1 is blank.", place(2, 2, "My sheet"), "x: 'My sheet'!G9 is blank."],
  ["数值：第 8 行第 2 列是文本“很好”。", place(20, 3, "客户"), "数值：客户!H16 是文本“很好”。"],
  ["x: row 8, column 2 is blank.", undefined, "x: row 8, column 2 is blank."],
  ["other: row 8, column 2 is blank.", place(20, 3), "other: row 8, column 2 is blank."],
  ["x: row 80, column 2 is blank.", place(20, 3), "x: row 80, column 2 is blank."],
  ["Too few rows.", place(20, 3), "Too few rows."],
])("%s", (message, at, wanted) => {
  expect(placed(message, at)).toBe(wanted);
});
