// A page with nothing but the pane over a workbook in memory; the tests reach the workbook through `window.pane`.
import { tableNameOf, weightFields, type Language } from "@crm-functions/core";
import { mountTaskPane, type ThemeChoice } from "../../../addin/taskpane";
import type { OfficeServices } from "../../../addin/taskpane/shell/office-services";
import { createMemoryWorkbook } from "../../doubles/memory-workbook";
import { openWorkbookStore } from "../../../addin/workbook/store/workbook-store";

async function start(): Promise<void> {
  const wanted = new URLSearchParams(location.search);
  const language = (wanted.get("language") ?? "en-US") as Language;
  const workbook = createMemoryWorkbook({ language, draws: wanted.has("draws") });
  await workbook.ensureTable({
    name: tableNameOf.weight,
    sheet: tableNameOf.weight,
    columns: weightFields.map((field) => ({
      header: field.header[language],
      format: field.type === "number" ? ("number" as const) : ("text" as const),
    })),
  });
  await workbook.appendRows(tableNameOf.weight, [
    ["need", "Price", 0.3, 0, 10],
    ["need", "Quality", 0.4, 0, 10],
    ["need", "Delivery", 0.3, 0, 10],
    ["expectation", "Price", 0.5, 0, 10],
    ["expectation", "Quality", 0.5, 0, 10],
    ["service", "Speed", 0.6, 0, 10],
    ["service", "Care", 0.4, 0, 10],
  ]);
  const store = await openWorkbookStore(workbook, { today: () => "2026-11-24", region: "US" });
  const count = Number(wanted.get("customers") ?? 12);
  if (count > 0) {
    await store.add(
      Array.from({ length: count }, (_, i) => ({
        id: `C-${i + 1}`,
        name:
          i === 1
            ? '=HYPERLINK("https://example.com")'
            : i === 2
              ? "<img src=x onerror=alert(1)>"
              : i === 3
                ? "李梅"
                : `Customer ${i + 1}`,
        company: `Company ${i % 7}`,
        segment: i % 2 === 0 ? "Gold" : "Silver",
        created: "2026-01-02",
        ratings: {
          need: { Price: (i * 3) % 11, Quality: (i * 5) % 11, Delivery: (i * 7) % 11 },
          expectation: { Price: 8, Quality: (i * 2) % 11 },
          perceived: { Price: 7, Quality: 6 },
          service: { Speed: (i * 3) % 11, Care: (i * 7 + (i % 3)) % 11 },
          feedback: { Overall: (i * 4) % 11 },
        },
      })),
    );
  }
  // With ?office what Excel alone does is noted instead of done.
  const done = { opened: [] as number[], opensWithWorkbook: false };
  const office: OfficeServices = {
    downloads: true,
    insertPicture: async () => async () => undefined,
    openWorkbook: async (file) => void done.opened.push(file.length),
    opensWithWorkbook: () => done.opensWithWorkbook,
    setOpensWithWorkbook: async (opens) => void (done.opensWithWorkbook = opens),
  };
  const element = document.getElementById("pane") as HTMLElement;
  const pane = mountTaskPane(element, workbook, {
    store,
    language,
    theme: (wanted.get("theme") ?? "light") as ThemeChoice,
    today: () => "2026-11-24",
    ...(wanted.has("office") && { office }),
  });
  (window as unknown as Record<string, unknown>).pane = { pane, workbook, store, done };
}

start().catch((error: unknown) => {
  document.body.textContent = String(error);
});
