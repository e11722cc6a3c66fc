import { describe, expect, test } from "@jest/globals";
import {
  CrmError,
  csvOf,
  customerTable,
  planImport,
  proposeMapping,
  type DateOrder,
} from "@crm-functions/core";
import { createMemoryStore } from "../../../doubles/memory-store";

const headers = ["客户编号", "姓名", "手机", "E-mail", "Created", "Need: Price", "Comment"];
const mapping = proposeMapping(headers);

/** 10,000 rows of which every 270th is bad (37), each in another way in turn. */
function tenThousand(): { rows: unknown[][]; badRows: Map<number, string> } {
  const badRows = new Map<number, string>();
  const rows = Array.from({ length: 10_000 }, (_, i): unknown[] => {
    const row: unknown[] = [
      `K${i}`,
      `Name ${i}`,
      `1380013${String(i).padStart(4, "0")}`,
      `n${i}@example.com`,
      46053,
      i % 11,
      "x",
    ];
    if (i % 270 === 135) {
      const [column, cell, key] = (
        [
          [1, "  ", "fieldRequired"],
          [2, "12", "phoneInvalid"],
          [3, "nobody@", "emailInvalid"],
          [4, "31/31/2026", "dateInvalid"],
          [5, 11, "ratingOutOfRange"],
          [5, "high", "notANumber"],
          [0, "K0", "idTaken"],
        ] as const
      )[badRows.size % 7];
      row[column] = cell;
      badRows.set(i + 2, key);
    }
    return row;
  });
  return { rows, badRows };
}

describe("planImport", () => {
  test("headers in either language suggest a mapping", () => {
    expect(mapping).toEqual([
      "id",
      "name",
      "phone",
      "email",
      "created",
      { analysis: "need", criterion: "Price" },
      undefined,
    ]);
    expect(proposeMapping(["Name", "姓名", 5, "需求：价格"])).toEqual([
      "name",
      undefined,
      undefined,
      { analysis: "need", criterion: "价格" },
    ]);
  });

  test("of 10,000 rows with 37 bad ones exactly those are listed", async () => {
    const { rows, badRows } = tenThousand();
    expect(badRows.size).toBe(37);
    const plan = planImport(rows, mapping, { region: "CN" });
    expect(
      new Map(plan.bad.map(({ row, problems }) => [row, problems.map(({ key }) => key).join()])),
    ).toEqual(badRows);
    expect(plan.customers.length).toBe(9963);
    expect(plan.rows.length).toBe(9963);
    const store = createMemoryStore({ region: "CN", today: () => "2026-03-01" });
    await store.add(plan.customers);
    expect((await store.list()).total).toBe(9963);
  });

  test("a row says everything that is wrong with it, and where", () => {
    const { bad } = planImport([["", "", "abc", "x", "??", 99]], mapping, { region: "CN" });
    expect(bad[0].problems.map(({ column, key }) => [column, key])).toEqual([
      [2, "phoneInvalid"],
      [4, "dateInvalid"],
      [1, "fieldRequired"],
      [3, "emailInvalid"],
      [5, "ratingOutOfRange"],
    ]);
  });

  test("blank rows are left out, ids taken in the store and in the file are bad", () => {
    const plan = planImport(
      [
        ["1", "A"],
        ["", null, " "],
        ["1", "B"],
        ["2", "C"],
      ],
      mapping,
      {
        isTaken: (id) => id === "2",
      },
    );
    expect([plan.customers.length, plan.blank]).toEqual([1, 1]);
    expect(plan.bad.map(({ row, problems }) => [row, problems[0].key])).toEqual([
      [4, "idTaken"],
      [5, "idTaken"],
    ]);
  });

  test("dates and numbers as files have them", () => {
    const read = (cell: unknown, dates?: DateOrder) =>
      planImport([["1", "A", "", "", cell]], mapping, { dates }).customers[0]?.created;
    expect([
      read("2026/1/5"),
      read("2026年1月5日"),
      read("20260105"),
      read(46027),
      read("05/01/2026", "dmy"),
      read("01/05/2026", "mdy"),
    ]).toEqual(Array(6).fill("2026-01-05"));
    expect(read("01/02/2026")).toBeUndefined();
    expect(read("31/01/2026")).toBe("2026-01-31");
    const value = (cell: unknown) =>
      planImport([["A", cell]], ["name", "marketingValue"]).customers[0]?.marketingValue;
    expect([value("1,234.5"), value("¥1,000"), value("-3"), value("１２")]).toEqual([1234.5, 1000, -3, 12]);
    expect(value("1,23")).toBeUndefined();
  });

  test("a mapping that cannot be meant is refused", () => {
    expect(() => planImport([], ["phone"])).toThrow(CrmError);
    expect(() => planImport([], ["name", "phone", "phone"])).toThrow(/Two columns/);
  });

  test("what is exported is imported again, dangerous texts included", async () => {
    const settings = { region: "CN", today: () => "2026-03-01" };
    const store = createMemoryStore(settings);
    const names = ['=HYPERLINK("http://x")', "+1", "@x", "-2", "'q", "''q", "a,b", 'say "hi"', "王", " ＝1"];
    await store.add(
      names.map((name, i) => ({
        id: `${i}`,
        name,
        kind: "partner",
        phone: "13800138000",
        ratings: { need: { "Price, high": i } },
      })),
    );
    const { items } = await store.list();
    const csv = csvOf(customerTable(items, "zh-CN"));
    const rows = parseCsv(csv);
    for (const cell of rows.slice(1).flat()) expect(cell).not.toMatch(/^[\s]*[=+\-@＝]/);
    const plan = planImport(rows.slice(1), proposeMapping(rows[0]), settings);
    expect(plan.bad).toEqual([]);
    expect(plan.customers).toEqual(items);
  });
});

/** A reader of RFC 4180, enough for what is written here. */
function parseCsv(text: string): string[][] {
  const cells = text.replace(/^\ufeff/, "").matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g);
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of cells) {
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replace(/""/g, '"'));
    if (end === "\r\n") rows.push([]);
  }
  rows.pop();
  return rows;
}
