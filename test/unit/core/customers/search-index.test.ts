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
        const index = createSearchIndex();
        const texts = new Map<string, string>();
        const put = (id: string, line: string) => {
          texts.set(id, `${line}\n#${line.replace(/\D/g, "")}`);
          index.put(id, texts.get(id)!);
        };
        // Enough to be put together to one long text, then single changes on top.
        for (let i = 0; i < 1100; i++) put(String(i), changes[i % changes.length][1]);
        index.find("a");
        for (const [id, line] of changes) {
          if (id % 3 === 0) {
            texts.delete(String(id));
            index.remove(String(id));
          } else put(String(id), line);
        }
        const answers = searchTest(query);
        const expected = [...texts].filter(([, line]) => answers(line)).map(([id]) => id);
        expect([...index.find(query)].sort()).toEqual(expected.sort());
      },
    ),
    { numRuns: 40 },
  );
});
