import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { duplicates } from "@crm-functions/core";
import { shuffled } from "../../measures/cdnow";

type Row = [name: string, phone: string, email: string];
const groups = (rows: readonly Row[]): number[] => [
  ...duplicates(
    rows.map((row) => row[0]),
    rows.map((row) => row[1]),
    rows.map((row) => row[2]),
  ),
];

describe("DUPLICATES", () => {
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

  test("any order of rows gives the same groups", () => {
    const row = fc.tuple(
      fc.constantFrom("", "Ann Lee", "A Lee", "Lee", "Ann Leo", "Bob", "Unit 4", "Unit 5", "王伟", "n/a"),
      fc.constantFrom("", "5550001", "5550002", "5550003", "5550004", "1111111"),
      fc.constantFrom("", "a@q.org", "b@q.org", "info@q.org", "sales@q.org", "office@q.org", "none"),
    );
    const rows = fc.array(row, { maxLength: 12 }).chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(
          list.map((_, i) => i),
          { minLength: list.length, maxLength: list.length },
        ),
      ),
    );
    const firstOf = (list: number[]): string =>
      list.map((group, i) => (group === 0 ? i : list.indexOf(group))).join();
    fc.assert(
      fc.property(rows, ([list, order]) => {
        const one = groups(list);
        const found = groups(order.map((i) => list[i]));
        const back = order.reduce<number[]>((all, i, k) => Object.assign(all, { [i]: found[k] }), []);
        return firstOf(back) === firstOf(one);
      }),
      { numRuns: 2000 },
    );
  });

  test("a nameless row belongs where another one shows that the named ones are one", () => {
    const rows: Row[] = [
      ["", "", "info@q.org"],
      ["Ann Lee", "5550001", "info@q.org"],
      ["Bob Ray", "5550001", "info@q.org"],
      ["Ann Lee", "5550001", "b@q.org"],
      ["Bob Ray", "5550001", "b@q.org"],
    ];
    expect(groups(rows)).toEqual([1, 1, 1, 1, 1]);
  });

  test.each([
    "n/a",
    " N/A ",
    "none",
    "-",
    "无",
    "unknown",
    "Unknown",
    "不适用",
    "test@test.com",
    "none@none.com",
  ])("%s as an address is a blank", (none) => {
    expect(
      groups([
        ["Ann Lee", "", none],
        ["Bob Ray", "", none],
        ["王伟", "", none],
      ]),
    ).toEqual([0, 0, 0]);
    expect(
      groups([
        ["Ann Lee", "", none],
        ["Ann Lee", "", "ann@x.org"],
      ]),
    ).toEqual([1, 1]);
  });

  test("what stands for no name and no telephone is a blank, too", () => {
    for (const none of [
      "n/a",
      "unknown",
      "无",
      "0000000000",
      "1111111111",
      "+1 999 999 9999",
      "+86 00000000000",
    ])
      expect([
        none,
        groups([
          ["Ann Lee", none, ""],
          ["Ann Lea", none, ""],
          ["Bob Ray", none, ""],
          ["Bob Ray", "13800138000", ""],
        ]),
      ]).toEqual([none, [0, 0, 1, 1]]);
    expect(
      groups([
        ["unknown", "", ""],
        ["Unknown", "", ""],
        ["无", "", ""],
      ]),
    ).toEqual([0, 0, 0]);
    // The first of these has thirteen, and is somebody's.
    expect(
      groups([
        ["Li", "13333333333", ""],
        ["Li W", "+86 13333333333", ""],
      ]),
    ).toEqual([1, 1]);
  });

  test("a generated base with known duplicates: precision and recall", () => {
    const { rows, person } = messyBase(4000, 0.4);
    const found = groups(rows);
    const pairs = (keys: readonly number[]): Set<string> => {
      const members = new Map<number, number[]>();
      keys.forEach((key, i) => {
        if (key === 0) return;
        if (!members.has(key)) members.set(key, []);
        members.get(key)?.push(i);
      });
      const all = new Set<string>();
      for (const list of members.values())
        for (const i of list) for (const j of list) if (i < j) all.add(`${i} ${j}`);
      return all;
    };
    const wanted = pairs(person.map((each) => each + 1));
    const got = pairs(found);
    const right = [...got].filter((pair) => wanted.has(pair)).length;
    expect(wanted.size).toBeGreaterThan(1000);
    // Several people share a name here, and two who share nothing else and contradict in nothing count as one.
    expect(right / got.size).toBeGreaterThan(0.975);
    expect(right / wanted.size).toBeGreaterThan(0.95);
  });

  // Each would need 5,000,000,000 comparisons by pairs; a suite has a minute for it.
  test.each<[string, (i: number) => Row]>([
    ["one name", () => ["Wang Wei", "", ""]],
    ["one name with different numbers", (i) => ["Wang Wei", String(13000000000 + i), ""]],
    ["one number", (i) => [`Customer ${i} of Many`, "13800138000", ""]],
    ["one number without names", () => ["", "13800138000", ""]],
    ["one mailbox", (i) => [`Customer ${i >> 1} Of Many`, String(1000000 + (i >> 1)), "office@x.org"]],
    ["nothing but blanks", () => ["", "", ""]],
  ])("100,000 records with %s finish", (_name, row) => {
    const rows = Array.from({ length: 100_000 }, (_unused, i) => row(i));
    expect(groups(rows)).toHaveLength(100_000);
  });
});

