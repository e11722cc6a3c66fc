import { describe, expect, test } from "@jest/globals";
import { purchaseValues, rfmSegments, type Interaction } from "@crm-functions/core";
import { readFileSync } from "node:fs";
import { join } from "node:path";

function interaction(
  customerId: string,
  when: string,
  amount: number | null,
  more: Partial<Interaction> = {},
) {
  return {
    id: `${customerId}/${when}/${amount}`,
    customerId,
    when,
    kind: "visit" as const,
    channel: "",
    rating: null,
    amount,
    note: "",
    followUp: "",
    done: false,
    ...more,
  };
}

/** The CDNOW purchases as interactions. A few cost nothing: they get a cent, since without an amount nothing is a purchase. */
const cdnow = readFileSync(join(__dirname, "../../../fixtures/measures/cdnow_sample.csv"), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.trim().split(","))
  .map(([customer, date, , amount]) => interaction(customer, date, Math.max(0.01, Number(amount))));

describe("CDNOW, calibrated on the first 39 weeks", () => {
  const values = purchaseValues(cdnow, "1997-09-30", 39);

  test("a customer with x = 2, tx = 30.43, T = 38.86 is expected to buy 1.226 times in 39 weeks", () => {
    // Fader, Hardie and Lee (2005), section 4: customer 0001 of the sample.
    const [first] = [...new Set(cdnow.map((each) => each.customerId))];
    const value = values.of(first)!;
    expect(value.purchaseDays).toBe(3);
    expect(value.expectedPurchases).toBeCloseTo(1.226, 2);
  });

  test("customers, repeat customers and the mean forecast are those of the literature", () => {
    expect(values.customers).toBe(2357);
    // 1411 of the 2357 made no repeat purchase in the calibration period (Fader, Hardie and Lee 2005, figure 2).
    expect(values.repeatCustomers).toBe(2357 - 1411);
    expect(values.noPurchaseForecast).toBeUndefined();
    expect(values.noValueForecast).toBeUndefined();
  });

  test("a return lessens the amount alone: what is expected of whom stays, wherever it stands", () => {
    const last = cdnow[cdnow.length - 1].customerId;
    const [one, other] = [cdnow[0].customerId, last].map((id) => values.of(id)!);
    const netted = purchaseValues([interaction(last, "1997-01-01", -1), ...cdnow], "1997-09-30", 39);
    expect(netted.of(last)).toEqual({
      ...other,
      total: expect.closeTo(other.total - 1, 9),
      monetaryScore: expect.any(Number),
    });
    expect(netted.of(cdnow[0].customerId)).toMatchObject({
      expectedPurchases: one.expectedPurchases,
      total: one.total,
    });
  });

  test("every customer has a segment, a probability and an amount", () => {
    const names = rfmSegments.flat();
    for (const id of new Set(cdnow.map((each) => each.customerId))) {
      const value = values.of(id)!;
      expect(names).toContain(value.segment);
      expect(value.alive).toBeGreaterThanOrEqual(0);
      expect(value.alive).toBeLessThanOrEqual(1);
      expect(value.expectedValue).toBeGreaterThanOrEqual(0);
    }
  });
});

describe("what counts as a purchase", () => {
  const base = [interaction("A", "2026-01-01", 10), interaction("B", "2026-01-05", 20)];

  test("amounts above zero until today; the time of day does not matter, and a return lessens the total", () => {
    const more = [
      interaction("A", "2026-01-08T23:10", 5),
      interaction("A", "2026-01-08", 5),
      interaction("A", "2026-01-07", 0),
      interaction("A", "2026-01-06", -3),
      interaction("A", "2026-01-04", null),
      interaction("A", "2026-02-01", 100),
    ];
    const value = purchaseValues([...base, ...more], "2026-01-10", 52).of("A")!;
    expect(value).toMatchObject({ purchaseDays: 2, total: 17, recency: 2 });
  });

  test("a return before the first purchase leaves each customer's figures with that customer", () => {
    // By hand: A buys 2 × 10 and returns 4, B buys 20 once, C only returns.
    const values = purchaseValues(
      [
        interaction("B", "2026-01-01", -1),
        interaction("A", "2026-01-02", 10),
        interaction("C", "2026-01-02", -9),
        interaction("B", "2026-01-03", 20),
        interaction("A", "2026-01-04", 10),
        interaction("A", "2026-01-05", -4),
      ],
      "2026-01-10",
      52,
    );
    expect(values.customers).toBe(2);
    expect(values.of("A")).toMatchObject({ purchaseDays: 2, total: 16, recency: 6 });
    expect(values.of("B")).toMatchObject({ purchaseDays: 1, total: 19, recency: 7 });
    expect(values.of("C")).toBeUndefined();
  });

  test("nobody who bought: no value, and the reason", () => {
    const values = purchaseValues([interaction("A", "2026-01-04", null)], "2026-01-10", 52);
    expect(values.of("A")).toBeUndefined();
    expect(values.noPurchaseForecast?.key).toBe("purchasesEmpty");
  });

  test("nobody who came back: a segment, no forecast, and the reason", () => {
    const values = purchaseValues(base, "2026-01-10", 52);
    expect(values.of("A")).toMatchObject({ segment: expect.any(String), alive: NaN, expectedValue: NaN });
    expect(values.noPurchaseForecast?.key).toBe("noRepeatCustomers");
    expect(values.of("nobody")).toBeUndefined();
  });

  test("too little variety for the full model: a limit of it answers, and one value for all is the value", () => {
    const same = ["A", "B", "C"].flatMap((id) => [
      interaction(id, "2026-01-01", 10),
      interaction(id, "2026-01-05", 10),
    ]);
    const values = purchaseValues(same, "2026-01-10", 52);
    expect([values.noPurchaseForecast, values.noValueForecast]).toEqual([undefined, undefined]);
  });
});

test("amounts of marketing are purchases that it brought, unless they are said to be its costs", () => {
  const made = [
    interaction("a", "2026-01-01", 100, { kind: "marketing" }),
    interaction("a", "2026-02-01", 30),
    interaction("b", "2026-02-01", 70, { kind: "marketing" }),
  ];
  const totals = (marketing?: "purchases" | "costs") => {
    const { of } = purchaseValues(made, "2026-03-01", 52, marketing);
    return [of("a")?.total, of("b")?.total];
  };
  expect(totals()).toEqual([130, 70]);
  expect(totals("purchases")).toEqual([130, 70]);
  expect(totals("costs")).toEqual([30, undefined]);
});
