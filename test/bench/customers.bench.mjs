import { build } from "esbuild";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

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
        export { createMemoryWorkbook } from ${from("addin/workbook/memory/memory-workbook.ts")};
        export { openWorkbookStore } from ${from("addin/workbook/store/workbook-store.ts")};`,
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    format: "esm",
    platform: "neutral",
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

export async function run({ table, root }) {
  const core = await bundled(root);
  const settings = { region: "CN", today: () => "2026-03-01" };
  const surnames = ["王", "李", "张", "Smith", "Müller", "García", "Ng", "陈"];
  const customers = Array.from({ length: count }, (_, i) => ({
    id: `C-${i}`,
    name: `${surnames[i % 8]} ${i}`,
    company: `Company ${i % 5000} 有限公司`,
    phone: `138${String(i).padStart(8, "0")}`,
    email: `person${i}@example${i % 100}.com`,
    ratings: { need: { Price: i % 11, Quality: (i * 7) % 11 } },
  }));
  const rows = [];
  const note = (what, milliseconds, goal) => rows.push([what, milliseconds.toFixed(1), goal]);

  const store = core.createMemoryStore(settings);
  note("add all at once", await timed(() => store.add(customers)), "");
  note("first page by name (sorts)", await timed(() => store.list({ limit: 50 })), "200");
  note("first page by name again", await timed(() => store.list({ limit: 50 }), 5), "200");
  for (const [what, text] of [
    ["search: one letter", "s"],
    ["search: name", "smith 4711"],
    ["search: Chinese company", "有限公司"],
    ["search: phone", "+86 138 0004 7110"],
    ["search: nobody", "zzzzz"],
  ]) {
    note(what, await timed(() => store.search(text, { limit: 50 }), 5), "50");
  }
  note(
    "update one, then first page",
    await timed(async () => {
      await store.update([{ id: "C-500", name: "Zoe" }]);
      await store.list({ limit: 50 });
    }, 5),
    "",
  );

  const cells = customers.map((each) => [each.id, each.name, each.company, each.phone, each.email, 5, 6]);
  const mapping = core.proposeMapping([
    "Customer ID",
    "Name",
    "Company",
    "Phone",
    "E-mail",
    "Need: Price",
    "Need: Quality",
  ]);
  let plan;
  const planning = await timed(() => (plan = core.planImport(cells, mapping, settings)));
  note("import: dry run", planning, "");
  const workbook = core.createMemoryWorkbook();
  const workbookStore = await core.openWorkbookStore(workbook, settings);
  const adding = await timed(() => workbookStore.add(plan.customers));
  note("import: into the workbook's table (in memory)", adding, "");
  note("import: in all", planning + adding, "10000");
  note("open a workbook with them", await timed(() => core.openWorkbookStore(workbook, settings)), "");
  workbookStore.close();

  table(`Customers: ${count.toLocaleString("en")} of them`, ["What", "ms", "Goal, ms"], rows);
}
