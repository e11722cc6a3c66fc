import { describe, expect, test } from "@jest/globals";
import {
  CrmError,
  inverseWithout,
  isNothing,
  sha256,
  takeBack,
  type ChangeSet,
  type Customer,
  type CustomerStore,
  type Interaction,
  type StoreSettings,
} from "@crm-functions/core";

/** The settings of the stores in these tests. */
export const conformanceSettings: StoreSettings = { region: "CN", today: () => "2026-03-01" };

async function errorOf(promise: Promise<unknown>): Promise<CrmError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof CrmError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const alice = {
  id: "C-1",
  name: "Alice Wong",
  company: "ＡＣＭＥ Ltd",
  phone: "+44 20 7946 0958",
  email: "alice@example.com",
  segment: "Gold",
  ratings: { need: { Price: 7, Quality: 9.5 }, perceived: { Quality: 3 } },
};
const wang = {
  id: "C-2",
  name: "王小明",
  company: "北京华夏科技",
  phone: "138 0013 8000",
  kind: "partner" as const,
};
const bob = {
  id: "C-3",
  name: "bob",
  email: "Bob@Example.com",
  marketingValue: 120.5,
  created: "2025-12-31",
};

/** The requirements of every `CustomerStore`. `makeStore` returns an empty store with `conformanceSettings`. */
export function customerStoreConformance(
  name: string,
  makeStore: () => Promise<CustomerStore> | CustomerStore,
): void {
  async function filled(): Promise<CustomerStore> {
    const store = await makeStore();
    await store.add([alice, wang, bob]);
    return store;
  }

  describe(`${name}: CustomerStore`, () => {
    test("what is added is given back in its stored form", async () => {
      const store = await makeStore();
      const [added] = await store.add([alice]);
      expect(added).toEqual({
        id: "C-1",
        name: "Alice Wong",
        company: "ＡＣＭＥ Ltd",
        kind: "customer",
        phone: "+442079460958",
        email: "alice@example.com",
        segment: "Gold",
        owner: "",
        created: "2026-03-01",
        consent: "",
        marketingValue: null,
        marketingDate: "",
        serviceDate: "",
        ratings: { need: { Price: 7, Quality: 9.5 }, perceived: { Quality: 3 } },
      });
      expect(await store.get("C-1")).toEqual(added);
      expect(await store.get("C-9")).toBeUndefined();
    });

    test("ids not given are made, each another one", async () => {
      const store = await makeStore();
      const added = await store.add([{ name: "A" }, { name: "B" }, { name: "C" }]);
      expect(new Set(added.map(({ id }) => id)).size).toBe(3);
      expect(added.every(({ id }) => id !== "")).toBe(true);
      expect((await store.list()).total).toBe(3);
    });

    test("texts that look like formulas, markup or numbers stay what they are", async () => {
      const store = await makeStore();
      const names = [
        '=HYPERLINK("http://x","y")',
        "+1",
        "-2",
        "@x",
        "<img src=x onerror=alert(1)>",
        "'quoted",
        "007",
        "1/2",
        "TRUE",
        "#N/A",
        "=1+1",
        "１２３",
      ];
      const added = await store.add(names.map((each) => ({ name: each, company: each })));
      for (const [i, { id }] of added.entries()) {
        expect(await store.get(id)).toMatchObject({ name: names[i], company: names[i] });
      }
    });

    test("a batch with one bad record adds nothing and says which", async () => {
      const store = await filled();
      const error = await errorOf(store.add([{ name: "Good" }, { name: "Bad", email: "nowhere" }]));
      expect(error.key).toBe("emailInvalid");
      expect(error.parameters).toMatchObject({ row: 2, field: "email" });
      expect((await store.list()).total).toBe(3);
    });

    test("an id that is taken, in the store or in the batch, is refused", async () => {
      const store = await filled();
      expect((await errorOf(store.add([{ id: "C-2", name: "X" }]))).key).toBe("idTakenBy");
      const error = await errorOf(
        store.add([
          { id: "N", name: "X" },
          { id: "N", name: "Y" },
        ]),
      );
      expect([error.key, error.parameters.row]).toEqual(["idTakenBy", 2]);
      expect((await store.list()).total).toBe(3);
    });

    test("an update changes the given fields only", async () => {
      const store = await filled();
      const [after] = await store.update([{ id: "C-1", phone: "010 8888 7777", owner: "Li" }]);
      expect(after).toMatchObject({
        name: "Alice Wong",
        phone: "+861088887777",
        owner: "Li",
        segment: "Gold",
      });
      expect(after.ratings).toEqual(alice.ratings);
      expect(await store.get("C-1")).toEqual(after);
      const [rated] = await store.update([{ id: "C-1", ratings: { need: { Price: 1 } } }]);
      expect(rated.ratings).toEqual({ need: { Price: 1 } });
      expect((await store.get("C-1"))?.ratings).toEqual({ need: { Price: 1 } });
    });

    test("a field can be emptied", async () => {
      const store = await filled();
      await store.update([{ id: "C-3", email: "", marketingValue: null }]);
      expect(await store.get("C-3")).toMatchObject({ email: "", marketingValue: null });
    });

    test("an update is all or nothing", async () => {
      const store = await filled();
      const missing = await errorOf(
        store.update([
          { id: "C-1", name: "New" },
          { id: "C-9", name: "X" },
        ]),
      );
      expect([missing.key, missing.parameters.id]).toEqual(["customerNotFound", "C-9"]);
      const bad = await errorOf(
        store.update([
          { id: "C-1", name: "New" },
          { id: "C-2", name: " " },
        ]),
      );
      expect([bad.key, bad.parameters.row]).toEqual(["fieldRequired", 2]);
      expect((await store.get("C-1"))?.name).toBe("Alice Wong");
    });

    test("what somebody else changed meanwhile is not overwritten", async () => {
      const store = await filled();
      const seen = (await store.get("C-1")) as Customer;
      await store.update([{ id: "C-1", segment: "Silver" }]);
      const error = await errorOf(store.update([{ id: "C-1", name: "Late" }], { seen: [seen] }));
      expect(error.key).toBe("changedMeanwhile");
      expect(error.parameters).toMatchObject({ id: "C-1", fields: "segment" });
      expect(await store.get("C-1")).toMatchObject({ name: "Alice Wong", segment: "Silver" });
      expect((await errorOf(store.remove(["C-1"], { seen: [seen] }))).key).toBe("changedMeanwhile");
      const now = (await store.get("C-1")) as Customer;
      await store.update([{ id: "C-1", name: "In time" }], { seen: [now] });
      expect((await store.get("C-1"))?.name).toBe("In time");
    });

    test("removing takes the interactions along, or does nothing at all", async () => {
      const store = await filled();
      await store.addInteractions([{ customerId: "C-1", when: "2026-01-01", kind: "call" }]);
      expect((await errorOf(store.remove(["C-1", "C-9"]))).key).toBe("customerNotFound");
      expect((await store.interactionsOf("C-1")).length).toBe(1);
      await store.remove(["C-1", "C-3"]);
      expect((await store.list()).items.map(({ id }) => id)).toEqual(["C-2"]);
      expect(await store.interactionsOf("C-1")).toEqual([]);
      expect((await store.listInteractions()).total).toBe(0);
    });

    test("lists come by page and order, missing values last in both directions", async () => {
      const store = await filled();
      const ids = async (query: object) => (await store.list(query)).items.map(({ id }) => id);
      expect(await ids({ order: "created" })).toEqual(["C-3", "C-1", "C-2"]);
      expect(await ids({ order: "segment" })).toEqual(["C-1", "C-2", "C-3"]);
      expect(await ids({ order: "segment", descending: true })).toEqual(["C-1", "C-2", "C-3"]);
      expect(await ids({ order: "marketingValue" })).toEqual(["C-3", "C-1", "C-2"]);
      expect(await store.list({ order: "created", offset: 1, limit: 1 })).toMatchObject({
        items: [{ id: "C-1" }],
        total: 3,
      });
      expect(await ids({ kind: "partner" })).toEqual(["C-2"]);
      expect(await ids({ segment: "Gold" })).toEqual(["C-1"]);
      expect((await store.list({ offset: 5 })).items).toEqual([]);
    });

    test("names are in order whatever their case, and stay so after changes", async () => {
      const store = await filled();
      const latin = async () =>
        (await store.list()).items.map((each) => each.name).filter((each) => /^[a-z]/i.test(each));
      expect(await latin()).toEqual(["Alice Wong", "bob"]);
      await store.add([{ name: "Aaron" }, { name: "Bobby" }]);
      await store.update([{ id: "C-1", name: "Zoe" }]);
      expect(await latin()).toEqual(["Aaron", "bob", "Bobby", "Zoe"]);
    });

    let searched: Promise<CustomerStore> | undefined;
    test.each([
      ["part of a name", "lice", ["C-1"]],
      ["another case", "ALICE w", ["C-1"]],
      ["words in any order", "wong alice", ["C-1"]],
      ["another width", "acme", ["C-1"]],
      ["full width typed", "Ｂｏｂ", ["C-3"]],
      ["Chinese name", "小明", ["C-2"]],
      ["Chinese company", "华夏", ["C-2"]],
      ["e-mail in another case", "bob@example", ["C-3"]],
      ["phone as typed", "138 0013 8000", ["C-2"]],
      ["phone with country code", "+86 138-0013-8000", ["C-2"]],
      ["phone with 00", "0086 13800138000", ["C-2"]],
      ["part of a phone", "0013 80", ["C-2"]],
      ["phone with trunk zero", "020 7946 0958", ["C-1"]],
      ["phone with (0)", "+44 (0)20 7946 0958", ["C-1"]],
      ["full-width digits", "１３８００１３", ["C-2"]],
      ["nobody", "zzz", []],
      ["special characters", "100% (.*", []],
      ["SQL wildcard", "_lice%", []],
    ])("search: %s", async (_, text, expected) => {
      const store = await (searched ??= filled()); // searching changes nothing
      const found = await store.search(text);
      expect(found.items.map(({ id }) => id).sort()).toEqual(expected);
      expect(found.total).toBe(expected.length);
    });

    test("search goes with a query", async () => {
      const store = await filled();
      expect((await store.search("", { limit: 2 })).total).toBe(3);
      expect((await store.search("example.com", { order: "created", limit: 1 })).items[0].id).toBe("C-3");
      expect((await store.search("o", { kind: "partner" })).items).toEqual([]);
    });

    test("search sees changes", async () => {
      const store = await filled();
      await store.update([{ id: "C-1", name: "Carol" }]);
      expect((await store.search("alice wong")).total).toBe(0);
      expect((await store.search("carol")).total).toBe(1);
      await store.remove(["C-1"]);
      expect((await store.search("carol")).total).toBe(0);
    });

    test("interactions are kept, newest first", async () => {
      const store = await filled();
      const [call] = await store.addInteractions([
        {
          id: "I-1",
          customerId: "C-1",
          when: "2026-01-05",
          kind: "call",
          note: "=1+1\nline",
          rating: 8,
          amount: 12.5,
        },
        { id: "I-2", customerId: "C-1", when: "2026-01-06T09:30", kind: "visit", followUp: "2026-02-01" },
        { customerId: "C-2", when: "2026-01-07", kind: "message", channel: "WeChat", done: true },
      ]);
      expect(call).toEqual({
        id: "I-1",
        customerId: "C-1",
        when: "2026-01-05",
        kind: "call",
        channel: "",
        rating: 8,
        amount: 12.5,
        note: "=1+1\nline",
        followUp: "",
        done: false,
      });
      expect((await store.interactionsOf("C-1")).map(({ id }) => id)).toEqual(["I-2", "I-1"]);
      expect((await store.interactionsOf("C-1"))[1]).toEqual(call);
      expect((await store.interactionsOf("C-1"))[0].when).toBe("2026-01-06T09:30");
      expect(await store.listInteractions({ kinds: ["message", "call"], limit: 1 })).toMatchObject({
        items: [{ channel: "WeChat", done: true }],
        total: 2,
      });
      expect((await store.listInteractions({ from: "2026-01-06", to: "2026-01-06" })).items[0].id).toBe(
        "I-2",
      );
    });

    test("follow-ups due come earliest first, without those done", async () => {
      const store = await filled();
      await store.addInteractions([
        { id: "I-1", customerId: "C-1", when: "2026-01-01", kind: "call", followUp: "2026-02-02" },
        { id: "I-2", customerId: "C-2", when: "2026-01-02", kind: "call", followUp: "2026-02-01" },
        {
          id: "I-3",
          customerId: "C-2",
          when: "2026-01-03",
          kind: "call",
          followUp: "2026-02-01",
          done: true,
        },
        { id: "I-4", customerId: "C-2", when: "2026-01-03", kind: "call", followUp: "2026-02-03" },
        { id: "I-5", customerId: "C-2", when: "2026-01-03", kind: "call" },
      ]);
      const due = await store.listInteractions({ dueBy: "2026-02-02" });
      expect(due.items.map(({ id }) => id)).toEqual(["I-2", "I-1"]);
    });

    test("service stamps the service date, marketing its value and date", async () => {
      const store = await filled();
      await store.addInteractions([
        { customerId: "C-1", when: "2026-01-05T10:00", kind: "consulting" },
        { customerId: "C-1", when: "2026-01-09", kind: "after-sales" },
        { customerId: "C-1", when: "2026-01-02", kind: "after-sales" },
        { customerId: "C-1", when: "2026-02-01", kind: "marketing", amount: 99.5 },
        { customerId: "C-2", when: "2026-02-01", kind: "call", amount: 5 },
      ]);
      expect(await store.get("C-1")).toMatchObject({
        serviceDate: "2026-01-09",
        marketingDate: "2026-02-01",
        marketingValue: 99.5,
      });
      expect(await store.get("C-2")).toMatchObject({
        serviceDate: "",
        marketingDate: "",
        marketingValue: null,
      });
    });

    test("interactions: bad ones, unknown customers and taken ids add nothing and stamp nothing", async () => {
      const store = await filled();
      const good = { id: "I-1", customerId: "C-1", when: "2026-01-05", kind: "consulting" as const };
      const unknown = await errorOf(store.addInteractions([good, { ...good, id: "I-2", customerId: "C-9" }]));
      expect([unknown.key, unknown.parameters.row]).toEqual(["customerNotFound", 2]);
      expect((await errorOf(store.addInteractions([good, { ...good, id: "", rating: 11 }]))).key).toBe(
        "ratingOutOfRange",
      );
      expect((await errorOf(store.addInteractions([good, good]))).key).toBe("idTakenBy");
      expect((await store.listInteractions()).total).toBe(0);
      expect((await store.get("C-1"))?.serviceDate).toBe("");
    });

    test("interactions are updated and removed, all or nothing", async () => {
      const store = await filled();
      const [first, second] = await store.addInteractions([
        { customerId: "C-1", when: "2026-01-05", kind: "call" },
        { customerId: "C-1", when: "2026-01-06", kind: "call" },
      ]);
      const [done] = await store.updateInteractions([{ id: first.id, done: true, note: "paid" }]);
      expect(done).toEqual({ ...first, done: true, note: "paid" });
      const stale = store.updateInteractions([{ id: first.id, note: "x" }], { seen: [first as Interaction] });
      expect((await errorOf(stale)).key).toBe("changedMeanwhile");
      expect((await errorOf(store.removeInteractions([second.id, "I-none"]))).key).toBe(
        "interactionNotFound",
      );
      await store.removeInteractions([second.id]);
      expect(await store.interactionsOf("C-1")).toEqual([done]);
    });

    test("several changes are one write: what moved to another customer stays when the first goes", async () => {
      const store = await filled();
      const [call, visit] = await store.addInteractions([
        { customerId: "C-1", when: "2026-01-05", kind: "call" },
        { customerId: "C-1", when: "2026-01-06", kind: "visit" },
      ]);
      const seen = (await store.list({ order: "created" })).items;
      let heard = 0;
      const leave = store.onChange(() => heard++);
      await store.change(
        {
          add: [{ id: "C-4", name: "Dora" }],
          update: [{ id: "C-3", name: "Bobby" }],
          addInteractions: [{ id: "I-9", customerId: "C-4", when: "2026-02-01", kind: "consulting" }],
          updateInteractions: [{ id: call.id, customerId: "C-4" }],
          remove: ["C-1"],
        },
        { seen, seenInteractions: [call, visit] },
      );
      leave();
      expect(heard).toBe(1);
      expect((await store.list({ order: "name" })).items.map(({ id }) => id).sort()).toEqual([
        "C-2",
        "C-3",
        "C-4",
      ]);
      expect((await store.get("C-3"))?.name).toBe("Bobby");
      // Nothing is stamped: a customer's dates come from `update` alone.
      expect((await store.get("C-4"))?.serviceDate).toBe("");
      expect((await store.interactionsOf("C-4")).map(({ id }) => id)).toEqual(["I-9", call.id]);
      expect((await store.listInteractions()).total).toBe(2);
    });

    test("several changes of which one is impossible change nothing", async () => {
      const store = await filled();
      const [call] = await store.addInteractions([{ customerId: "C-1", when: "2026-01-05", kind: "call" }]);
      const before = JSON.stringify([await store.list(), await store.listInteractions()]);
      const set = { add: [{ name: "Dora" }], update: [{ id: "C-3", name: "Bobby" }], remove: ["C-1"] };
      const keyOf = async (...given: Parameters<typeof store.change>) =>
        (await errorOf(store.change(...given))).key;
      expect(await keyOf({ ...set, remove: ["C-9"] })).toBe("customerNotFound");
      expect(await keyOf({ ...set, add: [{ id: "C-2", name: "Twice" }] })).toBe("idTakenBy");
      expect(await keyOf({ ...set, updateInteractions: [{ id: call.id, customerId: "C-9" }] })).toBe(
        "customerNotFound",
      );
      expect(await keyOf({ ...set, removeInteractions: ["I-none"] })).toBe("interactionNotFound");
      const other = { ...(await store.get("C-3"))!, company: "Elsewhere" };
      expect(await keyOf(set, { seen: [other] })).toBe("changedMeanwhile");
      expect(await keyOf(set, { seenInteractions: [{ ...call, note: "other" }] })).toBe("changedMeanwhile");
      expect(await keyOf(set, { signal: { aborted: true } })).toBe("stopped");
      expect(JSON.stringify([await store.list(), await store.listInteractions()])).toBe(before);
    });

    test("what stands in columns of the user's own is kept as it is", async () => {
      const store = await makeStore();
      const own = { "Shoe size": 43.5, Code: "007", Member: true, "Need: x": "=1+1", Note: " 12E4 " };
      const [added] = await store.add([{ ...alice, own }, wang]);
      expect(added.own).toEqual(own);
      expect((await store.get("C-1"))?.own).toEqual(own);
      expect(await store.get("C-2")).not.toHaveProperty("own");
      await store.update([{ id: "C-1", own: { Code: "008" } }]);
      expect((await store.get("C-1"))?.own).toEqual({ Code: "008" });
      const [call] = await store.addInteractions([
        { customerId: "C-2", when: "2026-01-05", kind: "call", own: { Room: "12" } },
      ]);
      expect(await store.interactionsOf("C-2")).toEqual([call]);
      expect(call.own).toEqual({ Room: "12" });
      await store.updateInteractions([{ id: call.id, own: {} }]);
      expect((await store.interactionsOf("C-2"))[0]).not.toHaveProperty("own");
    });

    /** Everything in a store, in a fixed order. */
    const contentsOf = async (store: CustomerStore) => {
      const byId = <Item extends { readonly id: string }>(items: readonly Item[]) =>
        [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
      return [byId((await store.list()).items), byId((await store.listInteractions()).items)];
    };

    test("every change taken back leaves the store as it was before, and taken back again as after", async () => {
      const store = await filled();
      await store.update([{ id: "C-1", own: { Tea: "green", Room: 12 } }]);
      const [call, visit] = await store.addInteractions([
        { customerId: "C-1", when: "2026-01-05", kind: "call", own: { Room: "12" } },
        { customerId: "C-3", when: "2026-01-06", kind: "visit" },
      ]);
      const changes: ChangeSet[] = [
        {
          add: [
            { name: "Dora", own: { Tea: "black" } },
            { id: "C-5", name: "Eve", ratings: { need: { Taste: 3 } } },
          ],
        },
        { update: [{ id: "C-1", phone: "", own: { Room: 13, Floor: 2 }, ratings: { need: { Price: 1 } } }] },
        { set: new Map([["C-2", { "service: Speed": 4, company: "" }]]) },
        {
          addInteractions: [{ customerId: "C-2", when: "2026-02-01", kind: "marketing", amount: 5 }],
          stamp: true,
        },
        { updateInteractions: [{ id: call.id, done: true, own: {} }] },
        { removeInteractions: [visit.id] },
        { remove: ["C-1", "C-3"] },
        {
          update: [{ id: "C-1", company: "Merged" }],
          updateInteractions: [{ id: visit.id, customerId: "C-1" }],
          remove: ["C-3"],
        },
        {
          add: [{ id: "C-6", name: "Fay" }],
          addInteractions: [{ customerId: "C-6", when: "2026-02-01", kind: "call" }],
        },
      ];
      for (const change of changes) {
        const before = await contentsOf(store);
        const { inverse } = await store.change(change);
        const after = await contentsOf(store);
        expect(after).not.toEqual(before);
        const { inverse: anew } = await takeBack(store, inverse);
        expect(await contentsOf(store)).toEqual(before);
        const { inverse: again } = await takeBack(store, anew);
        expect(await contentsOf(store)).toEqual(after);
        await takeBack(store, again);
        expect(await contentsOf(store)).toEqual(before);
      }
    });

    test("a change is taken back only where what it touched still stands; the rest may have changed", async () => {
      const store = await filled();
      const { inverse } = await store.change({ update: [{ id: "C-1", segment: "Silver" }] });
      await store.update([{ id: "C-1", company: "Elsewhere" }]);
      await takeBack(store, inverse);
      expect(await store.get("C-1")).toMatchObject({ segment: "Gold", company: "Elsewhere" });
      const { inverse: other } = await store.change({ update: [{ id: "C-1", segment: "Silver" }] });
      await store.update([{ id: "C-1", segment: "Bronze" }]);
      const error = await errorOf(takeBack(store, other));
      expect([error.key, error.parameters.fields]).toEqual(["changedMeanwhile", "segment"]);
      expect((await store.get("C-1"))?.segment).toBe("Bronze");
      const { customers, inverse: added } = await store.change({ add: [{ name: "Dora" }] });
      await store.addInteractions([{ customerId: customers[0].id, when: "2026-02-01", kind: "call" }]);
      expect((await errorOf(takeBack(store, added))).key).toBe("changedMeanwhile");
      expect((await store.interactionsOf(customers[0].id)).length).toBe(1);
    });

    test("stamps that have been set anew stay when an interaction is taken back", async () => {
      const store = await filled();
      const call = { customerId: "C-2", when: "2026-02-01", kind: "consulting" as const };
      const { inverse } = await store.change({ addInteractions: [call], stamp: true });
      await store.addInteractions([{ ...call, when: "2026-02-09" }]);
      await takeBack(store, inverse);
      expect((await store.get("C-2"))?.serviceDate).toBe("2026-02-09");
      expect((await store.interactionsOf("C-2")).map(({ when }) => when)).toEqual(["2026-02-09"]);
    });

    test("who has been erased is left out of what is taken back", async () => {
      const store = await filled();
      const { inverse } = await store.change({ remove: ["C-1"], update: [{ id: "C-3", company: "B" }] });
      const rest = inverseWithout(inverse, "C-1");
      expect(JSON.stringify([rest.changes, rest.about])).not.toMatch(/Alice|C-1/);
      expect(isNothing(rest)).toBe(false);
      await takeBack(store, rest);
      expect((await store.get("C-3"))?.company).toBe("");
      expect(await store.get("C-1")).toBeUndefined();
      expect(isNothing(inverseWithout(inverseWithout(inverse, "C-1"), "C-3"))).toBe(true);
    });

    test("an id that is taken is so by somebody", async () => {
      const store = await filled();
      const error = await errorOf(store.add([{ id: "C-1", name: "X" }]));
      expect(error.parameters.holder).toBe("Alice Wong");
      expect(error.message).toContain("Alice Wong");
    });

    test("changes since a version", async () => {
      const store = await makeStore();
      await store.add([alice, wang]);
      const all = await store.changesSince(0);
      expect(all.customers.map(({ id }) => id).sort()).toEqual(["C-1", "C-2"]);
      expect(await store.changesSince(all.version)).toMatchObject({ customers: [], removedCustomers: [] });
      await store.update([{ id: "C-2", name: "Wang" }]);
      await store.remove(["C-1"]);
      const [call] = await store.addInteractions([{ customerId: "C-2", when: "2026-01-01", kind: "call" }]);
      const later = await store.changesSince(all.version);
      expect(later.version).toBeGreaterThan(all.version);
      expect(later.customers.map((each) => each.name)).toEqual(["Wang"]);
      expect(later.removedCustomers).toEqual(["C-1"]);
      expect(later.interactions).toEqual([call]);
      await store.removeInteractions([call.id]);
      expect((await store.changesSince(later.version)).removedInteractions).toEqual([call.id]);
    });

    test("listeners hear of changes until they leave", async () => {
      const store = await makeStore();
      let heard = 0;
      const leave = store.onChange(() => heard++);
      await store.add([alice]);
      expect(heard).toBe(1);
      await errorOf(store.add([alice]));
      expect(heard).toBe(1);
      leave();
      await store.remove(["C-1"]);
      expect(heard).toBe(1);
    });

    test("a write that is stopped changes nothing", async () => {
      const store = await filled();
      const error = await errorOf(store.add([{ name: "X" }], { signal: { aborted: true } }));
      expect(error.key).toBe("stopped");
      expect((await store.list()).total).toBe(3);
    });

    test("progress ends at the whole", async () => {
      const store = await makeStore();
      const seen: { done: number; total: number }[] = [];
      await store.add([alice, wang, bob], { onProgress: (progress) => seen.push(progress) });
      expect(seen.at(-1)).toEqual({ done: 3, total: 3 });
    });

    test("a person erased is gone, and the log holds nothing personal", async () => {
      const store = await filled();
      await store.addInteractions([
        { customerId: "C-1", when: "2026-01-05", kind: "call", note: "Alice called" },
      ]);
      const erasure = await store.erase("C-1", "2026-03-02");
      expect(erasure).toEqual({ idHash: sha256("C-1"), date: "2026-03-02", interactions: 1 });
      expect(await store.get("C-1")).toBeUndefined();
      expect((await store.search("alice")).total).toBe(0);
      expect((await store.listInteractions()).total).toBe(0);
      expect(await store.erasures()).toEqual([erasure]);
      expect(JSON.stringify(await store.erasures())).not.toMatch(/C-1|Alice/);
      expect((await errorOf(store.erase("C-1", "2026-03-02"))).key).toBe("customerNotFound");
    });

    test("a thousand at once", async () => {
      const store = await makeStore();
      const many = Array.from({ length: 1000 }, (_, i) => ({ id: `N-${i}`, name: `Name ${i}` }));
      await store.add(many);
      expect((await store.list({ offset: 998 })).items.map((each) => each.name)).toEqual([
        "Name 998",
        "Name 999",
      ]);
      await store.remove(many.slice(0, 990).map(({ id }) => id));
      expect((await store.list()).total).toBe(10);
    });
  });
}
