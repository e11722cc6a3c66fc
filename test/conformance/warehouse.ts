import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import {
  alive,
  driversOf,
  duplicates,
  feedback,
  feedbackPredict,
  outcome,
  outcomePredict,
  purchaseModel,
  purchases,
  score,
  spendingModel,
  type Blanks,
} from "@crm-functions/core";
import type { Warehouse } from "../../notebooks/support/warehouse/warehouse";

/** The columns of the table `survey`, which has NULL, NaN and names that need quoting in SQL. */
export const surveyColumns = ["id", "group", "select", 'a"b', "c\\d`e", "y", "gone"] as const;
export type SurveyRow = [id: string, group: string | null, ...numbers: (number | null)[]];

/** A generator of numbers between 0 and 1, the same on every machine. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const nasty = ["'; DROP TABLE survey; --", 'say "hi"', "back\\slash", "客户一", "tab\there", "line\nbreak"];

export function surveyRows(count = 500): SurveyRow[] {
  const next = random(7);
  const blank = (value: number): number | null => (next() < 0.03 ? (next() < 0.5 ? null : NaN) : value);
  return Array.from({ length: count }, (_, i) => {
    const x = [next() * 10, next() * 1000 + 1e4, next() / 7];
    const y = 3 + 2 * x[0] - 0.01 * x[1] + 5 * x[2] + next();
    const group = i % 17 === 0 ? null : ["north", "south", nasty[0], "客户"][i % 4];
    const gone = i % 31 === 0 ? null : next() < 1 / (1 + Math.exp(2 - 0.4 * x[0])) ? 1 : 0;
    return [nasty[i] ?? `c${i}`, group, blank(x[0]), blank(x[1]), blank(x[2]), blank(y), gone];
  });
}

/** A purchase: customer, day, amount. Some share a day, some lack the customer or amount, some are returns. */
export type PurchaseRow = [customer: string | null, day: string | null, amount: number | null];

export function purchaseRows(count = 800): PurchaseRow[] {
  const next = random(11);
  return Array.from({ length: count }, (_, i) => {
    const customer = Math.floor(next() * next() * 120);
    const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(next() * 500))).toISOString().slice(0, 10);
    const amount = (Math.round(next() * 10000) / 100) * (i % 23 === 5 ? -1 : 1);
    if (i % 97 === 0) return [null, day, amount];
    return [customer < nasty.length ? nasty[customer] : `c${customer}`, day, amount];
  });
}

/** Names, phone numbers and e-mail addresses of customers as people write them, many of them twice. */
export const peopleColumns = ["id", "name", "phone", "email"] as const;
export type PersonRow = [id: string, name: string | null, phone: string | null, email: string | null];

const names = [
  [
    "José Núñez",
    "JOSE NUNEZ",
    "Jose\u0301 Nu\u0301n\u0303ez",
    "Núñez, José",
    "Dr. José Núñez",
    "J. Nunez",
    "Ｊｏｓｅ　Ｎｕｎｅｚ",
  ],
  ["王小明", "王 小明", "王小明先生", "王小明女士", "王小名", "mr 王小明", "mr王小明"],
  ["Anne O’Brien", "anne obrien", "Anne O'Brien", "O.Brien, Anne", "Mrs Anne O'Brien", "Anne OBrian"],
  ["한국인", "\u1112\u1161\u11ab국인", "한 국인"],
  ["Γιώργος Σ.", "ΓΙΩΡΓΟΣ Σ", "γιωργοσ σ", "σ γιωργος"],
  ["Straße & Söhne", "STRASSE & SÖHNE", "Straße Sohne", "ﬁne ﬂow ½", "FINE FLOW 1/2"],
  ["㈱田中", "株田中", "田中", "ﾀﾅｶ", "タナカ", "İbrahim", "ibrahim", "Ǆ Ω Å", "ǆ ω å"],
  [
    "'; DROP TABLE people; --",
    'say "hi"',
    "back\\slash",
    "Mr",
    "Mr. Dr",
    "😀 Smile",
    "smile",
    "\tTab\nName",
    "名",
  ],
] as const;
const phones = [
  ["+86 138 0013 8000", "13800138000", "008613800138000", "１３８００１３８０００", "138-0013-8000 "],
  ["(020) 7946 0958", "+44 20 7946 0958", "0207946095⑧"],
  ["555-0100", "5550100", "٥٥٥٠١٠٠"],
  ["12345", "00000000", "no phone", "111111"],
  [
    "+49 89 123456",
    "089 123456",
    "0049 (0)89 123456",
    "089/123456 x12",
    "4989123456",
    "+49 (0) 89 12 34 56 ext. 7",
  ],
  ["+353 1 234567", "01 234567", "353 1 234567", "01-234567 转8001", "1234567"],
] as const;
const emails = [
  ["Ann@Example.org", "ann@example.org", " ann@ｅｘａｍｐｌｅ.org", "ann@example.org\u00a0"],
  ["info@example.org", "INFO@example.org"],
  ["josé@example.org", "jose\u0301@EXAMPLE.org", "jose@example.org"],
  ["ΣΑΣ@example.gr", "σας@example.gr", "σασ@example.gr", "straße@example.de"],
] as const;

