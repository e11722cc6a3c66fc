import { expect, test } from "@jest/globals";
import { nodeScript } from "../../node-script";

const link = "https://contoso.sharepoint.com/:x:/g/abc";

/** What is asked for on which platform, and what Excel is asked for then. */
const cases: readonly (readonly [what: string, platform: string, options: object, target: object])[] = [
  ["this machine's Excel", "win32", {}, { appType: "desktop", app: "excel" }],
  [
    "an example in it",
    "darwin",
    { workbook: "needs" },
    { document: expect.stringMatching(/needs\.en-US\.xlsx$/) },
  ],
  [
    "an example that is none",
    "darwin",
    { workbook: "none" },
    { error: expect.stringMatching(/There is no .*none/) },
  ],
  // Microsoft's tool adds "&wdaddin…": without a query that would be a part of the path
  ...["linux", "win32"].flatMap(
    (platform) =>
      [
        ["Excel on the web", platform, { document: link }, { appType: "web", document: `${link}?web=1` }],
        ["a link with a query", platform, { document: `${link}?e=x` }, { document: `${link}?e=x` }],
        [
          "a link that is not safe",
          platform,
          { document: "http://contoso.com/a" },
          { error: expect.stringMatching(/https/) },
        ],
      ] as const,
  ),
  [
    "an example where there is no Excel",
    "linux",
    { workbook: "needs" },
    { error: expect.stringMatching(/--document with the link/) },
  ],
  [
    "two workbooks",
    "win32",
    { workbook: "needs", document: "a.xlsx" },
    { error: expect.stringMatching(/or --workbook/) },
  ],
];

// One process for all: Microsoft's tools take a second to load.
const targets = nodeScript<object[]>(`
  import { excelTarget } from "./scripts/excel-target.mjs";
  const asked = ${JSON.stringify([["", "linux", {}], ...cases])};
  done(
    asked.map(([, platform, options]) => {
      try {
        return excelTarget(options, { platform, examples: "dist/examples" }) ?? {};
      } catch (error) {
        return { error: error.message };
      }
    }),
  );
`);

test("npm run excel asks for nothing where there is no Excel", () => {
  expect(targets[0]).toEqual({});
});

test.each(cases.map(([what, platform, , target], i) => ({ what, platform, target, i })))(
  "npm run excel asks for $what on $platform",
  ({ target, i }) => {
    expect(targets[i + 1]).toMatchObject(target);
  },
);
