import { describe, expect, test } from "@jest/globals";
import { duplicates } from "../../../../core/measures";
import { shuffled } from "./cdnow";

type Row = [name: string, phone: string, email: string];
const groups = (rows: readonly Row[]): number[] => [
  ...duplicates(
    rows.map((row) => row[0]),
    rows.map((row) => row[1]),
    rows.map((row) => row[2]),
  ),
];

describe("DUPLICATES", () => {
  test("Latin names: order, case, accents, titles, full width", () => {
    expect(
      groups([
        ["José García", "", ""],
        ["GARCIA, Jose", "", ""],
        ["Mr. Jose  Garcia", "", "jose@x.org"],
        ["Ｊｏｓｅ Ｇａｒｃｉａ", "", ""],
        ["Joseph Garcia", "", ""],
      ]),
    ).toEqual([1, 1, 1, 1, 0]);
  });

  test("Chinese names: spaces and forms of address", () => {
    expect(
      groups([
        ["王 伟", "", ""],
        ["王伟先生", "13800138000", ""],
        ["王芳", "", ""],
      ]),
    ).toEqual([1, 1, 0]);
  });

  test("telephone numbers in any spelling, with names that agree", () => {
    expect(
      groups([
        ["王伟", "+86 138-0013-8000", ""],
        ["Wang Wei", "１３８００１３８０００", ""],
        ["Ann Lee", "(415) 555-2671", ""],
        ["A. Lee", "+1 415 555 2671", ""],
        ["Bob Stone", "415.555.2671", ""],
        ["Catherine", "020 7946 0018", ""],
        ["Catherin", "+44 20 7946 0018", ""],
      ]),
    ).toEqual([1, 1, 2, 2, 0, 3, 3]);
  });

  test("a personal address is one person; a shared mailbox needs names that agree", () => {
    expect(
      groups([
        ["Ann", "", "Ann@X.org "],
        ["Annie B.", "", "ann@x.org"],
      ]),
    ).toEqual([1, 1]);
    expect(
      groups([
        ["Ann Lee", "", "info@x.org"],
        ["Bob Stone", "", "info@x.org"],
      ]),
    ).toEqual([0, 0]);
  });

  test("one name with different telephones is different people, and who of them is meant is not guessed", () => {
    expect(
      groups([
        ["李伟", "13800138000", ""],
        ["李伟", "13900139000", ""],
        ["李伟", "", ""],
      ]),
    ).toEqual([0, 0, 0]);
  });

  test("groups are transitive and do not depend on the order of rows", () => {
    const rows: Row[] = [];
    for (let i = 0; i < 300; i++)
      rows.push([`Name${i % 90}`, i % 3 ? `555000${i % 120}` : "", i % 4 ? "" : `m${i % 50}@x.org`]);
    const one = groups(rows);
    const order = shuffled(rows.length, 5);
    const other = groups(order.map((i) => rows[i]));
    const pairs = (list: number[]): string[] => {
      const first = new Map<number, number>();
      return list.map((group, i) => {
        if (group === 0) return "";
        if (!first.has(group)) first.set(group, i);
        return String(first.get(group));
      });
    };
    const back: number[] = [];
    order.forEach((i, k) => (back[i] = other[k]));
    expect(pairs(back)).toEqual(pairs(one));
  });

  test("twenty thousand records behind one mailbox finish: no all-pairs comparison", () => {
    const n = 20000;
    const result = duplicates(
      Array.from({ length: n }, (_, i) => `Customer ${i >> 1} Of Many`),
      Array.from({ length: n }, (_, i) => String(1000000 + (i >> 1))),
      Array.from({ length: n }, () => "office@x.org"),
    );
    expect(result[n - 1]).toBeGreaterThan(0);
  });
});