/**
 * Contradicting rows of one name, of which only the first and third share anything with other rows: these two are not
 * the same person, though nothing in these two alone says so.
 */
const familiar: readonly PersonRow[] = [
  ["f0", "Kim Novak", "+1 212 555 0171", ""],
  ["f1", "Dana Scully", "+1 212 555 0171", ""],
  ["f2", "Novak, Kim", "", "kim.and.ed@example.net"],
  ["f3", "Ed Novak", "", "kim.and.ed@example.net"],
  ["f4", "KIM NOVAK", "+1 212 555 0199", ""],
];

export function personRows(count = 600): PersonRow[] {
  const next = random(23);
  const any = (all: readonly (readonly string[])[], of: number, i: number): string | null => {
    const draw = next();
    if (draw < 0.12) return draw < 0.06 ? null : "";
    if (draw < 0.6) return `${all[Math.floor(next() * all.length)][0]} ${i}`;
    const group = all[Math.floor(next() * of)];
    return group[Math.floor(next() * group.length)];
  };
  return Array.from({ length: count }, (_, i) => {
    const person = next() < 0.3 ? i : Math.floor(next() * 1e6);
    if (i < familiar.length) return familiar[i];
    const phone = next() < 0.7 ? `${1_380_000_000 + person}` : any(phones, phones.length, i);
    const email = next() < 0.7 ? `p${person}@example.com` : any(emails, emails.length, i);
    return [`p${i}`, any(names, names.length, i), phone, email];
  });
}

export const asOf = "2025-06-30";
const numbersOf = (row: SurveyRow, from: number, to: number) =>
  row.slice(from, to).map((value) => (value === null ? NaN : (value as number)));
const values = ["select", 'a"b', "c\\d`e"];
const weights = [0.3, -0.4, 1 / 3];

/** Distance divided by the expected size; 0 if both are equal, including NaN and infinities. */
export function relativeError(found: number, expected: number): number {
  if (Object.is(found, expected) || found === expected) return 0;
  return Math.abs(found - expected) / Math.max(Math.abs(expected), Number.MIN_VALUE);
}

/** Every number is the expected one, but for a relative error below `most`. */
function expectNear(found: ArrayLike<number>, expected: ArrayLike<number>, most: number): void {
  for (let j = 0; j < expected.length; j++) expect(relativeError(found[j], expected[j])).toBeLessThan(most);
}

