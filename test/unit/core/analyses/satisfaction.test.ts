import { describe, expect, test } from "@jest/globals";
import { analysesOf, reportOf } from "@crm-functions/core";
import { teamOf, weight } from "./team-of";

describe("feedback explains overall satisfaction", () => {
  const rows = Array.from({ length: 12 }, (_, i) => [i % 5, (i * 7) % 4, (i * 3) % 5, i % 10, 1 + (i % 5)]);
  const of = (headers: string[]) => analysesOf(teamOf(headers, rows)).feedback;

  test("by the perceived ratings, never by a mixture with the service", () => {
    const found = of([
      "Service: S",
      "Perceived: P",
      "Perceived: Q",
      "Feedback: NPS",
      "Feedback: Overall (1-5)",
    ]);
    expect(found).toMatchObject({ by: "perceived", answer: { name: "Overall", isMean: false } });
    expect(found!.table.criteria).toEqual(["P", "Q"]);
  });

  test("by the service where nobody rated what they perceive", () =>
    expect(of(["Service: S", "Service: T", "Need: N", "Feedback: NPS", "Feedback: 满意度"])).toMatchObject({
      by: "service",
      answer: { name: "满意度" },
    }));

  test("of several questions none of which is overall, the weighted mean", () => {
    const found = of(["Service: S", "Service: T", "Need: N", "Feedback: Ease", "Feedback: Trust"]);
    expect(found!.answer).toMatchObject({ name: "Ease, Trust", isMean: true });
    expect(Array.from(found!.answer.values)).toEqual(rows.map((row) => (row[3] + row[4]) / 2));
    const weights = [weight("feedback", "Ease", 3), weight("feedback", "Trust", 1)];
    const { answer } = analysesOf(teamOf(["Feedback: Ease", "Feedback: Trust"], [[8, 4]], weights));
    expect([...answer!.values]).toEqual([7]);
  });

  test("by every rated criterion, weighed or not", () => {
    const team = teamOf(["Perceived: P", "Perceived: Q", "Feedback: Overall"], rows, [
      weight("expectation", "Q", 1),
    ]);
    expect(analysesOf(team).feedback!.table.criteria).toEqual(["Q", "P"]);
  });

  test("too few answers have no regression, and are no crash", () => {
    const found = analysesOf(teamOf(["Perceived: P", "Feedback: Overall"], [[1, 2]])).feedback!;
    expect(found.result).toBeUndefined();
  });

  test("recommendations are whole numbers from 0 to 10", () => {
    const answers = (values: number[]) =>
      analysesOf(
        teamOf(
          ["Feedback: NPS"],
          values.map((value) => [value]),
        ),
      ).recommendations;
    expect(Array.from(answers([0, 10, 7])!)).toEqual([0, 10, 7]);
    expect(answers([7.5])).toBeUndefined();
    expect(answers([11])).toBeUndefined();
    // Likely of Very unlikely to Very likely is no 4 of 10.
    const five = teamOf(
      ["Feedback: Recommend (1-5)", "Perceived: Price"],
      [1, 2, 3, 4, 5].map((value) => [value, value]),
    );
    expect(analysesOf(five).recommendations).toBeUndefined();
    expect(reportOf(five, { asOf: "2026-11-29" }).notes.join(" ")).toContain(
      "not answered on a scale from 0 to 10",
    );
  });
});

test("a rating that less than half of those who answered know takes no part, and is named", () => {
  const rows = Array.from({ length: 8 }, (_, i) => [i % 5, i < 3 ? 1 : null, (i * 3) % 5]);
  const found = analysesOf(teamOf(["Perceived: P", "Perceived: Q", "Feedback: Overall"], rows)).feedback!;
  expect([found.table.criteria, found.sparse]).toEqual([["P"], ["Q"]]);
});

test("the only question is the answer, whatever it is called; without any there is none", () => {
  expect(analysesOf(teamOf(["Feedback: Mood (1-3)"], [[2]])).answer).toMatchObject({
    name: "Mood",
    isMean: false,
    range: { minimum: 1, maximum: 3 },
  });
  expect(analysesOf(teamOf(["Need: A"], [[2]])).answer).toBeUndefined();
});
