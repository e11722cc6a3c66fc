import { expect, test } from "@jest/globals";
import type { Warehouse } from "../../notebooks/support/warehouse/warehouse";
import { asOf, purchaseRows, relativeError } from "./warehouse";

/** Expressions and conditions, as every SQL engine must handle them; the table `purchases` holds `purchaseRows`. */
export function warehouseExpressions(warehouse: () => Warehouse): void {
  const request = { table: "purchases", customer: "customer", date: "day", asOf } as const;
  const totals = async (more: { amount: string | { sql: string }; where?: { sql: string } }) => {
    const found = new Map<string, number>();
    for await (const { customers, monetary } of (await warehouse().rfm({ ...request, ...more })).rows())
      customers.forEach((customer, i) => found.set(customer, monetary[i]));
    return found;
  };
  const byHand = (factor: number, isMeant: (amount: number) => boolean) => {
    const found = new Map<string, number>();
    for (const [customer, , amount] of purchaseRows()) {
      if (customer === null || amount === null || !isMeant(amount)) continue;
      found.set(customer, (found.get(customer) ?? 0) + amount * factor);
    }
    return found;
  };

  test("an expression stands where a column is named, a condition chooses the rows", async () => {
    const found = await totals({
      amount: { sql: "amount * 2" },
      where: { sql: "amount >= 50 -- no small ones" },
    });
    const expected = byHand(2, (amount) => amount >= 50);
    expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [customer, total] of expected) expect(found.get(customer)).toBeCloseTo(total, 6);
  });

  test("an outcome in words or as a logical value is the same as one in numbers", async () => {
    const fit = (y: string | { sql: string }) =>
      warehouse().outcome({ table: "survey", y, x: ["select"], way: "sums" });
    const [numbers, words, logical] = [
      await fit("gone"),
      await fit({ sql: "CASE WHEN gone = 1 THEN 'Yes' WHEN gone = 0 THEN 'No' ELSE '' END" }),
      await fit({ sql: "gone = 1" }),
    ];
    expect([numbers.yesLabel, words.yesLabel]).toEqual(["1", "Yes"]);
    for (const other of [words, logical]) {
      other.coefficients.forEach((value, j) =>
        expect(relativeError(value, numbers.coefficients[j])).toBeLessThan(1e-12),
      );
      const { yes, no, rowsLeftOut } = numbers;
      expect(other).toMatchObject({ yes, no, rowsLeftOut });
      expect(relativeError(other.auc, numbers.auc)).toBeLessThan(1e-12);
    }
  });

  test("an outcome of one or of three values is refused", async () => {
    const x = ["select"];
    for (const sql of ["gone + 1", "1", "id"]) {
      await expect(warehouse().outcome({ table: "survey", y: { sql }, x })).rejects.toMatchObject({
        key: "outcomeValues",
      });
    }
  });

  test("what the engine cannot calculate is refused with its place; a name is never SQL", async () => {
    await expect(totals({ amount: { sql: "amount * nothing" } })).rejects.toMatchObject({
      key: "badExpression",
      parameters: { place: "amount", sql: "amount * nothing" },
    });
    await expect(
      totals({ amount: { sql: "amount) FROM purchases; DROP TABLE purchases; SELECT (1" } }),
    ).rejects.toMatchObject({ key: "badExpression" });
    await expect(totals({ amount: { sql: "customer" } })).rejects.toMatchObject({ key: "columnNotNumber" });
    await expect(totals({ amount: "amount", where: { sql: "amount >" } })).rejects.toMatchObject({
      key: "badExpression",
      parameters: { place: "where" },
    });
    await expect(totals({ amount: "amount", where: { sql: "customer" } })).rejects.toMatchObject({
      key: "badCondition",
    });
    await expect(totals({ amount: "amount * 2" })).rejects.toMatchObject({ key: "columnNotFound" });
  });
}