/** What every warehouse must do with `survey` of `surveyRows()`, `purchases` of `purchaseRows()`, `longley` of NIST. */
export function warehouseConformance(open: () => Warehouse): void {
  const rows = surveyRows();
  const cells = rows.map((row) => numbersOf(row, 2, 5));

  test.each<Blanks>(["na", "zero", "reweight"])(
    "scores are the core's to the last bit, blanks: %s",
    async (blanks) => {
      const expected = score(cells, weights, { blanks });
      const byCustomer = new Map(rows.map((row, i) => [row[0], expected[i]]));
      let found = 0;
      const request = { table: "survey", customer: "id", values, weights, blanks };
      for await (const batch of open().score(request)) {
        batch.customers.forEach((customer, i) => {
          expect({ customer, score: batch.scores[i] }).toEqual({ customer, score: byCustomer.get(customer) });
        });
        found += batch.customers.length;
      }
      expect(found).toBe(rows.length);
    },
  );

  test("the first so many scores, the highest first, without rows that have none", async () => {
    const expected = Array.from(score(cells, weights))
      .filter((value) => !Number.isNaN(value))
      .sort((a, b) => b - a)
      .slice(0, 5);
    const found: number[] = [];
    const request = { table: "survey", customer: "id", values, weights, first: 5 };
    for await (const batch of open().score(request)) found.push(...batch.scores);
    expect(found).toEqual(expected);
  });

  test("a summary by group has the core's scores in it, to 1e-12", async () => {
    const scores = score(cells, weights);
    const groups = await open().scoreSummary({ table: "survey", values, weights, by: "group" });
    const names = [...new Set(rows.map((row) => row[1] ?? ""))];
    expect(groups.map(({ group }) => group).sort()).toEqual(names.sort());
    for (const group of groups) {
      const members = Array.from(scores).filter((_, i) => (rows[i][1] ?? "") === group.group);
      const has = members.filter((value) => !Number.isNaN(value));
      const mean = has.reduce((sum, value) => sum + value, 0) / has.length;
      const squares = has.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      expect(group).toMatchObject({
        rows: members.length,
        scored: has.length,
        minimum: Math.min(...has),
        maximum: Math.max(...has),
      });
      expect(relativeError(group.mean, mean)).toBeLessThan(1e-12);
      expect(relativeError(group.standardDeviation, Math.sqrt(squares / (has.length - 1)))).toBeLessThan(
        1e-12,
      );
    }
  });

  test.each(["week", "month", "quarter", "year"] as const)(
    "cohorts by %s, counted by hand",
    async (period) => {
      const expected = cohortsByHand(purchaseRows(), period);
      const found = await open().cohorts({ table: "purchases", customer: "customer", date: "day", period });
      expect(Object.fromEntries(found.cohorts.map((each) => [each.cohort, each.active]))).toEqual(expected);
      for (const cohort of found.cohorts) expect(cohort.size).toBe(cohort.active[0]);
      expect(found.rowsLeftOut).toBe(purchaseRows().filter(([customer]) => customer === null).length);
    },
  );

  test("the summary for the repeat-purchase models, counted by hand", async () => {
    const expected = summaryByHand(purchaseRows(), asOf);
    const found = new Map<string, number[]>();
    const request = { table: "purchases", customer: "customer", date: "day", amount: "amount", asOf };
    const leftOut = purchaseRows().filter((row) => row.includes(null)).length;
    expect(leftOut).toBeGreaterThan(0);
    for await (const batch of open().summary(request)) {
      expect(batch.rowsLeftOut).toBe(leftOut);
      batch.customers.forEach((customer, i) =>
        found.set(customer, [batch.frequency[i], batch.recency[i], batch.age[i], batch.monetary[i]]),
      );
    }
    expect(found.size).toBe(expected.size);
    for (const [customer, row] of expected) {
      row.forEach((value, k) => expect(relativeError(found.get(customer)![k], value)).toBeLessThan(1e-12));
    }
  });

  test("purchase model: the core's, of every customer, counted by hand before", async () => {
    const history = summaryByHand(purchaseRows(), asOf);
    const [frequency, recency, age, monetary] = [0, 1, 2, 3].map((k) =>
      Float64Array.from(history.values(), (row) => row[k]),
    );
    const model = purchaseModel(frequency, recency, age);
    const names = [...history.keys()];
    // Evenly spread amounts have no model of spending, so values are unknown.
    expect(() => spendingModel(frequency, monetary)).toThrow(/no maximum/);
    const expected = {
      alive: alive(frequency, recency, age, model),
      purchases: purchases(frequency, recency, age, 26, model),
      value: names.map(() => NaN),
    };
    const found = await open().purchaseModel({
      ...{ table: "purchases", customer: "customer", date: "day", amount: "amount", asOf },
      ...{ horizon: 26, discountRate: 0.002 },
    });
    expect(found.spending).toBeUndefined();
    expect(found).toMatchObject({ customers: names.length, unitDays: 7, model: { method: model.method } });
    expect(found.rowsLeftOut).toBe(purchaseRows().filter(([customer]) => customer === null).length);
    expect(relativeError(found.model.logLikelihood, model.logLikelihood)).toBeLessThan(1e-12);
    let rows = 0;
    for await (const batch of found.rows()) {
      batch.customers.forEach((customer, i) => {
        const at = names.indexOf(customer);
        for (const figure of ["alive", "purchases", "value"] as const)
          expect(relativeError(batch[figure][i], expected[figure][at])).toBeLessThan(1e-7);
        rows++;
      });
    }
    expect(rows).toBe(names.length);
  });

  test("completeness by column and by row", async () => {
    const filled = (value: unknown) => value !== null && value !== "" && !Number.isNaN(value);
    const byRow = new Array<number>(surveyColumns.length + 1).fill(0);
    for (const row of rows) byRow[row.filter(filled).length]++;
    const found = await open().completeness({ table: "survey" });
    expect(found).toEqual({
      rows: rows.length,
      columns: surveyColumns.map((name, j) => ({
        name,
        filled: rows.filter((row) => filled(row[j])).length,
      })),
      rowsByFilled: byRow,
    });
  });

  test("duplicates are the core's, for names of every script and every way to write a number", async () => {
    const people = personRows();
    const groups = duplicates(
      people.map((row) => row[1]),
      people.map((row) => row[2]),
      people.map((row) => row[3]),
    );
    const request = { table: "people", customer: "id", name: "name", phone: "phone", email: "email" };
    const found = await open().duplicates(request);
    expect(found.customers.length).toBeGreaterThan(50);
    expect(found).toEqual(inOrder(people, groups));
    const namesOnly = await open().duplicates({ table: "people", customer: "id", name: "name" });
    const none = people.map(() => "");
    expect(namesOnly).toEqual(
      inOrder(
        people,
        duplicates(
          people.map((row) => row[1]),
          none,
          none,
        ),
      ),
    );
    await expect(open().duplicates({ table: "people", customer: "id" })).rejects.toMatchObject({
      key: "noContactColumns",
    });
  });

  test("a name that is not in the schema is refused before any SQL", async () => {
    const request = { table: "survey", values: ["select"], weights: [1] };
    await expect(
      open().scoreSummary({ ...request, table: 'survey"; DROP TABLE survey; --' }),
    ).rejects.toMatchObject({
      key: "tableNotFound",
    });
    await expect(open().scoreSummary({ ...request, values: ["1) FROM survey; --"] })).rejects.toMatchObject({
      key: "columnNotFound",
    });
    await expect(open().scoreSummary({ ...request, values: ["id"] })).rejects.toMatchObject({
      key: "columnNotNumber",
    });
    await expect(open().scoreSummary({ ...request, weights: [1, 2] })).rejects.toMatchObject({
      key: "weightsShape",
    });
  });

  test("a computation that is stopped says so", async () => {
    const stop = new AbortController();
    stop.abort();
    const summary = open().scoreSummary(
      { table: "survey", values: ["select"], weights: [1] },
      { signal: stop.signal },
    );
    await expect(summary).rejects.toMatchObject({ key: "cancelled" });
  });

  test.each(["cross products", "compressed rows"] as const)(
    "regression by %s: coefficients to 12 digits, every other figure and the drivers to 11, p to 10",
    async (way) => {
      const expected = feedback(
        Float64Array.from(rows, (row) => numbersOf(row, 5, 6)[0]),
        cells,
      );
      const found = await open().feedback({ table: "survey", y: "y", x: values, way });
      expect(found.way).toBe(way);
      expectNear(found.coefficients, expected.coefficients, 1e-12);
      for (const figure of ["standardErrors", "t", "lower", "upper", "vif"] as const) {
        expectNear(found[figure], expected[figure], 1e-11);
      }
      // Far out in the tail, the relative change of p is up to t² times that of t, and shards answer in any order.
      expectNear(found.p, expected.p, 1e-10);
      for (const figure of figures)
        expect([figure, relativeError(found[figure], expected[figure]) < 1e-11]).toEqual([figure, true]);
      const drivers = driversOf(expected);
      expectNear(found.drivers.share, drivers.share, 1e-11);
      expect(found.durbinWatson).toBeNaN();
      const newX = [[5, 10500, 0.1]];
      const [one, two] = [
        found.predict(newX, { interval: "prediction" }),
        feedbackPredict(expected, newX, { interval: "prediction" }),
      ];
      expect(relativeError(one.prediction[0], two.prediction[0])).toBeLessThan(1e-12);
      expect(relativeError(one.upper![0], two.upper![0])).toBeLessThan(1e-12);
    },
  );

  test.each(["sums", "rows"] as const)(
    "yes/no outcome by %s: every figure is the core's, probabilities too",
    async (way) => {
      const expected = outcome(
        rows.map((row) => row[6] as number),
        cells,
      );
      expect(expected).toMatchObject({ method: "maximum likelihood", collinear: [] });
      const found = await open().outcome({ table: "survey", y: "gone", x: values, way });
      expect(found).toMatchObject({ way, yesLabel: "1", names: values });
      for (const figure of outcomeColumns) {
        expectNear(found[figure], expected[figure], 1e-10);
      }
      for (const figure of outcomeFigures)
        expect([figure, relativeError(found[figure], expected[figure]) < 1e-10]).toEqual([figure, true]);
      const newX = [[5, 10500, 0.1]];
      const one = found.predict(newX, { interval: "confidence" });
      const two = outcomePredict(expected, newX, { interval: "confidence" });
      expect(relativeError(one.probability[0], two.probability[0])).toBeLessThan(1e-10);
      expect(relativeError(one.lower![0], two.lower![0])).toBeLessThan(1e-10);
    },
  );

  test.each(["cross products", "compressed rows"] as const)(
    "a column of texts is a category and one driver: regression by %s",
    async (way) => {
      const [y, select, group] = [5, 2, 1].map((k) => rows.map((row) => row[k]));
      const x = [
        Float64Array.from(select, (cell) => (cell as number) ?? NaN),
        group.map((cell) => (cell as string) ?? ""),
      ];
      const expected = feedback(
        Float64Array.from(y, (cell) => (cell as number) ?? NaN),
        x,
      );
      expect(expected.terms.map(({ level, against }) => [level, against])).toEqual([
        [undefined, undefined],
        ["north", nasty[0]],
        ["south", nasty[0]],
        ["客户", nasty[0]],
      ]);
      const found = await open().feedback({ table: "survey", y: "y", x: ["select", "group"], way });
      expect(found).toMatchObject({
        terms: expected.terms,
        names: ["select", "group"],
        way,
      });
      for (const figure of ["coefficients", "standardErrors", "vif"] as const)
        expectNear(found[figure], expected[figure], 1e-10);
      for (const figure of ["rSquared", "sigma", "rowsUsed", "rowsLeftOut"] as const)
        expect([figure, relativeError(found[figure], expected[figure]) < 1e-11]).toEqual([figure, true]);
      expectNear(found.drivers.share, driversOf(expected).share, 1e-10);
      const newX = [
        [5, 6],
        ["south", "elsewhere"],
      ];
      expect(
        relativeError(found.predict(newX).prediction[0], feedbackPredict(expected, newX).prediction[0]),
      ).toBeLessThan(1e-11);
      expect(found.predict(newX).prediction[1]).toBeNaN();
    },
  );

  test.each(["sums", "rows"] as const)("a yes/no outcome of numbers and a category by %s", async (way) => {
    const group = rows.map((row) => row[1] ?? "");
    const x = [Float64Array.from(rows, (row) => numbersOf(row, 2, 3)[0]), group];
    const expected = outcome(
      rows.map((row) => row[6] as number),
      x,
    );
    const found = await open().outcome({ table: "survey", y: "gone", x: ["select", "group"], way });
    expect(found).toMatchObject({
      terms: expected.terms,
      names: ["select", "group"],
      way,
    });
    for (const figure of outcomeColumns) expectNear(found[figure], expected[figure], 1e-9);
    for (const figure of outcomeFigures)
      expect([figure, relativeError(found[figure], expected[figure]) < 1e-9]).toEqual([figure, true]);
    const newX = [[5], ["south"]];
    expect(
      relativeError(found.predict(newX).probability[0], outcomePredict(expected, newX).probability[0]),
    ).toBeLessThan(1e-10);
  });

  test("the condition of the data chooses the way", async () => {
    const { way } = await open().feedback({ table: "survey", y: "y", x: values });
    expect(way).toBe("cross products");
    const longley = await open().feedback({
      table: "longley",
      y: "y",
      x: ["x1", "x2", "x3", "x4", "x5", "x6"],
    });
    expect(longley.way).toBe("compressed rows");
  });

  test.each([undefined, "cross products"] as const)(
    "Longley to 10 digits of the certified values, predictions and drivers included (%s)",
    async (way) => {
      const data = nistRows("Longley");
      const found = await open().feedback({
        table: "longley",
        y: "y",
        x: ["x1", "x2", "x3", "x4", "x5", "x6"],
        way,
      });
      const values = certified("Longley");
      values.forEach(([estimate, error], j) => {
        expect(relativeError(found.coefficients[j], estimate)).toBeLessThan(1e-10);
        expect(relativeError(found.standardErrors[j], error)).toBeLessThan(1e-10);
      });
      const newX = data.map((row) => row.slice(1));
      const predicted = found.predict(newX, { interval: "prediction" });
      const core = feedback(
        Float64Array.from(data, ([y]) => y),
        newX,
      );
      const bounds = feedbackPredict(core, newX, { interval: "prediction" });
      newX.forEach((row, i) => {
        const byHand = row.reduce((sum, x, j) => sum + values[j + 1][0] * x, values[0][0]);
        expect(relativeError(predicted.prediction[i], byHand)).toBeLessThan(1e-10);
        expect(relativeError(predicted.lower![i], bounds.lower![i])).toBeLessThan(1e-10);
        expect(relativeError(predicted.upper![i], bounds.upper![i])).toBeLessThan(1e-10);
      });
      expectNear(found.drivers.share, driversOf(core).share, 1e-10);
      if (way === undefined) {
        // Compressed without rounding, so only the last rounding may differ.
        expectNear(found.coefficients, core.coefficients, 1e-15);
      }
    },
  );

  test("predictions where the data are: scores with the coefficients as weights", async () => {
    const { coefficients } = await open().feedback({ table: "survey", y: "y", x: values });
    const [offset, ...slopes] = coefficients;
    const known = new Map(rows.map((row) => [row[0], numbersOf(row, 2, 5)]));
    for await (const batch of open().score({
      table: "survey",
      customer: "id",
      values,
      weights: slopes,
      offset,
    })) {
      batch.customers.forEach((customer, i) => {
        const expected = known.get(customer)!.reduce((sum, value, j) => sum + slopes[j] * value, offset);
        expect(batch.scores[i]).toBe(expected);
      });
    }
  });
}

