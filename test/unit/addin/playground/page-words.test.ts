import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { playgroundTexts } from "../../../../addin/playground/texts";

const page = readFileSync(resolve("addin/playground/index.html"), "utf8");
const keys = [...page.matchAll(/data-(?:text|title|label)="([^"]*)"/g)].map(([, key]) => key);

test.each(["en-US", "zh-CN"] as const)("every word that the page asks for is there in %s", (language) => {
  const texts = playgroundTexts[language] as unknown as Record<string, unknown>;
  expect(keys).toContain("open");
  expect(keys.filter((key) => typeof texts[key] !== "string")).toEqual([]);
});
