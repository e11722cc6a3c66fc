import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { searchTest } from "@crm-functions/core";
import { createSearchIndex } from "../../../../core/customers/search-index";

test("finds what asking every text by itself finds, while texts come, change and go", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "王", "1", "3", " "), maxLength: 6 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), text), { minLength: 1, maxLength: 40 }),
      text,
      (changes, query) => {
        const texts = new Map<number, string>();
        const index = createSearchIndex((place) => texts.get(place) ?? "");
        const put = (place: number, line: string) => {
          texts.set(place, `${line}\n#${line.replace(/\D/g, "")}`);
          index.changed(place);
        };
        // More than stand in one text together, then single changes on top.
        for (let i = 0; i < 1100; i++) put(i, changes[i % changes.length][1]);
        index.find("a");
        for (const [place, line] of changes) {
          if (place % 3 === 0) {
            texts.delete(place);
            index.changed(place);
          } else put(place, line);
        }
        const answers = searchTest(query);
        const expected = [...texts].filter(([, line]) => answers(line)).map(([place]) => place);
        const found = index.find(query);
        if (query.trim() === "") return expect(found).toBeUndefined();
        const places = [...found!.marks.keys()].filter((place) => found!.marks[place] === 1);
        expect(places).toEqual(expected.sort((a, b) => a - b));
        expect(found!.count).toBe(places.length);
      },
    ),
    { numRuns: 60 },
  );
});