/** The core's groups in the order in which a warehouse lists their members. */
function inOrder(people: readonly PersonRow[], groups: ArrayLike<number>) {
  const members = new Map<number, string[]>();
  people.forEach(([id], i) => {
    if (groups[i] > 0) members.set(groups[i], [...(members.get(groups[i]) ?? []), id].sort());
  });
  const sorted = [...members.values()].sort((one, other) => (one[0] < other[0] ? -1 : 1));
  return {
    customers: sorted.flat(),
    groups: Uint32Array.from(sorted.flatMap((ids, i) => ids.map(() => i + 1))),
  };
}

const outcomeColumns = ["coefficients", "standardErrors", "z", "p", "oddsRatios", "lower", "upper"] as const;
const outcomeFigures = [
  "logLikelihood",
  "logLikelihoodWithout",
  "chiSquared",
  "pOfChiSquared",
  "mcFadden",
  "nagelkerke",
  "aic",
  "bic",
  "auc",
  "brier",
  "rowsUsed",
  "rowsLeftOut",
  "yes",
  "no",
  "rank",
] as const;

const figures = [
  "rSquared",
  "adjustedRSquared",
  "sigma",
  "f",
  "pOfF",
  "rowsUsed",
  "rowsLeftOut",
  "degreesOfFreedom",
  "rank",
  "logLikelihood",
  "aic",
  "bic",
  "conditionNumber",
  "residualSumOfSquares",
  "totalSumOfSquares",
] as const;

