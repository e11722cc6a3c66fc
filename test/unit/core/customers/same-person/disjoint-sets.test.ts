import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { disjointSets } from "../../../../../core/customers/same-person/disjoint-sets";

test("by hand: what is joined has its least member as root, the others their own", () => {
  const { rootOf, join } = disjointSets(6);
  join(4, 2);
  join(5, 4);
  join(1, 0);
  expect([0, 1, 2, 3, 4, 5].map(rootOf)).toEqual([0, 0, 2, 3, 2, 2]);
});

test("the roots are the least that can be reached by joins, in whatever order they were made", () => {
  const joins = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 15 });
  fc.assert(
    fc.property(joins, (pairs) => {
      // Each label falls to the least of its neighbours until nothing moves.
      const least = Array.from({ length: 12 }, (_, i) => i);
      for (let round = 0; round < 12; round++)
        for (const [i, j] of pairs) least[i] = least[j] = Math.min(least[i], least[j]);
      for (const order of [pairs, [...pairs].reverse()]) {
        const { rootOf, join } = disjointSets(12);
        for (const [i, j] of order) join(i, j);
        expect(least.map((_, i) => rootOf(i))).toEqual(least);
      }
    }),
  );
});

test("nobody has no sets", () => {
  expect(() => disjointSets(0)).not.toThrow();
});
