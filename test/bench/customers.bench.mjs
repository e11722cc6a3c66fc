import { build } from "esbuild";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { measureInExcel } from "./customers-in-excel.mjs";
import { measurePane } from "./pane-in-browser.mjs";

const count = 100_000;

/** The sources that are measured, bundled on the fly. */
async function bundled(root) {
  const folder = await mkdtemp(join(tmpdir(), "crm-bench-"));
  const outfile = join(folder, "customers.mjs");
  const from = (path) => JSON.stringify(join(root, path));
  await build({
    stdin: {
      contents: `
        export * from ${from("core/customers/index.ts")};
        export { createExcelWorkbook } from ${from("addin/workbook/excel/excel-workbook.ts")};
        export { installExcel } from ${from("test/doubles/excel/stand-in.ts")};
        export { createMemoryWorkbook } from ${from("test/doubles/memory-workbook.ts")};
        export { openWorkbookStore } from ${from("addin/workbook/store/workbook-store.ts")};`,
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    alias: { "@crm-functions/core": join(root, "core/index.ts") },
    outfile,
    logLevel: "error",
  });
  const module = await import(pathToFileURL(outfile).href);
  await rm(folder, { recursive: true });
  return module;
}

async function timed(action, repeats = 1) {
  let best = Infinity;
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    await action();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

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
  const core = await bundled(root);
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
  const planning = await timed(() => {
    const proposal = core.proposeImport(source, {}, settings.region);
    plan = core.finished(core.dryRunSteps(proposal, settings));
  });
  note("import: dry run", planning, "");
  const workbook = core.createMemoryWorkbook();
  const workbookStore = await core.openWorkbookStore(workbook, settings);
  const adding = await timed(() => workbookStore.add(plan.add, { phones: plan.phones }));
  note("import: into the workbook's table (in memory)", adding, "");
  note("import: in all", planning + adding, "10000");
  workbookStore.close();
  let store;
  note(
    "open a workbook with them",
    await timed(async () => (store = await core.openWorkbookStore(workbook, settings))),
    "",
  );
  note("first search of all", await timed(() => store.search("s", { limit: 50 })), "");
  note(
    "first page by company (sorts)",
    await timed(() => store.list({ limit: 50, order: "company" })),
    "200",
  );
  for (const [what, text] of queries) {
    note(`search: ${what}`, await timed(() => store.search(text, { limit: 50 }), 5), "50");
  }
  const samePersons = core.samePersonIndex(store);
  const wanted = { name: "李 1", phone: "13800004711" };
  note("likely duplicates of one, the first time", await timed(() => samePersons.likely(wanted)), "");
  note("likely duplicates of another", await timed(() => samePersons.likely(wanted), 5), "");
  note(
    "update one, then first page",
    await timed(async () => {
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
