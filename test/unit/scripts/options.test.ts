import { expect, test } from "@jest/globals";
import { readOptions } from "../../../scripts/options.mjs";

const known = { values: ["url", "out"], flags: ["cdn"] };

test("values and flags; what is neither is passed over", () => {
  expect(readOptions(["--url", "https://a", "--out=b", "c", "--cdn"], known)).toEqual({
    url: "https://a",
    out: "b",
    cdn: true,
  });
});

test("what is not known or lacks its value is refused with what is known", () => {
  expect(() => readOptions(["--nope"], known)).toThrow(
    "Unknown option '--nope'. Known: --url …, --out …, --cdn",
  );
  expect(() => readOptions(["--url"], known)).toThrow(/--url.* Known: --url …, --out …, --cdn/);
  expect(() => readOptions(["--cdn=yes"], known)).toThrow("--cdn");
});
