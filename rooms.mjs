// The rooms (folders) of the code, and what each may import: itself, what `may` lists, and nothing else of ours. The
// lint rule (eslint.config.mjs) uses this list; the table in CONTRIBUTING.md is made from it, as a test checks.

/** Files and folders that the rooms of the core may import. */
const ground = [
  "core/errors.ts",
  "core/letters.ts",
  "core/letter-tables.ts",
  "core/blank.ts",
  "core/yes-no-words.ts",
  "core/long-work.ts",
  "core/locales",
];

const behindTheDoors = ["core", "addin/locales"];

export const rooms = [
  {
    room: "core/locales",
    holds: "Messages of the core, in English and Chinese, and their formatter",
    may: [],
  },
  { room: "core/numbers", holds: "Doubled precision, distributions, calendar", may: [...ground] },
  {
    room: "core/regression",
    holds:
      "Linear and yes/no regression: rows are compressed, the compressed problem solved, figures made of the solution",
    may: [...ground, "core/numbers"],
  },
  { room: "core/measures", holds: "One file per measure", may: [...ground, "core/numbers"] },
  {
    room: "core/customers",
    holds:
      "Customer, interaction, weight; the one codec between a record and a row of cells; import, doubles, stores' rules",
    may: [...ground, "core/numbers"],
  },
  {
    room: "core/charts",
    holds: "Each chart as a function from results to a figure",
    may: [...ground, "core/numbers", "core/customers"],
  },
  {
    room: "core/analyses",
    holds: "What the six analyses of a set of customers are: which ratings, weights, months, scales",
    may: [...ground, "core/numbers", "core/customers", "core/regression", "core/measures", "core/scores.ts"],
  },
  {
    room: "core/report",
    holds: "The answer in words: findings, their evidence, and the document that every door shows",
    may: ["core"],
  },
  {
    room: "core",
    holds: "The mathematics and the customer model. No Node, no DOM, no Office, no I/O",
    may: [],
  },
  {
    room: "addin/locales",
    holds: "Every text of the add-in that a user reads, in English and Simplified Chinese",
    may: ["core"],
  },
  { room: "addin/cells.ts", holds: "The one place that knows what a cell can hold", may: ["core"] },
  {
    room: "addin/functions",
    holds: "Excel's custom functions: cells → core → cells",
    may: [...behindTheDoors, "addin/cells.ts"],
  },
  { room: "addin/workbook/file", holds: "Reads and writes `.xlsx` and `.csv`", may: behindTheDoors },
  {
    room: "addin/workbook",
    holds:
      "The `Workbook` interface and its hosts, Excel and the playground; `store/` keeps customers in its tables",
    may: behindTheDoors,
  },
  {
    room: "addin/taskpane",
    holds: "The pane; talks to `Workbook` and `CustomerStore`, never to Office.js",
    may: [...behindTheDoors, "addin/workbook", "addin/functions"],
  },
  {
    room: "addin/playground",
    holds: "The spreadsheet page for people without Excel at hand",
    may: ["core", "addin"],
  },
  {
    room: "notebooks/support",
    holds: "What a notebook needs beyond the core: stores, frames, warehouse, reports on the command line",
    may: [...behindTheDoors, "addin/workbook/file"],
  },
];

/** The table of CONTRIBUTING.md. */
export function tableOfRooms() {
  const cell = (paths) =>
    paths.length === 0 ? "nothing of ours" : paths.map((each) => `\`${each}\``).join(", ");
  const named = (may) =>
    ground.every((each) => may.includes(each))
      ? ["the ground floor", cell(may.filter((each) => !ground.includes(each)))]
          .filter((text) => text !== "nothing of ours")
          .join(", ")
      : cell(may);
  return [
    "| Room | What lives there | What it may import |",
    "| --- | --- | --- |",
    ...rooms.map(({ room, holds, may }) => `| \`${room}\` | ${holds} | ${named(may)} |`),
  ].join("\n");
}
