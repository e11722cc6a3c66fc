import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { dayOfSerial, isDay, minuteOfSerial, readDay, serialOf } from "@crm-functions/core";

// Serials as Excel shows them (1900 date system).
test.each([
  ["1900-01-01", 1],
  ["1900-02-28", 59],
  ["1900-03-01", 61],
  ["1970-01-01", 25569],
  ["2000-02-29", 36585],
  ["2026-01-31", 46053],
  ["9999-12-31", 2958465],
])("%s is serial %d", (day, serial) => {
  expect(serialOf(day)).toBe(serial);
  expect(dayOfSerial(serial)).toBe(day);
});

test("days that do not exist", () => {
  for (const text of ["2026-02-29", "1900-02-29", "2026-13-01", "2026-1-1", "1899-12-31", "", "today"]) {
    expect([text, isDay(text)]).toEqual([text, false]);
  }
  for (const serial of [0, 60, -1, 2958466, NaN, Infinity]) expect(dayOfSerial(serial)).toBe("");
});

test("minutes survive the way through a serial", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2958465 }), fc.integer({ min: 1, max: 1439 }), (day, minute) => {
      fc.pre(day !== 60);
      const when = minuteOfSerial(day + minute / 1440);
      expect(serialOf(when)).toBeCloseTo(day + minute / 1440, 6);
      expect(minuteOfSerial(serialOf(when))).toBe(when);
    }),
  );
  expect(minuteOfSerial(46053.99999)).toBe("2026-02-01");
});

test("days as people write them", () => {
  for (const text of [
    "2026-1-5",
    "2026/01/05",
    "2026.1.5",
    "20260105",
    "2026年1月5日",
    "２０２６－０１－０５",
    "2026-01-05 10:20",
  ]) {
    expect([text, readDay(text)]).toEqual([text, "2026-01-05"]);
  }
  expect(readDay("2026-01-05 9:20", { withTime: true })).toBe("2026-01-05T09:20");
  expect(readDay("2026-01-05T09:20:31Z", { withTime: true })).toBe("2026-01-05T09:20");
  expect(readDay("2026-01-05 25:00", { withTime: true })).toBe("");
});
