import { cellText, reportWords, type ColumnKind, type Report } from "@crm-functions/core";
import type { SheetLines } from "./lines";

const numberFormats: Readonly<Partial<Record<ColumnKind, string>>> = {
  rating: "0.0",
  effect: "0.00",
  difference: "+0.0;−0.0;0.0",
  percent: "0%",
  amount: "#,##0",
};

/** Writes the most important findings, each with its evidence in small print. */
export function summaryAsItIs(lines: SheetLines, { sections: [summary], language }: Report): void {
  const { verdicts } = reportWords(language);
  lines.heading(summary.title);
  summary.findings.forEach(({ text, n, verdict, evidence }, i) => {
    lines.bold(`${i + 1}. ${text}`);
    const all = [`n ${n}`, verdict === undefined ? "" : verdicts[verdict], ...evidence.slice(0, 2)];
    lines.note(all.filter((each) => each !== "").join(" · "));
  });
}

/** Writes whom to call as of the day of the report. */
export function callsAsTheyAre(lines: SheetLines, { sections: [summary], language }: Report): void {
  const calls = summary.tables.find(({ id }) => id === "calls");
  if (calls === undefined) return;
  const { columns, kinds, rows } = calls;
  lines.heading(calls.title);
  // The reason is the longest text, so it comes last and runs over the blank cells to its right.
  const last = columns.indexOf(reportWords(language).columns.reason);
  const order = [...columns.keys()].sort((i, j) => Number(i === last) - Number(j === last));
  lines.header(order.map((j) => columns[j]));
  order.forEach((from, j) => {
    if (kinds[from] !== "percent") return;
    const its = lines.area(lines.next(), j, rows.length);
    lines.look(its, { numberFormat: numberFormats.percent });
    lines.shade(its);
  });
  for (const row of rows)
    lines.line(...order.map((j) => (kinds[j] === "percent" ? row[j] : cellText(row[j], kinds[j]))));
  if (calls.note !== undefined) lines.note(calls.note);
}

/** Writes a table of the report as values, if no formula can refer to its data. */
export function tableAsItIs(lines: SheetLines, { sections }: Report, id: string): void {
  const table = sections.flatMap((section) => section.tables).find((each) => each.id === id);
  if (table === undefined || table.rows.length === 0) return;
  lines.heading(table.title);
  lines.header(table.columns);
  table.kinds.forEach((kind, j) => {
    const numberFormat = numberFormats[kind];
    if (numberFormat !== undefined)
      lines.look(lines.area(lines.next(), j, table.rows.length), { numberFormat });
  });
  for (const row of table.rows) lines.line(...row);
}
