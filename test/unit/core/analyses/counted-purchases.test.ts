import { expect, test } from "@jest/globals";
import { countedPurchases, type Purchase } from "@crm-functions/core";

const purchase = (
  amount: number | null,
  own: Record<string, string | number>,
  customer = "Ann",
): Purchase => ({
  customer,
  date: "2026-01-05",
  amount,
  own,
});
const amountsOf = (purchases: readonly Purchase[], header?: string) =>
  countedPurchases(purchases, { amount: header }).counted.map(({ amount }) => amount);

test("one number of two customers, or on two days, is two orders", () => {
  const rows = [purchase(3, { 订单号: "7" }), purchase(3, { 订单号: "7" }, "Bob")];
  expect(amountsOf([...rows, { ...rows[0], date: "2026-01-06" }])).toEqual([3, 3, 3]);
  expect(amountsOf([...rows, { ...rows[0] }])).toEqual([3, 3]);
});

test("what is no number, what is returned and what a header calls a line is no repetition", () => {
  const same = (number: string, amount = 3) => purchase(amount, { Invoice: number });
  expect(amountsOf([same("online"), same("online")])).toEqual([3, 3]);
  expect(amountsOf([same("R1"), same("R1", -3)])).toEqual([3, -3]);
  expect(amountsOf([same("R1"), same("R1")], "LineAmount")).toEqual([3, 3]);
});

test("one odd order among many does not make totals amounts of lines, and is added up itself", () => {
  const orders = Array.from({ length: 40 }, (_, i) => [
    purchase(5, { "Order ID": `A${i}` }),
    purchase(i === 0 ? 6 : 5, { "Order ID": `A${i}` }),
  ]).flat();
  // 39 orders of 5, and 5 + 6.
  expect(amountsOf(orders).reduce((sum, each) => sum! + each!, 0)).toBe(39 * 5 + 11);
});

test.each([
  ["Status", "CANCELED"],
  ["Order Status", "wc-refunded"],
  ["Zahlungsstatus", "Zahlung fehlgeschlagen"],
  ["Bestellstatus", "storniert (Kunde)"],
  ["Statut", "Remboursée"],
  ["Estado", "Cancelado"],
  ["Stato", "annullato"],
  ["订单状态", "交易关闭"],
  ["注文ステータス", "キャンセル"],
  ["Stage", "Closed Lost"],
])("%s %s: no money was kept", (header, status) => {
  const { counted, aside } = countedPurchases([
    purchase(10, { [header]: "Completed" }),
    purchase(4, { [header]: status }),
    purchase(2, { [header]: status }, "Bob"),
  ]);
  expect(counted.map(({ amount }) => amount)).toEqual([10]);
  expect(aside.notKept).toEqual([{ status, rows: 2, amount: 6 }]);
  expect(aside.by).toEqual([header]);
});

test.each([
  ["Status", "Shipped", 4],
  ["Status", "Unfulfilled", 4],
  ["Order status", "Refunded in part", 4],
  ["Note", "Cancelled", 4],
  // A refund with an amount below 0 is a return.
  ["Status", "Refunded", -4],
])("%s %s counts", (header, status, amount) => {
  const rows = [purchase(10, { [header]: "Completed" }), purchase(amount, { [header]: status })];
  expect(amountsOf(rows)).toEqual([10, amount]);
});

test("the status of a subscription is not that of its payments", () => {
  expect(amountsOf([purchase(10, { Status: "active" }), purchase(4, { Status: "canceled" })])).toEqual([
    10, 4,
  ]);
});

test("an order's lines without an amount are part of it; other rows without one are told", () => {
  const { aside } = countedPurchases([
    purchase(10, { "Order no.": "1", Credit: "" }),
    purchase(null, { "Order no.": "1", Credit: "" }),
    purchase(null, { "Order no.": "2", Credit: "1.000,00" }),
  ]);
  expect([aside.unpriced, aside.insteadIn]).toEqual([1, "Credit"]);
});

test("$ beside USD is one currency, ¥ beside JPY and beside CNY another", () => {
  const currencies = (...named: string[]) =>
    countedPurchases(named.map((each) => purchase(1, { Währung: each }))).aside.currencies.map(
      ({ currency, rows }) => `${currency} ${rows}`,
    );
  expect(currencies("$", "USD", "usd ")).toEqual([]);
  expect(currencies("¥", "JPY", "$")).toEqual(["JPY 2", "$ 1"]);
  expect(currencies("€", "EUR", "", "chf")).toEqual(["EUR 2", "CHF 1"]);
});

test.each(["Refunded", "Refund amount", "Gutschrift", "退款金额", "已退款", "返金額", "Montant remboursé"])(
  "what was given back by a column %s is taken off, once an order, and not of orders left out",
  (header) => {
    const rows = [
      purchase(30, { [header]: 5.1, "Order no": "A1" }),
      purchase(30, { [header]: 5.1, "Order no": "A1" }),
      purchase(20.3, { [header]: "-20.1" }),
      purchase(9, { [header]: 0 }),
      purchase(null, { [header]: 4 }),
      purchase(50, { [header]: 50, Status: "Cancelled" }),
    ];
    // By hand: 30 − 5.1, 20.3 − 20.1, 9, and 4 given back alone; 5.1 + 20.1 + 4 in all.
    expect(amountsOf(rows)).toEqual([24.9, 0.2, 9, -4]);
    const { refunded, notKept, by } = countedPurchases(rows).aside;
    expect(refunded).toEqual({ header, rows: 3, amount: 29.2 });
    expect(notKept).toEqual([{ status: "Cancelled", rows: 1, amount: 50 }]);
    expect(by).toEqual(["Order no", header, "Status"]);
    expect(countedPurchases(rows, { amount: "Net sales" }).aside.refunded).toBeUndefined();
  },
);

test("a yes or no under a word for money that was not kept leaves the order out", () => {
  const rows = [
    purchase(1, { Cancelled: "no" }),
    purchase(2, { Cancelled: "yes" }),
    purchase(4, { Cancelled: "" }),
  ];
  expect(amountsOf(rows)).toEqual([1, 4]);
  expect(countedPurchases(rows).aside.notKept).toEqual([{ status: "Cancelled", rows: 1, amount: 2 }]);
});
