import { join } from "node:path";
import { importTypeScript } from "../../scripts/import-typescript.mjs";
import { bestAsync } from "./best.mjs";
import { measureInExcel } from "./customers-in-excel.mjs";
import { measurePane } from "./pane-in-browser.mjs";

const count = 100_000;

/** Surnames as they come, and numbers in no order: the order of entering is never that of the names. */
function customer(i) {
  const surnames = ["王", "李", "张", "Smith", "Müller", "García", "Ng", "陈"];
  return {
    id: `C-${i}`,
    name: `${surnames[i % 8]} ${(i * 7919) % count}`,
    company: `Company ${i % 5000} 有限公司`,
    phone: `+86138${String(i).padStart(8, "0")}`,
    email: `person${i}@example${i % 100}.com`,
    ratings: { need: { Price: i % 11, Quality: (i * 7) % 11 } },
  };
}

const queries = [
  ["one letter", "s"],
  ["one digit", "1"],
  ["name", "smith 4711"],
  ["everybody's company", "company"],
  ["Chinese company", "有限公司"],
  ["several short words", "co pa y 1"],
  ["e-mail", "@example7."],
  ["phone, +86", "+86 138 0004 7110"],
  ["phone, in the middle", "0004 711"],
  ["nobody", "zzzzz"],
];

export async function run({ table, root }) {
  const core = await importTypeScript(join(root, "test", "bench", "customers-sources.ts"));
  const settings = { region: "CN", today: () => "2026-03-01" };
  const customers = Array.from({ length: count }, (_, i) => customer(i));
  const header = "Customer ID,Name,Company,Phone,E-mail,Need: Price,Need: Quality";
  const file = [
    header,
    ...customers.map(({ id, name, company, phone, email, ratings: { need } }) =>
      [id, name, company, phone, email, need.Price, need.Quality].join(","),
    ),
  ].join("\n");
  const rows = [];
  const note = (what, milliseconds, goal) => rows.push([what, milliseconds.toFixed(1), goal]);

  // The import first: it is what meets every phone number for the first time.
  const cells = customers.map(({ id, name, company, phone, email, ratings: { need } }) => [
    id,
    name,
    company,
    phone,
    email,
    need.Price,
    need.Quality,
  ]);
  const source = {
    name: "people.csv",
    kind: "text",
    sheets: [{ name: "people", rows: [header.split(","), ...cells.map((row) => row.map(String))] }],
  };
  let plan;
  const planning = await bestAsync(() => {
    const proposal = core.proposeImport(source, {}, settings.region);
    plan = core.finished(core.dryRunSteps(proposal, settings));
  });
  note("import: dry run", planning, "");
  const workbook = core.createMemoryWorkbook();
  const workbookStore = await core.openWorkbookStore(workbook, settings);
  const adding = await bestAsync(() => workbookStore.add(plan.add, { phones: plan.phones }));
  note("import: into the workbook's table (in memory)", adding, "");
  note("import: in all", planning + adding, "10000");
  workbookStore.close();
  let store;
  note(
    "open a workbook with them",
    await bestAsync(async () => (store = await core.openWorkbookStore(workbook, settings))),
    "",
  );
  note("first search of all", await bestAsync(() => store.search("s", { limit: 50 })), "");
  note(
    "first page by company (sorts)",
    await bestAsync(() => store.list({ limit: 50, order: "company" })),
    "200",
  );
  for (const [what, text] of queries) {
    note(`search: ${what}`, await bestAsync(() => store.search(text, { limit: 50 }), 5), "50");
  }
  const samePersons = core.samePersonIndex(store);
  const wanted = { name: "李 1", phone: "13800004711" };
  note("likely duplicates of one, the first time", await bestAsync(() => samePersons.likely(wanted)), "");
  note("likely duplicates of another", await bestAsync(() => samePersons.likely(wanted), 5), "");
  note(
    "update one, then first page",
    await bestAsync(async () => {
      await store.update([{ id: "C-500", name: "Zoe" }]);
      await store.list({ limit: 50 });
    }, 5),
    "",
  );
  store.close();

  const inExcel = await measureInExcel({ core, customers, settings });

  for (const [what, milliseconds, goal] of await measurePane({ root, customers, file, queries })) {
    note(what, milliseconds, goal);
  }
  table(`Customers: ${count.toLocaleString("en")} of them`, ["What", "ms", "Goal, ms"], rows);
  const megabytes = (bytes) => (bytes / 1e6).toFixed(bytes < 1e5 ? 4 : 1);
  table(
    `Customers: ${count.toLocaleString("en")} of them in the stand-in of Excel (its own time included; the limit is 5 MB)`,
    ["What", "ms", "Round trips", "Largest, MB", "All, MB"],
    inExcel.map(([what, milliseconds, syncs, largest, all]) => [
      what,
      milliseconds.toFixed(0),
      syncs,
      megabytes(largest),
      megabytes(all),
    ]),
  );
}
