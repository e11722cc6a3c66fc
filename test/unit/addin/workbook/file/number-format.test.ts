import { expect, test } from "@jest/globals";
import { currencyShown, paddedBy, shownAs } from "../../../../../addin/workbook/file/number-format";

// ECMA-376 part 1, 18.8.30 and 18.8.31: what stands in quotes, brackets or behind a backslash is no code.
test.each([
  ["yyyy-mm-dd", "date"],
  ["m/d/yy h:mm", "dateTime"],
  ["[$-409]mmmm d, yyyy;@", "date"],
  ['yyyy"年"m"月"d"日"', "date"],
  ["mmm", "date"],
  ["h:mm", "time"],
  ["[hh]:mm:ss", "time"],
  ["h:mm AM/PM", "time"],
  ["#,##0 ;[Red](#,##0)", undefined],
  ['#,##0 "USD"', undefined],
  ['0.0 "days"', undefined],
  ["[$¥-804]#,##0.00;[Red]-[$¥-804]#,##0.00", undefined],
  ["#,##0.00 [$HKD]", undefined],
  ["0\\d", undefined],
  ["General", undefined],
  ["000", undefined],
])("%s shows %s", (format, shown) => {
  expect(shownAs(format)).toBe(shown);
});

test("zeros in front are part of what is shown", () => {
  expect(paddedBy("000", 7)).toBe("007");
  expect(paddedBy("000-00-0000", 12_345_678)).toBe("012-34-5678");
  expect(paddedBy("0.00", 7)).toBeUndefined();
  expect(paddedBy("0", 7)).toBeUndefined();
});

test.each([
  ['"€"#,##0', "€"],
  ['#,##0.00 "€"', "€"],
  ["[$€-2]\\ #,##0.00", "€"],
  ["[$¥-804]#,##0.00;[Red]-[$¥-804]#,##0.00", "¥"],
  ['_("$"* #,##0.00_);_("$"* (#,##0.00)', "$"],
  ["[$US$-409] #,##0", "$"],
  ['#,##0 "USD"', "USD"],
  ["#,##0.00 [$HKD]", "HKD"],
  ['#,##0"元"', "元"],
  ['0.0 "hours"', undefined],
  ["[Red]#,##0", undefined],
  ["General", undefined],
])("%s shows the currency %s", (format, currency) => {
  expect(currencyShown(format)).toBe(currency);
});
