import { expect, test } from "@jest/globals";
import type { Customer } from "@crm-functions/core";
import { createMemoryWorkbook } from "../../../../doubles/memory-workbook";
import { clearTraces, tracesOf } from "../../../../../addin/workbook/store/traces";
import { openWorkbookStore } from "../../../../../addin/workbook/store/workbook-store";
import { conformanceSettings } from "../../../../conformance/customer-store";

test("a person erased leaves no trace in any sheet once the copies are cleared", async () => {
  const workbook = createMemoryWorkbook();
  const store = await openWorkbookStore(workbook, conformanceSettings);
  await store.add([
    { id: "C-100001", name: "Alice Wong", phone: "010 8888 7777", email: "alice@example.com" },
    { id: "C-2", name: "Alice Wongham" },
  ]);
  await store.addInteractions([
    { customerId: "C-100001", when: "2026-01-01", kind: "call", note: "about prices" },
    { customerId: "C-2", when: "2026-01-01", kind: "call", note: "came with Alice Wong" },
  ]);
  workbook.typeAt("Sheet1", 0, 0, [
    ["ALICE@example.com", "8610 8888-7777", 861088887777],
    ["Alice Wongham", "alice", "call 010-8888-7777 now"],
  ]);
  const before = (await store.get("C-100001")) as Customer;
  await store.erase("C-100001", "2026-03-02");
  const traces = await tracesOf(workbook, before);
  expect(traces.map(({ value, whole }) => [value, whole])).toEqual([
    ["ALICE@example.com", true],
    ["8610 8888-7777", true],
    [861088887777, true],
    ["call 010-8888-7777 now", false],
    ["came with Alice Wong", false],
  ]);
  await clearTraces(workbook, traces);
  expect(await tracesOf(workbook, before)).toEqual([]);
  expect((await workbook.readTable("Customers", [1])).flat()).toEqual(["Alice Wongham"]);
  store.close();
});
