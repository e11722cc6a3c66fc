import { expect, test } from "@jest/globals";
import { marketingKinds, monthsOf, serviceKinds, type Interaction } from "@crm-functions/core";

const interaction = (when: string, kind: Interaction["kind"], rating: number | null) =>
  ({ when, kind, rating }) as Interaction;

test("months are those of rated interactions of the kind, with how many there are", () => {
  const { months, ratings, monthOf, unrated } = monthsOf(
    [
      interaction("2026-02-01", "consulting", 6),
      interaction("2025-12-31T10:00", "after-sales", 8),
      interaction("2026-02-28", "after-sales", 7),
      interaction("2026-01-05", "marketing", 1),
      interaction("2026-01-05", "consulting", null),
    ],
    serviceKinds,
  );
  expect(months.map(({ month, rating }) => [month, rating.mean, rating.count])).toEqual([
    ["2025-12", 8, 1],
    ["2026-02", 6.5, 2],
  ]);
  expect([...ratings]).toEqual([6, 8, 7]);
  expect(Array.from(monthOf)).toEqual([2, 0, 2]);
  expect(unrated).toBe(1);
});

test("no rated interaction: no month", () => {
  const { months, ratings, unrated } = monthsOf(
    [interaction("2026-02-01", "marketing", null)],
    marketingKinds,
  );
  expect([months, ratings.length, unrated]).toEqual([[], 0, 1]);
  expect(monthsOf([], serviceKinds)).toMatchObject({ months: [], unrated: 0 });
});
