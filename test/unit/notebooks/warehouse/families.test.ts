import { expect, test } from "@jest/globals";
import { duplicates, personKeys } from "@crm-functions/core";
import { random } from "../../../conformance/warehouse";
import { families } from "../../../../notebooks/support/warehouse/families";
import { temporaryFolder } from "../../../temporary-folder";

type Person = readonly [id: string, name: string, phone: string, email: string];

function groupsOf(people: readonly Person[], mostRows = Infinity): string[][] {
  const found = families(temporaryFolder(), mostRows, () => new RangeError("too many"));
  try {
    for (const [id, name, phone, email] of people) found.add(id, personKeys({ name, phone, email }));
    const work = found.groups();
    let step = work.next();
    while (step.done !== true) step = work.next();
    return membersOf(step.value.customers, step.value.groups);
  } finally {
    found.close();
  }
}

/** The customers of each group. */
function membersOf(customers: readonly string[], groups: ArrayLike<number>): string[][] {
  const members: string[][] = [];
  customers.forEach((customer, i) => {
    if (groups[i] > 0) (members[groups[i]] ??= []).push(customer);
  });
  return members.flatMap((group) => [group]);
}

const inOrder = (groups: readonly string[][]) => groups.map((group) => [...group].sort().join()).sort();

test("groups of twenty thousand people, put aside on disk, are those of the core over all of them at once", () => {
  const next = random(31);
  const pick = (of: number) => Math.floor(next() * of);
  // So few different ones that names contradict one another, and telephones tie families of many kinds together.
  const people = Array.from({ length: 20_000 }, (_, i): Person => [
    `p${i}`,
    next() < 0.1 ? "" : `Name${pick(6000)} Ünal${pick(3)}${"x".repeat(i === 77 ? 70_000 : 0)}`,
    next() < 0.5 ? "" : `+49 30 ${500_000 + pick(9000)}`,
    next() < 0.5 ? "" : `${next() < 0.1 ? "info" : `mail${pick(9000)}`}@firm${pick(2)}.example`,
  ]);
  const column = (k: number) => people.map((person) => person[k]);
  const expected = membersOf(column(0), duplicates(column(1), column(2), column(3)));
  expect(expected.length).toBeGreaterThan(2000);
  expect(inOrder(groupsOf(people))).toEqual(inOrder(expected));
});

test("one of a name stays alone where others of that name contradict one another, though they share nothing with it", () => {
  const people: Person[] = [
    ["a", "Kim Novak", "", "kim@example.net"],
    ["b", "Ed Novak", "", "kim@example.net"],
    ["c", "Kim Novak", "", "other@example.net"],
    ["d", "KIM NOVAK", "+49 30 5550171", ""],
    ["e", "Dana Scully", "+49 30 5550171", ""],
  ];
  expect(inOrder(groupsOf(people))).toEqual(["a,b"]);
});

test("a placeholder in many rows is an error, whatever else there is", () => {
  const people = Array.from({ length: 900 }, (_, i): Person => [`p${i}`, "", i < 700 ? "123456" : "", ""]);
  expect(() => groupsOf(people, 699)).toThrow("too many");
  expect(groupsOf(people.slice(1), 699)).toHaveLength(1);
});