const nist = join(__dirname, "..", "fixtures", "nist");

/** The rows of a NIST data set, y first. */
export function nistRows(name: string): number[][] {
  const lines = readFileSync(join(nist, `${name}.csv`), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1);
  return lines.map((line) => line.split(",").map(Number));
}

function certified(name: string): number[][] {
  const lines = readFileSync(join(nist, `${name}.certified.csv`), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1);
  return lines.filter((line) => /^B\d/.test(line)).map((line) => line.split(",").slice(1).map(Number));
}
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

function byCustomer(rows: readonly PurchaseRow[]): Map<string, { day: number; amount: number }[]> {
  const found = new Map<string, { day: number; amount: number }[]>();
  for (const [customer, day, amount] of rows) {
    if (customer === null || day === null || amount === null) continue;
    found.set(customer, [...(found.get(customer) ?? []), { day: dayNumber(day), amount }]);
  }
  return found;
}

function cohortsByHand(rows: readonly PurchaseRow[], period: string): Record<string, number[]> {
  const start = (day: number): string => {
    const date = new Date(day * 86_400_000);
    const two = (value: number) => String(value).padStart(2, "0");
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    if (period === "year") return String(year);
    if (period === "quarter") return `${year}-Q${Math.floor(month / 3) + 1}`;
    if (period === "month") return `${year}-${two(month + 1)}`;
    // The first week of a year is the one with the year's first Thursday.
    const thursday = new Date((day - ((date.getUTCDay() + 6) % 7) + 3) * 86_400_000);
    const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
    return `${thursday.getUTCFullYear()}-W${two(1 + Math.floor((thursday.getTime() - first) / (7 * 86_400_000)))}`;
  };
  const days = rows.filter(([customer]) => customer !== null).map(([, day]) => dayNumber(day!));
  const periods: string[] = [];
  for (let day = Math.min(...days); day <= Math.max(...days); day++) {
    if (periods.at(-1) !== start(day)) periods.push(start(day));
  }
  const table: Record<string, number[]> = {};
  for (const purchases of byCustomer(rows).values()) {
    const active = [...new Set(purchases.map(({ day }) => periods.indexOf(start(day))))].sort(
      (a, b) => a - b,
    );
    const row = (table[periods[active[0]]] ??= new Array<number>(periods.length - active[0]).fill(0));
    for (const at of active) row[at - active[0]]++;
  }
  return table;
}

function summaryByHand(rows: readonly PurchaseRow[], until: string): Map<string, number[]> {
  return new Map(
    [...byCustomer(rows.filter(([, , amount]) => amount === null || amount >= 0))].map(
      ([customer, purchases]) => {
        const days = [...new Set(purchases.map(({ day }) => day))];
        const first = Math.min(...days);
        const later = purchases
          .filter(({ day }) => day > first)
          .reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);
        const frequency = days.length - 1;
        return [
          customer,
          [
            frequency,
            (Math.max(...days) - first) / 7,
            (dayNumber(until) - first) / 7,
            frequency === 0 ? 0 : later / 100 / frequency,
          ],
        ];
      },
    ),
  );
}
