import { expect, test } from "@jest/globals";
import { yesNoOf, type YesNo } from "../../../../core/regression/yes-no";

test.each([
  [["no", "Yes", "no", "yes"], "Yes"],
  [[false, true, true, false], "TRUE"],
  [["是", "否", "是", "否"], "是"],
  // Of each of these the no is the later by order.
  [["ja", "Nein", "nein", "Ja"], "ja"],
  [["未完成", "已完成", "已完成", "未完成"], "已完成"],
  [["stays", "leaves", "stays", "leaves"], "stays"],
  [[1, 0, null, 1], "1"],
  [["1", "0", "", "1"], "1"],
])("of %p the yes is %p", (given, yes) => {
  const { values, yes: found } = yesNoOf(given as YesNo[]);
  expect(found).toBe(yes);
  const key = (value: YesNo) => String(value).toLowerCase();
  given.forEach((value, i) => {
    if (value === null || value === "") expect(values[i]).toBeNaN();
    else expect(values[i]).toBe(Number(key(value) === key(yes)));
  });
});

test("case, blanks around and what is empty do not count", () => {
  expect([...yesNoOf([" YES", "yes ", "no", "", null, NaN]).values]).toEqual([1, 1, 0, NaN, NaN, NaN]);
});

test.each<[YesNo[], string, object]>([
  [[1, 1, null], "outcomeOneValue", { found: "1" }],
  [[], "outcomeOneValue", { found: "" }],
  [["a", "b", "", "c"], "outcomeThreeValues", { row: 4, found: "c", values: '"a", "b"' }],
  [[1, 0, 2], "outcomeNotBinary", { row: 3, found: 2 }],
])("%p: %s", (values, key, parameters) => {
  expect(() => yesNoOf(values)).toThrow(
    expect.objectContaining({ key, parameters: expect.objectContaining(parameters) }),
  );
});
