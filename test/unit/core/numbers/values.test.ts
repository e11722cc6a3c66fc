import { describe, expect, test } from "@jest/globals";
import { isColumns, toRowMajor, typedNumbers } from "../../../../core/numbers/values";

const rows = [
  [1, 2, 3],
  [4, NaN, 6],
];
const columns = [Float64Array.of(1, 4), Float64Array.of(2, NaN), Float64Array.of(3, 6)];
const data = Float64Array.of(1, 2, 3, 4, NaN, 6);

test("rows and columns become the same row-major numbers, blanks where they were", () => {
  for (const values of [rows, columns]) expect(toRowMajor(values, "values")).toEqual({ data, columns: 3 });
});

test("what is row-major or typed already is not copied", () => {
  const given = { data, columns: 3 };
  expect(toRowMajor(given, "values")).toBe(given);
  expect(typedNumbers(data)).toBe(data);
  expect(typedNumbers([1, NaN])).toEqual(Float64Array.of(1, NaN));
});

test("only a list of typed arrays is columns", () => {
  expect([columns, rows, [], { data, columns: 3 }].map(isColumns)).toEqual([true, false, false, false]);
});

describe("lengths that differ are told by their place", () => {
  const told = (key: string, parameters: object) => expect.objectContaining({ key, parameters });
  test("a row", () => {
    expect(() => toRowMajor([[1, 2], [3, 4], [5]], "values")).toThrow(
      told("rowLengths", { argument: "values", row: 3, found: 1, wanted: 2 }),
    );
  });
  test("a column", () => {
    expect(() => toRowMajor([new Float64Array(2), new Float64Array(3)], "expected")).toThrow(
      told("columnLengths", { argument: "expected", found: 3, wanted: 2 }),
    );
  });
});

test("no rows have no columns", () => {
  expect(toRowMajor([], "values")).toEqual({ data: new Float64Array(0), columns: 0 });
});
