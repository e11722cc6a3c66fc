import { expect, test } from "@jest/globals";
import type { Warehouse } from "../../notebooks/support/warehouse/warehouse";
import { asOf, purchaseRows } from "./warehouse";

/** What every engine that speaks SQL does with expressions and conditions; its table `purchases` holds `purchaseRows`. */
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
    const found = await totals({ amount: { sql: "amount * 2" }, where: { sql: "amount >= 50" } });
    const expected = byHand(2, (amount) => amount >= 50);
    expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [customer, total] of expected) expect(found.get(customer)).toBeCloseTo(total, 6);
  });

  test("what the engine cannot calculate is refused with its place; a name is never SQL", async () => {
    await expect(totals({ amount: { sql: "amount * nothing" } })).rejects.toMatchObject({
      key: "badExpression",
      parameters: { place: "amount", sql: "amount * nothing" },
    });
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
