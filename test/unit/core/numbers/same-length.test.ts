import { expect, test } from "@jest/globals";
import { checkSameLength } from "../../../../core/numbers/same-length";

test("columns of one length pass, empty ones too", () => {
  checkSameLength({ names: ["a", "b"], phones: Float64Array.of(1, 2) });
  checkSameLength({ names: [], phones: "" });
});

test("the first that differs is named beside the first of all", () => {
  expect(() => checkSameLength({ names: ["a"], phones: ["1"], emails: [] })).toThrow(
    expect.objectContaining({
      code: "value",
      key: "lengthsDiffer",
      parameters: { argument: "emails", found: 0, otherArgument: "names", otherFound: 1 },
    }),
  );
});
