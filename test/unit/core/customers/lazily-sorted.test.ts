import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { lazilySorted } from "@crm-functions/core";

const byNumber = (a: number, b: number) => a - b;

describe("a list that is sorted where somebody looks", () => {
  test("gives at any rank what the sorted list has there, whatever is put in and taken out between", () => {
    const step = fc.record({ what: fc.constantFrom("at", "insert", "remove"), where: fc.nat() });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(5000), { maxLength: 600 }),
        fc.array(step, { maxLength: 40 }),
        (items, steps) => {
          const model = items.slice().sort(byNumber);
          const list = lazilySorted(items.slice(), byNumber);
          for (const { what, where } of steps) {
            if (what === "insert") {
              const item = 6000 + where;
              if (model.includes(item)) continue;
              list.insert(item);
              model.push(item);
              model.sort(byNumber);
            } else if (model.length > 0) {
              const rank = where % model.length;
              if (what === "at") expect(list.at(rank)).toBe(model[rank]);
              else list.remove(model.splice(rank, 1)[0]);
            }
            expect(list.length).toBe(model.length);
          }
          expect(model.map((_, rank) => list.at(rank))).toEqual(model);
          expect(list.sorted).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([
    ["in no order", (i: number) => (i * 7919) % 100_003],
    ["in order", (i: number) => i],
    ["in reverse", (i: number) => -i],
    ["rising and falling", (i: number) => (i % 2 === 0 ? i : -i)],
  ])("compares a list %s a few times per item for its first hundred", (_, itemAt) => {
    let compared = 0;
    const list = lazilySorted(
      Array.from({ length: 100_000 }, (_unused, i) => itemAt(i)),
      (a, b) => {
        compared++;
        return a - b;
      },
    );
    expect(list.at(0)).toBe(Math.min(...Array.from({ length: 100_000 }, (_unused, i) => itemAt(i))));
    for (let rank = 1; rank < 100; rank++) expect(list.at(rank)).toBeGreaterThan(list.at(rank - 1));
    // A whole sort compares about 17 times per item.
    expect(compared).toBeLessThan(500_000);
    expect(list.sorted).toBe(false);
  });

  test("an item that is not there is not taken out", () => {
    expect(() => lazilySorted([1, 2, 3], byNumber).remove(7)).toThrow("not in the list");
  });
});