/** People with some records entered twice by somebody who spells otherwise. */
function messyBase(people: number, share: number): { rows: Row[]; person: number[] } {
  let state = 20261125;
  const random = (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * n);
  };
  const pick = <T>(list: readonly T[]): T => list[random(list.length)];
  const given =
    "José Anna Björn Chloé David Éva Frédéric Greta Hans Ingrid Jürgen Karen Łukasz María Niklas".split(" ");
  const family =
    "García Müller Smith O’Brien Novák Rossi Andersson Dubois Fernández Kowalski Schröder Jones".split(" ");
  const syllables = [..."安博晨德恩芳刚海佳凯兰明宁鹏琪瑞思婷伟欣雅志"];
  const surnames = [..."王李张刘陈杨赵黄周吴徐孙"];
  const rows: Row[] = [];
  const person: number[] = [];
  for (let id = 0; id < people; id++) {
    const isChinese = random(2) === 0;
    const [first, last] = isChinese
      ? [pick(syllables) + pick(syllables), pick(surnames)]
      : [`${pick(given)} ${String.fromCharCode(65 + random(26))}${pick(given).toLowerCase()}`, pick(family)];
    const mobile = isChinese ? `13${String(800000000 + id * 37)}` : `415${String(2000000 + id * 53)}`;
    const mail = `${isChinese ? "u" : "p"}${id}@example.com`;
    const name = isChinese ? last + first : `${first} ${last}`;
    rows.push([name, random(10) > 0 ? mobile : "", random(3) > 0 ? mail : ""]);
    person.push(id);
    if (random(1000) >= share * 1000) continue;
    const spelt = isChinese
      ? pick([`${last} ${first}`, `${name}先生`, `${name}女士`, `\u3000${name}`])
      : pick([
          `${last.toUpperCase()}, ${first}`,
          name.normalize("NFD").replace(/\p{M}/gu, ""),
          `Dr. ${name.toLowerCase()}`,
          name.replace(/(.)(.)$/, "$2$1"),
        ]);
    const dialled = isChinese
      ? pick([
          `+86 ${mobile.slice(0, 3)}-${mobile.slice(3, 7)}-${mobile.slice(7)}`,
          `0086${mobile}`,
          `86${mobile}`,
        ])
      : pick([
          `+1 (${mobile.slice(0, 3)}) ${mobile.slice(3, 6)}-${mobile.slice(6)}`,
          `1${mobile}`,
          `001 ${mobile}`,
        ]);
    rows.push([spelt, random(10) > 0 ? dialled : "", random(3) > 0 ? mail.toUpperCase() : ""]);
    person.push(id);
  }
  return { rows, person };
}
