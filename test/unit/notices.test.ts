import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

// What `npm run build` writes into dist for whoever deploys it.
const notices = readFileSync("dist/third-party-notices.txt", "utf8");
const titles = [...notices.matchAll(/^=+\n(.+) \((.+)\)\n=+$/gm)].map(([, title, licence]) => ({
  title,
  licence,
}));

test("every package that is in a bundle stands there with its licence, none of them a GPL", () => {
  const names = titles.map(({ title }) => title.replace(/ \S+$/, ""));
  // From each of the bundles: functions.js, playground.js, pane.js and taskpane.js, charts.js
  for (const name of [
    "libphonenumber-js",
    "@univerjs/core",
    "react-dom",
    "@fluentui/react-button",
    "fflate",
    "rxjs",
  ])
    expect(names).toContain(name);
  expect(names.some((name) => name.includes("plotly"))).toBe(false); // charts are drawn by our own code
  expect(titles.filter(({ licence }) => /\bA?GPL|UNLICENSED|SEE LICEN/i.test(licence))).toEqual([]);
  expect(names.filter((name) => name.startsWith("@univerjs-pro"))).toEqual([]);
  expect(new Set(names).size).toBeGreaterThan(50);
});

test("the words of MIT and BSD licences are copied with their copyright", () => {
  for (const name of ["react", "fflate"]) {
    const [, own] = notices.split(new RegExp(`^${name} \\S+ \\(.*\\)\\n=+\\n`, "m"));
    expect(own.slice(0, 400)).toMatch(/copyright/i);
  }
});

test("our own licence and Microsoft's terms for Office.js are copied", () => {
  expect(readFileSync("dist/LICENSE.txt", "utf8")).toBe(readFileSync("LICENSE", "utf8"));
  expect(existsSync("dist/office-js/LICENSE.md")).toBe(true);
});
