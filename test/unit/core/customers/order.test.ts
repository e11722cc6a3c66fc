import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { finished } from "../../../../core/long-work";
import { isMissing, rankIn, sortedSteps } from "../../../../core/customers/order";
import { customerOf } from "../analyses/team-of";

const sorted = (customers: Parameters<typeof sortedSteps>[0], order: Parameters<typeof sortedSteps>[1]) =>
  finished(sortedSteps(customers, order)).map(({ id }) => id);
const named = (id: string, name: string) => customerOf(id, {}, { name });

test("names by pinyin, case not counted, numbers by their value; equal ones by id", () => {
  const people = [
    named("5", "Unit 10"),
    named("4", "unit 9"),
    named("2", "Ann"),
    named("1", "ann"),
    named("3", "李"),
  ];
  expect(sorted(people, "name")).toEqual(["3", "1", "2", "4", "5"]);
});

test("values by their size, dates by day, and who has none comes last", () => {
  const of = (id: string, marketingValue: number | null, serviceDate: string) =>
    customerOf(id, {}, { marketingValue, serviceDate });
  const people = [of("1", null, "2026-02-01"), of("2", 20, ""), of("3", 3, "2025-12-31"), of("4", 0, "")];
  expect(sorted(people, "marketingValue")).toEqual(["4", "3", "2", "1"]);
  expect(sorted(people, "serviceDate")).toEqual(["3", "1", "2", "4"]);
  expect(people.map((each) => isMissing(each, "serviceDate"))).toEqual([false, true, false, true]);
  expect(people.map((each) => isMissing(each, "marketingValue"))).toEqual([true, false, false, false]);
});

test("the order is total: whoever sorts whatever order gets the same, and each has its rank", () => {
  const people = fc.uniqueArray(
    fc.tuple(fc.stringMatching(/^[a-d]{1,2}$/), fc.constantFrom("", "Gold", "gold", "Silver", "银")),
    { selector: ([id]) => id, maxLength: 12 },
  );
  fc.assert(
    fc.property(people, (given) => {
      const customers = given.map(([id, segment]) => customerOf(id, {}, { segment }));
      const ordered = finished(sortedSteps(customers, "segment"));
      expect(finished(sortedSteps([...customers].reverse(), "segment"))).toEqual(ordered);
      expect(ordered.map((each) => rankIn(ordered, each, "segment"))).toEqual(ordered.map((_, i) => i));
    }),
  );
});

test("more than are sorted in one step are merged, and it rests between", () => {
  const many = Array.from({ length: 1100 }, (_, i) =>
    customerOf(String(i), {}, { created: String(1e6 + ((i * 7919) % 1100)) }),
  );
  const steps = sortedSteps(many, "created");
  let rests = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) {
      expect(step.value.map(({ created }) => Number(created))).toEqual(many.map((_, i) => 1e6 + i));
      break;
    }
    rests++;
  }
  expect(rests).toBeGreaterThan(5);
  expect(sorted([], "name")).toEqual([]);
});
