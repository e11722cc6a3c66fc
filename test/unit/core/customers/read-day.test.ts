import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isAmbiguousDay, readDay, type DateOrder } from "@crm-functions/core";

describe("readDay", () => {
  test.each<[string, DateOrder | undefined, string]>([
    ["05.03.2024", "dmy", "2024-03-05"],
    ["05.03.2024", "mdy", "2024-05-03"],
    ["5/3/24", "mdy", "2024-05-03"],
    ["5/3/30", "dmy", "1930-03-05"],
    ["24/03/05", "ymd", "2024-03-05"],
    ["2025/7/2", undefined, "2025-07-02"],
    ["20240304", undefined, "2024-03-04"],
    ["31/01/2026", undefined, "2026-01-31"],
    ["01/31/2026", undefined, "2026-01-31"],
    ["4-Mar-24", undefined, "2024-03-04"],
    ["04 Mar 2024", undefined, "2024-03-04"],
    ["4. März 2024", undefined, "2024-03-04"],
    ["4. Maerz 2024", undefined, "2024-03-04"],
    ["3. Oktober 1990", undefined, "1990-10-03"],
    ["24. Dez. 2023", undefined, "2023-12-24"],
    ["March 4, 2024", undefined, "2024-03-04"],
    ["Sept 4th, 2024", undefined, "2024-09-04"],
    ["2024年3月4日", undefined, "2024-03-04"],
    ["2024-03-04T23:30:00+08:00", undefined, "2024-03-04"],
    ["12/1/2010 8:26", "mdy", "2010-12-01"],
    ["Monday, March 4, 2024", undefined, "2024-03-04"],
    ["Mo, 4. März 2024", undefined, "2024-03-04"],
    ["4th of March 2024", undefined, "2024-03-04"],
    ["4 de marzo de 2024", undefined, "2024-03-04"],
    ["4/Mar/24", undefined, "2024-03-04"],
    ["4 maggio 2024", undefined, "2024-05-04"],
    ["4 de março de 2024", undefined, "2024-03-04"],
    ["4 out 2024", undefined, "2024-10-04"],
    ["4 mei 2024", undefined, "2024-05-04"],
    ["4 août 2024", undefined, "2024-08-04"],
    ["2024年3月4日 星期一", undefined, "2024-03-04"],
    ["Mon, 04 Mar 2024 10:20:30 GMT", undefined, "2024-03-04"],
    ["Mon Mar 04 2024 10:20:30 GMT+0100 (CET)", undefined, "2024-03-04"],
    ["2024-03-04 10:20:30 +0000 UTC", undefined, "2024-03-04"],
  ])("%s by %s", (text, order, day) => {
    expect(readDay(text, { order })).toBe(day);
  });

  test.each([
    "01/02/2026",
    "31/01/26",
    "31.31.2026",
    "2026-02-30",
    "1899-12-31",
    "4-Maybe-24",
    "5 Marvellous 2024",
    "Mar 2024",
    "12:30",
    "2024-03-04 25:00",
    "2024-03-04 13:00 pm",
    "soon",
    "",
  ])("%j is none that can be told", (text) => {
    expect(readDay(text)).toBe("");
  });

  test.each([
    ["2024-03-04 9:05", "2024-03-04T09:05"],
    ["2024-03-04 9:05:59.123 PM", "2024-03-04T21:05"],
    ["2024-03-04 12:00 am", "2024-03-04T00:00"],
    ["2024年3月4日 下午3:05", "2024-03-04T15:05"],
    ["2024-03-04T23:30:00+08:00", "2024-03-04T23:30"],
    ["2024-03-04T23:30Z", "2024-03-04T23:30"],
  ])("the time of %s is kept as written", (text, minute) => {
    expect(readDay(text, { withTime: true })).toBe(minute);
  });

  test("a day written in any order is read by that order", () => {
    const day = fc.date({ min: new Date("1900-01-01"), max: new Date("2999-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom("/", ".", "-"), fc.constantFrom("dmy", "mdy"), (date, mark, order) => {
        const iso = date.toISOString().slice(0, 10);
        const [y, m, d] = iso.split("-");
        const parts = { d, m, y };
        const text = [...order].map((part) => parts[part as keyof typeof parts]).join(mark);
        expect(readDay(text, { order: order as DateOrder })).toBe(iso);
      }),
    );
  });

  test("what could be two days is ambiguous, what is one or none is not", () => {
    expect(
      ["01/02/2026", "1.2.24", "31/01/2026", "01/01/2026", "2026-01-02", "x"].map(isAmbiguousDay),
    ).toEqual([true, true, false, false, false, false]);
  });
});
