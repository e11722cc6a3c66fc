import { expect, test } from "@jest/globals";
import { addOwnRows, readAnswers, readPurchases } from "../../../../../addin/workbook/store/own-rows";
import { createMemoryWorkbook } from "../../../../doubles/memory-workbook";

const tea = { customer: "007", date: "2026-01-05", amount: 3, own: { Product: "Tea" } };
const pot = { customer: "Bob", date: "2026-01-06", amount: null, own: { Order: "2026-01-05" } };

test("purchases have a table of their own, with a column for whatever they have", async () => {
  const workbook = createMemoryWorkbook({ language: "zh-CN" });
  await addOwnRows(workbook, "purchase", [tea], "zh-CN");
  await addOwnRows(workbook, "purchase", [pot], "zh-CN");
  const [{ name, headers, area }] = await workbook.tables();
  expect([name, area.sheet, headers]).toEqual([
    "Purchases",
    "购买",
    ["客户", "日期", "金额", "Product", "Order"],
  ]);
  expect(await readPurchases(workbook)).toEqual([tea, pot]);
});

test("what was added goes again, wherever it has moved, and nothing else", async () => {
  const workbook = createMemoryWorkbook();
  await addOwnRows(workbook, "purchase", [pot, tea], "en-US");
  const takeAway = await addOwnRows(workbook, "purchase", [tea, { ...tea, amount: 4 }], "en-US");
  await workbook.deleteRows("Purchases", [0]);
  await takeAway();
  expect(await readPurchases(workbook)).toEqual([tea]);
  await expect(takeAway()).rejects.toMatchObject({ key: "rowsMoved" });
  expect(await readPurchases(workbook)).toEqual([tea]);
});

test("answers have a column for each rating", async () => {
  const workbook = createMemoryWorkbook();
  const answer = {
    customer: "",
    ratings: { perceived: { Price: 4 }, feedback: { Overall: 5 } },
    own: { Note: "x" },
  };
  await addOwnRows(workbook, "answer", [answer], "en-US");
  const [{ name, headers }] = await workbook.tables();
  expect([name, headers]).toEqual(["Answers", ["Customer", "Perceived: Price", "Feedback: Overall", "Note"]]);
  expect(await readAnswers(workbook)).toEqual([answer]);
});
