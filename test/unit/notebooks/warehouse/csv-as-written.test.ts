import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { type FileSource } from "../../../../notebooks/support/warehouse";
import { onFiles, sumsOf } from "./on-files";
import { temporaryFolder } from "../../../temporary-folder";

// CSV files as programs and people write them. Expected sums are by pandas 3.0.6, `read_csv(…).groupby("id").a.sum()` with
// the encoding named, `thousands` where digits are grouped, and `skiprows=1, sep=";"` behind a line `sep=;`.

const folder = temporaryFolder();

function file(name: string, bytes: string | Buffer): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

const tableSums = async (survey: FileSource) =>
  Object.fromEntries(
    (await onFiles({ tables: { survey }, temporaryFolder: folder }, sumsOf)).map(([customer, sum]) => [
      customer,
      Number(sum.toPrecision(12)),
    ]),
  );

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");
const names = ["Jörg", "François", "Søren", "Zoë", "Müller", "Ångström"];
/** The same table in bytes of one letter each. */
const latin = Buffer.from(
  `id,a\n${names.map((name, i) => `${name} von Straße,${i}`).join("\n")}\n`,
  "latin1",
);
// 张三,1 and 李四,2 and so on in GBK, by Python's "…".encode("gbk").
const gbk = Buffer.from("69642c610ad5c5c8fd2c310ac0eecbc42c320acdf5cee52c330a", "hex");

describe("encodings", () => {
  test("Windows-1252", async () => {
    expect(await tableSums(file("latin.csv", latin))).toEqual(
      Object.fromEntries(names.map((name, i) => [`${name} von Straße`, i])),
    );
  });

  test("GBK that the user names, and one that is long enough", async () => {
    const expected = { 张三: 1, 李四: 2, 王五: 3 };
    expect(await tableSums({ files: file("gbk.csv", gbk), encoding: "gbk" })).toEqual(expected);
    const long = Buffer.concat([gbk, ...Array.from({ length: 20 }, () => gbk.subarray(5))]);
    expect(await tableSums(file("long.csv", long))).toEqual({ 张三: 21, 李四: 42, 王五: 63 });
  });

  test("UTF-16, its lines ended as Excel ends them", async () => {
    const text = "id\ta\r\n张三\t1,5\r\nÅsa\t2\r\n";
    expect(await tableSums({ files: file("wide.csv", utf16(text)), decimals: "," })).toEqual({
      张三: 1.5,
      Åsa: 2,
    });
    expect(await tableSums(file("swapped.csv", utf16("id\ta\nx\t1\ny\t2\n").swap16()))).toEqual({
      x: 1,
      y: 2,
    });
    expect(await tableSums(file("unmarked.csv", utf16("id\ta\nx\t1\ny\t2\n").subarray(2)))).toEqual({
      x: 1,
      y: 2,
    });
  });

  test("letters beyond ASCII that come first far below", async () => {
    const plain = Buffer.from(`id,a\n${"somebody,1\n".repeat(200_000)}`);
    const found = await tableSums(file("deep.csv", Buffer.concat([plain, latin.subarray(5)])));
    expect(found).toMatchObject({ somebody: 200_000, "Zoë von Straße": 3 });
  });

  test("a bad byte in UTF-8 costs its letter", async () => {
    const text = Buffer.from(names.map((name) => `${name},1\n`).join(""));
    text[0] = 0xff;
    const found = await tableSums(file("bad.csv", Buffer.concat([Buffer.from("id,a\n"), text])));
    expect(found).toMatchObject({ "\ufffdörg": 1, Müller: 1 });
  });

  test("where the bytes do not decide, the warehouse asks", async () => {
    await expect(tableSums(file("short.csv", gbk))).rejects.toMatchObject({
      key: "csvEncoding",
      parameters: { path: join(folder, "short.csv") },
    });
    await expect(tableSums({ files: file("short.csv", gbk), encoding: "klingon" })).rejects.toMatchObject({
      key: "badEncoding",
    });
  });

  test("nothing stays behind, and an error names the file and its line, not the copy", async () => {
    const lines = Buffer.concat([latin, Buffer.from("x,1\n".repeat(30_000)), Buffer.from("y,two\n")]);
    const path = file("late.csv", lines);
    await expect(tableSums(path)).rejects.toMatchObject({
      key: "csvCell",
      parameters: { path, line: "30008", found: "two" },
    });
    expect(readdirSync(folder).filter((name) => name.startsWith("crm-"))).toEqual([]);
  });
});

