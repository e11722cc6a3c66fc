import { expect, test } from "@jest/globals";
import { phoneKeys } from "../../../../../core/customers/same-person/phone-keys";

test.each<[string, string[]]>([
  ["Spain", ["+34 912 345 678", "0034912345678", "912 345 678", "(+34) 912-345-678", "34912345678"]],
  ["Sweden", ["+46 8 123 456 78", "08-123 456 78", "0046 (0)8 123 456 78"]],
  ["Britain", ["+44 (0)20 7946 0018", "020 7946 0018", "00442079460018", "+44 20 7946 0018 ext. 12"]],
  [
    "China",
    ["+86 138-0013-8000", "138 0013 8000", "8613800138000", "0086 13800138000", "１３８００１３８０００"],
  ],
  ["America", ["(415) 555-2671", "+1 415 555 2671", "1-415-555-2671", "415.555.2671 x12"]],
  ["Beijing", ["+86 10 6552 9988", "010-65529988", "(010) 6552 9988 转 8001"]],
])("%s: one key for all spellings", (_, numbers) => {
  const [first] = phoneKeys(numbers[0]);
  expect(numbers.filter((number) => !phoneKeys(number).includes(first))).toEqual([]);
});

// Country codes as ITU-T E.164 assigns them.
test("a country's code, and the zero that is dialled before a number at home, are no part of it", () => {
  expect(phoneKeys("+44 (0)20 7946 0018")).toEqual(["2079460018"]);
  expect(phoneKeys("020 7946 0018")).toEqual(["2079460018"]);
  expect(phoneKeys("+354 555 1234")).toEqual(["5551234"]);
});

test("a zero in brackets is no digit of a short number, of a repeated one, or of one without a plus sign", () => {
  expect(phoneKeys("44 (0) 123456")).toEqual(phoneKeys("44 123456"));
  expect(phoneKeys("44 (0)1234 56789")).toContain("123456789");
  expect(phoneKeys("+49 (0) 301")).toEqual([]);
  expect(phoneKeys("+49 (0) 111111")).toEqual([]);
});

test("what may be a country's code or not has both keys, the national one first", () => {
  expect(phoneKeys("34912345678")).toEqual(["4912345678", "912345678"]);
});

test("different numbers have different keys", () => {
  expect(phoneKeys("13800138000")).not.toEqual(phoneKeys("13900139000"));
});

test.each(["", "12345", "n/a", "0000000000", "1111111111", "+1 999 999 9999", "+86 00000000000"])(
  "%p is no number of anybody",
  (none) => expect(phoneKeys(none)).toEqual([]),
);
