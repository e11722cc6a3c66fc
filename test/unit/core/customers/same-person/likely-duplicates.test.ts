import { expect, test } from "@jest/globals";
import { personData, personTable, samePersonIndex } from "@crm-functions/core";
import { createMemoryStore } from "../../../../doubles/memory-store";

async function store() {
  const made = createMemoryStore({ region: "CN", today: () => "2026-03-01" });
  await made.add([
    { id: "1", name: "Alice Wong", company: "ACME", phone: "13800138000", email: "a@example.com" },
    { id: "2", name: "ａｌｉｃｅ  wong", company: "" },
    { id: "3", name: "Alice Wong", company: "Other" },
    { id: "4", name: "Alice", email: "A@EXAMPLE.COM" },
  ]);
  return made;
}

test("the same phone, e-mail or name, best first, as in DUPLICATES; oneself does not count", async () => {
  const customers = await store();
  await customers.remove(["3"]);
  const found = await samePersonIndex(customers).likely({
    id: "9",
    name: "WONG, Alice",
    company: "Acme Ltd",
    phone: "+86 138-0013-8000",
    email: "a@example.com",
  });
  expect(found.map(({ customer, by }) => [customer.id, by])).toEqual([
    ["1", ["email", "phone", "name"]],
    ["4", ["email"]],
    ["2", ["name"]],
  ]);
  expect(await samePersonIndex(customers).likely({ id: "4", name: "Zed" })).toEqual([]);
});

test("a name alone says nothing where those who have it differ in telephone, address or company", async () => {
  const index = samePersonIndex(await store());
  expect(await index.likely({ name: "Alice Wong" })).toEqual([]);
  expect(await index.likely({ name: "Somebody", email: "info@example.com" })).toEqual([]);
});

test("the index follows the store: who was changed, and who was erased", async () => {
  const customers = await store();
  const index = samePersonIndex(customers);
  const ids = async (name: string) => (await index.likely({ name })).map(({ customer }) => customer.id);
  expect(await ids("Juergen Mueller")).toEqual([]);
  await customers.update([{ id: "4", name: "Jürgen Müller", email: "" }]);
  expect(await ids("Juergen Mueller")).toEqual(["4"]);
  await customers.erase("4", "2026-03-01");
  expect(await ids("Juergen Mueller")).toEqual([]);
});

test("the one meant is found behind thousands in whose texts the name stands, spaces or not", async () => {
  const customers = createMemoryStore({ region: "CN", today: () => "2026-03-01" });
  await customers.add([
    ...Array.from({ length: 3000 }, (_, i) => ({
      name: `A ${i}`,
      company: "王小明 Ltd",
      email: `li${i}@x.com`,
    })),
    { id: "Z", name: "王 小明" },
    { id: "L", name: "Li" },
  ]);
  const idsFor = async (name: string) =>
    (await samePersonIndex(customers).likely({ name })).map(({ customer }) => customer.id);
  expect(await idsFor("王小明")).toEqual(["Z"]);
  expect(await idsFor("LI")).toEqual(["L"]);
});

test("one person's data with the interactions", async () => {
  const customers = await store();
  await customers.addInteractions([{ customerId: "1", when: "2026-01-01", kind: "call", note: "hello" }]);
  const data = (await personData(customers, "1"))!;
  expect(data.interactions.length).toBe(1);
  const table = personTable(data, "zh-CN");
  expect(table[1].slice(0, 2)).toEqual(["姓名", "Alice Wong"]);
  expect(table.at(-1)).toContain("hello");
  expect(new Set(table.map((row) => row.length)).size).toBe(1);
  expect(await personData(customers, "none")).toBeUndefined();
});
