import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { DuckDBInstance } from "@duckdb/node-api";
import { nameKey } from "../../../../core/customers/same-person/name-key";
import { phoneKeys } from "../../../../core/customers/same-person/phone-keys";
import { clickhouseEngine } from "../../../../notebooks/support/warehouse/clickhouse-engine";
import { contactKeys } from "../../../../notebooks/support/warehouse/contact-keys";
import { duckdbEngine } from "../../../../notebooks/support/warehouse/duckdb-engine";
import { rowsOf, type Engine } from "../../../../notebooks/support/warehouse/engine";
import { startClickHouse } from "../../../../scripts/clickhouse-servers.mjs";
import { rowBinary } from "../../../../scripts/row-binary.mjs";
import { clickHouse, testWith } from "../../../needs";
import { personRows, random } from "../../../conformance/warehouse";

/** One in four of the letters, digits and marks that normalisation changes, in words; and names as people write them. */
function names(): string[] {
  const next = random(3);
  const changed: string[] = [];
  for (let point = 0x80; point < 0x20000; point++) {
    if (point >= 0xd800 && point < 0xe000) continue;
    const character = String.fromCodePoint(point);
    if (/\p{Cn}/u.test(character)) continue;
    if (next() > 0.25) continue;
    if (character.normalize("NFKD") !== character || character.toLowerCase() !== character)
      changed.push(character);
  }
  const any = (from: readonly string[]) => from[Math.floor(next() * from.length)];
  const plain = ["a", "B", " ", "'", ".", "-", "王", "先生", "mr", "ᄒ", "ᅡ", "́", "ς", "〇", "々", "1"];
  const made = changed.flatMap((each) => [
    `a${each}b`,
    `a${nameKey(each)}b`,
    `${each} ${any(plain)}${any(plain)}`,
  ]);
  for (let i = 0; i < 5000; i++)
    made.push(any(plain) + any(plain) + any(plain) + (next() < 0.5 ? any(changed) : any(plain)));
  return [...made, ...personRows().map((row) => row[1] ?? "")];
}

/** Telephone numbers as people write them in many countries, with extensions, and nonsense of the same characters. */
function phones(): string[] {
  const next = random(29);
  const any = (from: readonly string[]) => from[Math.floor(next() * from.length)];
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(next() * 10)).join("");
  const before = [
    "",
    "+",
    "00",
    "0",
    "(0)",
    "+49",
    "0049 (0)",
    "+86 ",
    "86",
    "+1 (",
    "1-",
    "+353",
    "＋４４　",
    "tel. ",
    "0086",
    "+0",
  ];
  const after = [
    "",
    " x12",
    " ext. 5",
    "ext7",
    "#123 ",
    " 转8001",
    "分机 12",
    "ｘ３",
    " (0)",
    "X9",
    "\u3000",
    " extension 44",
    " / 5",
  ];
  const spaced = (text: string) =>
    text.replace(/\d/g, (digit) =>
      next() < 0.2 ? `${digit}${any([" ", "-", ".", ") ", "\u00a0", "/"])}` : digit,
    );
  const wide = (text: string) =>
    text.replace(/\d/g, (digit) => (next() < 0.5 ? String.fromCodePoint(0xff10 + Number(digit)) : digit));
  const made: string[] = ["", "none", "12345", "⑧⑧⑧⑧⑧⑧", "٥٥٥٠١٠٠", "+", "00", "x12"];
  for (let i = 0; i < 4000; i++) {
    const number = any(before) + digits(4 + Math.floor(next() * 9)) + any(after);
    made.push(next() < 0.2 ? wide(number) : next() < 0.7 ? spaced(number) : number);
  }
  const characters = [
    "+",
    "0",
    "0",
    "00",
    "1",
    "49",
    "(",
    ")",
    " ",
    "x",
    "ext.",
    "#",
    "转",
    "7",
    "５",
    "-",
    "(0)",
  ];
  for (let i = 0; i < 2000; i++)
    made.push(Array.from({ length: 3 + Math.floor(next() * 12) }, () => any(characters)).join(""));
  return made;
}

