import { expect, jest, test } from "@jest/globals";
import { needScore } from "@crm-functions/core";
import {
  customersFrame,
  frameOf,
  frameValues,
  interactionsFrame,
  ratingsFrame,
} from "../../../notebooks/support/frames";
import { sampleTables, TeamWorkbook } from "../../../notebooks/support/workbook";

jest.setTimeout(60_000);

const { customers, interactions, weights } = sampleTables();
const team = new TeamWorkbook(customers, interactions, weights, []);

test("customers, interactions and ratings become frames", () => {
  const frame = customersFrame(customers);
  expect(frame.shape).toEqual([40, 13]);
  expect(frame.column("id").values.slice(0, 2)).toEqual(["C-001", "C-002"]);
  expect(interactionsFrame(interactions).shape).toEqual([120, 10]);
  expect(ratingsFrame(team.ratings("need")).columns).toEqual([
    "id",
    "Price",
    "Quality",
    "Delivery",
    "Advice",
  ]);
});

test("scores over a frame are those over the ratings", () => {
  const need = team.ratings("need");
  const values = frameValues(ratingsFrame(need), need.criteria);
  expect(needScore(values, need.weights)).toEqual(needScore(need.columns, need.weights));
});

test("what is missing or no number is NaN, a column that is not there is named", () => {
  const frame = frameOf({ a: [1, NaN, 3], b: ["x", "y", "z"] });
  expect(Array.from(frameValues(frame, ["a", "b"])[0])).toEqual([1, NaN, 3]);
  expect(Array.from(frameValues(frame, ["b"])[0])).toEqual([NaN, NaN, NaN]);
  expect(() => frameValues(frame, ["c"])).toThrow(/no column "c"/);
});
