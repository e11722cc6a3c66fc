import { speak } from "../../../../doubles/custom-functions";
import { describe, expect, test } from "@jest/globals";
import { purchaseModel } from "../../../../../addin/functions/measures/purchases";
import { f, r, t } from "./repeat-purchase-cases";
import { codeOf, column, messageOf, na } from "./sheet";

describe("PURCHASEMODEL", () => {
  test("label and value, to the letter; blanks are left out", () => {
    const model = purchaseModel(column(...f), column(...r), column(...t));
    expect(model.map(([label]) => label)).toEqual([
      ...["r", "alpha", "a", "b", "Drop-out", "Log-likelihood", "Customers", "Method"],
    ]);
    expect(model[6][1]).toBe(300);
    expect(model[7][1]).toBe("BG/NBD");
    expect(model[4][1]).toBe((model[2][1] as number) / ((model[2][1] as number) + (model[3][1] as number)));
    expect(
      purchaseModel(column(...f, null, 3, ""), column(...r, 1, null, ""), column(...t, 2, 2, null)),
    ).toEqual(model);
  });

  test("ranges that do not fit", () => {
    expect(messageOf(() => purchaseModel(column(...f), column(...r), column(...t, 1)))).toContain(
      "age has 301 cells",
    );
  });

  test("headers, text, errors and broken rules name the first such row", () => {
    expect(purchaseModel(column("Frequency", ...f), column("Recency", ...r), column("Age", ...t))).toEqual(
      purchaseModel(column(...f), column(...r), column(...t)),
    );
    expect(
      messageOf(() => purchaseModel(column("Frequency", ...f), column(0, ...r), column(1, ...t))),
    ).toContain('Row 1 of frequency holds a header ("Frequency"), but row 1 of recency, age does not');
    expect(messageOf(() => purchaseModel(column(...f, 1), column(...r, "1"), column(...t, 2)))).toContain(
      "recency: row 301",
    );
    expect(codeOf(() => purchaseModel(column(...f, na), column(...r, 1), column(...t, 2)))).toBe("#N/A");
    expect(messageOf(() => purchaseModel(column(...f, 0), column(...r, 1), column(...t, 2)))).toContain(
      "recency: row 301 is 1",
    );
    speak("zh-CN");
    expect(messageOf(() => purchaseModel(column(...f, 1), column(...r, 3), column(...t, 2)))).toContain(
      "近度：第 301 行是3",
    );
  });

  test("too little data is #N/A with the reason", () => {
    expect(codeOf(() => purchaseModel(column(0, 0), column(0, 0), column(5, 6)))).toBe("#N/A");
    expect(messageOf(() => purchaseModel(column(null), column(null), column(null)))).toContain(
      "No customer has a repeat",
    );
    expect(messageOf(() => purchaseModel(column(3), column(20), column(30)))).toContain("3 or more");
  });

  // The check of the function catalogue
  test("a limit is named; what it does not have is #N/A with the reason", () => {
    const model = purchaseModel(
      column(2, 0, 5, 0, 1, 0, 0, 1, 0, 3, 2, 0),
      column(16, 0, 15, 0, 9, 0, 0, 25, 0, 11, 5, 0),
      column(30, 34, 36, 28, 32, 38, 33, 38, 37, 28, 34, 28),
    );
    const [rate, alpha, a, b, dropOut, logLikelihood, customers, method] = model.map(([, value]) => value);
    expect([rate, alpha, dropOut, logLikelihood]).toEqual(
      [0.319382, 3.834289, 0.316841, -55.402531].map((each) => expect.closeTo(each, 5)),
    );
    expect([customers, method]).toEqual([12, "one drop-out probability for all"]);
    for (const cell of [a, b]) {
      expect(cell).toMatchObject({ code: "#N/A", message: expect.stringContaining("Method names it") });
    }
  });
});