/** The keys of every telephone number in the table `phones` are the core's. */
async function checkPhones(engine: Engine, all: readonly string[]): Promise<void> {
  const from = engine.from("phones");
  const keys = await contactKeys(engine, { name: "''", phone: "name", email: "''" }, from, {});
  const sql = `SELECT name, ${keys.phone}, ${keys.otherPhone} FROM ${from} ORDER BY i`;
  const rows = await rowsOf(engine, sql, ["text", "text", "text"], {});
  expect(rows).toHaveLength(all.length);
  const wrong = rows.filter(([name, ...found], i) => {
    if (name !== all[i]) throw new Error(`row ${i} holds another number`);
    return found.filter((key) => key !== "").join() !== phoneKeys(name as string).join();
  });
  expect(wrong.slice(0, 10).map((row) => [...row, phoneKeys(row[0] as string)])).toEqual([]);
}

/** Checks the keys of all names on one engine, whose table `names` has a number and a name in each row. */
async function check(engine: Engine, all: readonly string[]): Promise<void> {
  const from = engine.from("names");
  const keys = await contactKeys(engine, { name: "name", phone: "''", email: "''" }, from, {});
  const exact = engine.dialect.toDouble(engine.dialect.branch(keys.nameIsExact, "1", "0"));
  const sql = `SELECT name, ${keys.name}, ${exact} FROM ${from} ORDER BY i`;
  const rows = (await rowsOf(engine, sql, ["text", "text", "number"], {})) as [string, string, number][];
  expect(rows).toHaveLength(all.length);
  const byCore = new Map<string, [string, string]>();
  const bySql = new Map<string, [string, string]>();
  const apart: string[][] = [];
  const together: string[][] = [];
  let inexact = 0;
  rows.forEach(([name, key, isExact], i) => {
    if (name !== all[i]) throw new Error(`row ${i} holds another name`);
    const core = nameKey(name);
    const [twin, itsKey] = byCore.get(core) ?? [name, key];
    if (itsKey !== key) apart.push([twin, name, itsKey, key]);
    byCore.set(core, [twin, itsKey]);
    if (isExact === 0) {
      inexact++;
      return;
    }
    const [other, its] = bySql.get(key) ?? [name, core];
    if (its !== core) together.push([other, name, its, core]);
    bySql.set(key, [other, its]);
  });
  expect(apart.slice(0, 10)).toEqual([]);
  expect(together.slice(0, 10)).toEqual([]);
  expect(inexact).toBeLessThan(all.length / 3);
}

describe("names and numbers fall together by SQL where they do by the core, and nowhere else; exceptions are marked", () => {
  const all = names();
  const numbers = phones();
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "crm-keys-test-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("DuckDB", async () => {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    for (const [table, texts] of Object.entries({ names: all, phones: numbers })) {
      await connection.run(`CREATE TABLE ${table} (i DOUBLE, name VARCHAR)`);
      const appender = await connection.createAppender(table);
      texts.forEach((name, i) => {
        appender.appendDouble(i);
        appender.appendVarchar(name);
        appender.endRow();
      });
      appender.closeSync();
      await connection.run(`COPY ${table} TO '${join(folder, `${table}.parquet`)}'`);
    }
    connection.closeSync();
    instance.closeSync();
    const engine = await duckdbEngine({
      tables: { names: join(folder, "names.parquet"), phones: join(folder, "phones.parquet") },
    });
    await check(engine, all);
    await checkPhones(engine, numbers);
    await engine.close();
  });

  const withClickHouse = testWith(clickHouse);
  withClickHouse("ClickHouse", async () => {
    const servers = await startClickHouse({ folder, shards: 1 });
    try {
      for (const [table, texts] of Object.entries({ names: all, phones: numbers })) {
        await servers.query(
          0,
          `CREATE TABLE ${table} (i Float64, name String) ENGINE = MergeTree ORDER BY i`,
        );
        const body = rowBinary(
          ["Float64", "String"],
          texts.map((name, i) => [i, name]),
        );
        await servers.query(0, `INSERT INTO ${table} FORMAT RowBinary`, body);
      }
      const engine = clickhouseEngine({ url: servers.url });
      await check(engine, all);
      await checkPhones(engine, numbers);
      await engine.close();
    } finally {
      await servers.stop();
    }
  });
});