describe("a first line sep=", () => {
  test("names what separates the cells", async () => {
    expect(await tableSums(file("sep.csv", "sep=;\r\nid;a\r\nx, y;1\r\nz;2\r\n"))).toEqual({
      "x, y": 1,
      z: 2,
    });
    expect(await tableSums(file("quoted.csv", '\ufeff"sep=|"\nid|a\nx;y|1\n'))).toEqual({ "x;y": 1 });
    expect(await tableSums(file("wide-sep.csv", utf16("sep=\t\r\nid\ta\r\nÅsa\t2\r\n")))).toEqual({ Åsa: 2 });
  });

  test("beside files without one, however many there are", async () => {
    const many = join(folder, "many");
    mkdirSync(many);
    for (let i = 0; i < 12; i++) {
      const extra = `column ${i}`;
      const text = i % 3 === 0 ? `sep=;\nid;a;${extra}\nx;${i};0\n` : `id,a,${extra}\nx,${i},0\n`;
      writeFileSync(join(many, `${i}.csv`), text);
    }
    expect(await tableSums(many)).toEqual({ x: 66 });
  });
});

describe("numbers", () => {
  test.each([
    ["words for a missing value", "id,a\nx,NA\nx,2\ny,NULL\ny,1.5\nz,#N/A\nz,\\N\n", { x: 2, y: 1.5, z: 0 }],
    ["a word far below", `id,a\n${"x,1\n".repeat(21_000)}y,null\ny,4\n`, { x: 21_000, y: 4 }],
    ["a word far below fractions", `id,a\n${"x,0.5\n".repeat(21_000)}y,NA\ny,4\n`, { x: 10_500, y: 4 }],
    ["a plus", "id,a\nx,+1\nx,-3\ny,+2.5\n", { x: -2, y: 2.5 }],
    [
      "groups of digits",
      'id,a\nx,"1,234.5"\nx,2\ny,"-1,234,567"\ny,"+1,000"\n',
      { x: 1236.5, y: -1_233_567 },
    ],
    ["groups of digits far below", `id,a\n${"x,1\n".repeat(21_000)}y,"1,234.5"\n`, { x: 21_000, y: 1234.5 }],
  ])("%s", async (name, text, expected) => {
    expect(await tableSums(file(`${name}.csv`, text))).toEqual(expected);
  });

  test("1,234 is asked about, unless the user says what decimals are", async () => {
    const path = file("either.csv", 'id,a\nx,"1,234"\ny,2\n');
    await expect(tableSums(path)).rejects.toMatchObject({ key: "columnNotNumber" });
    expect(await tableSums({ files: path, decimals: "." })).toEqual({ x: 1234, y: 2 });
    const german = file("german.csv", "id;a\nx;1.234,5\ny;2,25\nz;-1.000\n");
    expect(await tableSums({ files: german, decimals: "," })).toEqual({ x: 1234.5, y: 2.25, z: -1000 });
    const mixed = file("mixed.csv", "id;a\nx;1.234,5\ny;5.5\n");
    await expect(tableSums({ files: mixed, decimals: "," })).rejects.toMatchObject({
      key: "columnNotNumber",
    });
  });

  test("telephone numbers and names are texts: NA may be Namibia", async () => {
    expect(await tableSums(file("phones.csv", "id,a\n+4930123456,1\n+4930123457,2\n"))).toEqual({
      "+4930123456": 1,
      "+4930123457": 2,
    });
    expect(await tableSums(file("countries.csv", "id,a\nNA,1\nDE,2\n"))).toEqual({ DE: 2, NA: 1 });
  });

  test.each([
    ["day first", "31.01.2024", "01.02.2024"],
    ["with a time", "2024-01-31 10:11:12", "2024-02-01 00:00:00"],
  ])("words for a missing day where days are texts, %s", async (name, one, other) => {
    const late = "x,null,9\n";
    const text = `id,day,amount\nx,${one},1\nx,NULL,2\ny,NA,3\n${`y,${other},4\n`.repeat(21_000)}${late}`;
    const columns = { table: "sales", customer: "id", date: "day", amount: "amount" };
    const { cells, rowsLeftOut } = await onFiles(
      { tables: { sales: file(`${name}.csv`, text) } },
      (warehouse) => warehouse.rfm({ ...columns, asOf: "2024-02-02", bins: 1 }),
    );
    expect(rowsLeftOut).toBe(3);
    expect(cells).toMatchObject([{ customers: 2, monetary: 84_001 }]);
  });

  test("days and logical values with words for a missing one", async () => {
    const path = file("days.csv", "id,Day,Is member\nx,2024-01-31,TRUE\ny,NULL,false\nz,2024-02-01,NA\n");
    const columns = await onFiles({ tables: { survey: path } }, (warehouse) => warehouse.columns("survey"));
    expect(columns.map(({ name, kind }) => [name, kind])).toEqual([
      ["id", "text"],
      ["Day", "date"],
      ["Is member", "boolean"],
    ]);
  });
});
