import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { rfm, rfmSegments } from "../../../../core/measures";
import { cdnow, serialOf, shuffled } from "./cdnow";
import { keyOf } from "./key-of";

// CDNOW with scores is compared with SQL in purchases-by-sql.test.ts.
describe("RFM", () => {
  test("by hand: five customers, one after the other better in everything", () => {
    const customers = ["A", "B", "B", "C", "C", "C", "D", "D", "D", "D", "E", "E", "E", "E", "E"];
    const dates = [10, 11, 20, 12, 13, 30, 14, 15, 16, 40, 17, 18, 19, 21, 50];
    const amounts = customers.map(() => 10);
    const result = rfm(customers, dates, amounts, 60);
    expect({
      customers: result.customers,
      recency: [...result.recency],
      frequency: [...result.frequency],
      monetary: [...result.monetary],
      scores: [result.r, result.f, result.m].map((each) => [...each]),
      segments: result.segments,
    }).toEqual({
      customers: ["A", "B", "C", "D", "E"],
      recency: [50, 40, 30, 20, 10],
      frequency: [1, 2, 3, 4, 5],
      monetary: [10, 20, 30, 40, 50],
      scores: [
        [1, 2, 3, 4, 5],
        [1, 2, 3, 4, 5],
        [1, 2, 3, 4, 5],
      ],
      segments: ["Lost", "Hibernating", "Need attention", "Loyal", "Champions"],
    });
  });

  test("equals stand in the middle of their ranks", () => {
    // Six customers with frequencies 1, 1, 1, 1, 2, 3 and 5 bins: 2, 2, 2, 2, 4.5, 5.5 of 6.
    const customers = [1, 2, 3, 4, 5, 5, 6, 6, 6];
    const dates = [9, 9, 9, 9, 8, 9, 7, 8, 9];
    const { f, r } = rfm(customers, dates, customers, 9);
    expect([...f]).toEqual([2, 2, 2, 2, 4, 5]);
    // All bought on the last day: 3 of 6.
    expect([...r]).toEqual([3, 3, 3, 3, 3, 3]);
  });

  test("purchases of one day are one, at whatever time; days are whole", () => {
    const { recency, frequency, monetary } = rfm(["A", "A", "A"], [10.2, 10.9, 12.5], [1, 2, 4], 14.99);
    expect([recency[0], frequency[0], monetary[0]]).toEqual([2, 2, 7]);
  });

  test("dates as ISO text", () => {
    const result = rfm(["A", "B"], ["2024-01-01", "2024-01-11"], [1, 2], "2024-01-31");
    expect([...result.recency]).toEqual([30, 20]);
    expect(rfm(["A", "B"], [45292, 45302], [1, 2], 45322)).toEqual(result);
    expect(() => rfm(["A", "B"], ["2024-01-01", "2024-02-30"], [1, 2], 45322)).toThrow(
      'dates: row 2, column 1 is the text "2024-02-30", not a date.',
    );
  });

  test("the segments cover the table of R and F as documented", () => {
    expect(rfmSegments.map((row) => row.length)).toEqual([5, 5, 5, 5, 5]);
    expect([...new Set(rfmSegments.flat())].sort()).toEqual(
      [
        "Champions",
        "Loyal",
        "Potential loyalist",
        "New",
        "Promising",
        "Need attention",
        "About to sleep",
        "At risk",
        "Cannot lose",
        "Hibernating",
        "Lost",
      ].sort(),
    );
  });

  test("columns of different length, numbers of bins that cannot be meant", () => {
    expect(() => rfm(["A"], [1, 2], [1], 5)).toThrow("dates has 2 cells, but customers has 1");
    for (const bins of [1, 101, 2.5, NaN])
      expect(keyOf(() => rfm(["A"], [1], [1], 5, bins))).toBe("binsOutside");
    expect(keyOf(() => rfm(["A"], [-1], [1], 5))).toBe("cellNotDate");
    expect(keyOf(() => rfm(["A"], [3e6], [1], 5))).toBe("cellNotDate");
  });

  test("blanks and purchases after the day are left out", () => {
    const result = rfm(["A", "", "B", "A", "C", null], [10, 10, NaN, 30, 12, 3], [1, 1, 1, 1, NaN, 1], 20);
    expect(result.customers).toEqual(["A"]);
    expect(result.recency[0]).toBe(10);
  });

  test("nothing left, no day", () => {
    expect(() => rfm([""], [1], [1], 5)).toThrow("no complete purchases");
    expect(() => rfm(["A"], [9], [1], 5)).toThrow("no complete purchases");
    expect(() => rfm(["A"], [1], [1], NaN)).toThrow("as_of is blank");
  });

  test("one customer, two bins, a hundred bins", () => {
    const alone = rfm(["A"], [1], [1], 5);
    expect([alone.r[0], alone.f[0], alone.m[0], alone.segments[0]]).toEqual([3, 3, 3, "Need attention"]);
    const many = Array.from({ length: 200 }, (_, i) => i);
    const hundred = rfm(
      many,
      many.map((i) => i + 1),
      many,
      300,
      100,
    );
    expect([hundred.r[0], hundred.r[199], hundred.segments[199]]).toEqual([1, 100, "Potential loyalist"]);
    expect(
      new Set(
        rfm(
          many,
          many.map((i) => i + 1),
          many,
          300,
          2,
        ).r,
      ),
    ).toEqual(new Set([1, 2]));
  });

  test("a customer is the trimmed text of the label, shown as first met; any number may be one", () => {
    const once = (labels: (string | number)[]) => labels.map(() => 1);
    const labels = [
      1,
      "1",
      1.5,
      -7,
      1e15,
      1,
      " 1.5",
      "-7 ",
      "1000000000000000",
      " x",
      "x",
      "01",
      "none",
      "-",
    ];
    expect(rfm(labels, once(labels), once(labels), 5).customers).toEqual([1, 1.5, -7, 1e15, "x", "01"]);
    const texts = ["1001", 1001, "1.5", 1.5, " n/a "];
    expect(rfm(texts, once(texts), once(texts), 5).customers).toEqual(["1001", "1.5"]);
  });

  test("the order of rows changes nothing but the order of customers, not even the last digit of a total", () => {
    const data = cdnow();
    const order = shuffled(data.dates.length, 3);
    const pick = <T>(column: readonly T[]): T[] => order.map((i) => column[i]);
    const asOf = serialOf("1998-07-01");
    const one = rfm(data.customers, data.dates, data.amounts, asOf, 4);
    const other = rfm(pick(data.customers), pick(data.dates), pick(data.amounts), asOf, 4);
    const byName = new Map(other.customers.map((name, c) => [name, c]));
    const places = one.customers.map((name) => byName.get(name) as number);
    for (const column of ["recency", "frequency", "monetary", "r", "f", "m", "segments"] as const) {
      expect(places.map((c) => other[column][c])).toEqual([...one[column]]);
    }
  });

  test("whoever is equal to the best is never among the worst: four of five bought today", () => {
    const today = rfm(["A", "B", "C", "D", "E"], [1, 101, 101, 101, 101], [5, 6, 7, 8, 9], 101);
    // one is worse and four equal: 3 of 5
    expect([...today.r]).toEqual([1, 4, 4, 4, 4]);
    expect(today.segments.slice(1)).toEqual(Array(4).fill("Potential loyalist"));
  });

  describe("a negative amount", () => {
    const who = ["B", "R", "B", "A", "B"];
    const when = [10, 12, 20, 15, 10];
    const amounts = [50, -5, -80, 7, 30];
    const of = (returns?: "net" | "ignore" | "count") => {
      const { customers, recency, frequency, monetary } = rfm(who, when, amounts, 30, 5, returns);
      return customers.map((customer, c) => [customer, recency[c], frequency[c], monetary[c]]);
    };

    test("is a return: it lessens the total and sets neither recency nor frequency", () => {
      expect(of()).toEqual([
        ["B", 20, 1, 0],
        ["A", 15, 1, 7],
      ]);
      expect(of("net")).toEqual(of());
    });

    test("or is left out, or counts as any purchase", () => {
      expect(of("ignore")).toEqual([
        ["B", 20, 1, 80],
        ["A", 15, 1, 7],
      ]);
      expect(of("count")).toEqual([
        ["B", 10, 2, 0],
        ["R", 18, 1, -5],
        ["A", 15, 1, 7],
      ]);
    });

    test("before the first purchase lessens the total as well; nothing but returns is no purchase", () => {
      const { recency, frequency, monetary } = rfm(["A", "A"], [1, 5], [-3, 10], 9);
      expect([recency[0], frequency[0], monetary[0]]).toEqual([4, 1, 7]);
      expect(() => rfm(["A", "A"], [1, 5], [-3, -1], 9)).toThrow("no complete purchases");
      expect(() => rfm(["A", "A"], [1, 5], [-3, -1], 9, 5, "ignore")).toThrow("no complete purchases");
    });

    test("beside a great amount, nothing is lost: 1e16 + 1 + 1 − 1e16 = 2", () => {
      const great = [1e16, 1, 1, -1e16];
      expect(rfm(["A", "A", "A", "A"], [1, 2, 3, 4], great, 9, 5, "count").monetary[0]).toBe(2);
    });

    test("an amount of 0 is a purchase", () => {
      expect([...rfm(["A", "A"], [1, 5], [0, -0], 9).frequency]).toEqual([2]);
    });
  });

  test("scores are 1 + ⌊bins × (worse + half of the equal) / customers⌋, at most bins", () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 2, max: 12 }), (values, bins) => {
        const { m } = rfm(
          values.map((_, i) => i),
          values.map(() => 1),
          values,
          1,
          bins,
        );
        values.forEach((value, i) => {
          const worse = values.filter((each) => each < value).length;
          const equal = values.filter((each) => each === value).length;
          const score = 1 + Math.floor((bins * (worse + equal / 2)) / values.length);
          expect(m[i]).toBe(Math.min(bins, score));
        });
      }),
    );
  });
});
