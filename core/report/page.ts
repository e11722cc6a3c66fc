import { monthText, svgOf } from "../charts";
import { cellText } from "./cell-text";
import type { Finding, Report, ReportFigure, ReportTable, Section, Verdict } from "./document";
import { howMany, wordsOf } from "./telling";
import type { Words } from "./words/en-US";

/** Widths of figures in pixels: one fits a phone, the wide one stands beside the sentences on a wide page. */
const figureWidth = 296;
const wideWidth = 420;

/** A text escaped for HTML. */
export function htmlText(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}

const signs: Readonly<Record<Verdict, string>> = {
  clear:
    '<svg class="sign" viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="5" fill="currentColor"/></svg>',
  none: '<svg class="sign" viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M3.5 5h5M3.5 7h5" stroke="currentColor" stroke-width="1.2"/></svg>',
  unknown:
    '<svg class="sign" viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.2 1.6"/></svg>',
};

const style = `
:root{--bg:#fff;--ink:#16201e;--ink2:#44524e;--ink3:#5b6965;--line:#dae1de;--accent:#0b6b5b;--warn:#7d4b00;
--chart-ink:#16201e;--chart-ink2:#44524e;--chart-paper:#fff;--chart-rule:#dae1de;--chart-line:#81908b;--chart-tint:#e3f1ed;--chart-data:#0b6b5b;--chart-mark:#b54a15;--chart-context:#81908b}
@media screen and (prefers-color-scheme:dark){:root{--bg:#1b211f;--ink:#edf2f0;--ink2:#bdc8c4;--ink3:#a1afaa;--line:#37423e;--accent:#5dcfb8;--warn:#f0c36d;
--chart-ink:#edf2f0;--chart-ink2:#bdc8c4;--chart-paper:#1b211f;--chart-rule:#37423e;--chart-line:#84938e;--chart-tint:#1d3a34;--chart-data:#5dcfb8;--chart-mark:#f3a067;--chart-context:#84938e}}
*{box-sizing:border-box}
html{color-scheme:light dark;background:var(--bg);color:var(--ink)}
body{margin:0 auto;max-width:54rem;padding:1.5rem 0.75rem 3rem;font:0.875rem/1.43 "Segoe UI",system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.3;margin:0.25rem 0}
h2{font-size:1.125rem;line-height:1.4;margin:2.5rem 0 0.5rem;padding-bottom:0.5rem;border-bottom:2px solid var(--accent)}
h3{font-size:0.875rem;line-height:1.4;margin:1.25rem 0 0.25rem}
p{margin:0}
.about,.evidence,.caption,.note{color:var(--ink2);font-size:0.8125rem}
.things{list-style:none;margin:0;padding:0}
.things li{border-bottom:1px solid var(--line);padding:0.75rem 0}
.things.numbered{counter-reset:thing}
.things.numbered li{counter-increment:thing;padding-left:1.75rem;position:relative}
.things.numbered li::before{content:counter(thing);position:absolute;left:0;color:var(--accent);font-weight:600;font-size:1rem}
.text{font-weight:600;font-size:1rem;line-height:1.375}
section:not(#summary) .text{font-weight:400}
.evidence span{margin-right:0.75rem;display:inline-block}
.verdict{font-weight:600;color:var(--accent)}.verdict.unknown{color:var(--warn)}.verdict.none{color:var(--ink2)}
.sign{width:0.75rem;height:0.75rem;margin-right:0.3rem;vertical-align:-1px}
.figures{display:flex;flex-wrap:wrap;gap:1rem 2rem}
figure{margin:1rem 0 0;max-width:100%}
figure svg{display:block;max-width:100%}
figure .wide{display:none}
@media screen and (min-width:37rem){figure .wide{display:block}figure .narrow{display:none}}
figcaption h3{margin:0 0 0.25rem}
@media screen and (min-width:50rem){.beside{display:grid;grid-template-columns:1fr auto;gap:0 2rem;align-items:start}.beside figure{max-width:27rem}}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:0.8125rem}
th,td{text-align:left;padding:0.375rem 0.5rem 0.375rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}
th{font-weight:600;color:var(--ink2);border-bottom-color:var(--chart-line);vertical-align:bottom}
tbody th{color:var(--ink);border-bottom-color:var(--line);vertical-align:top}
.number{text-align:right;white-space:nowrap}
.number+td:not(.number){padding-left:1rem}
tr>:last-child{padding-right:0}
.long{min-width:15rem}
.date{white-space:nowrap}
thead .number{white-space:normal}
a{color:var(--accent)}
nav{display:flex;flex-wrap:wrap;gap:0.25rem 1rem;margin-top:1.5rem}
nav a{display:inline-block;min-height:24px}
ul.notes{padding-left:1.1rem;margin:0.5rem 0}
footer{margin-top:2rem;color:var(--ink3);font-size:0.75rem}
@media (max-width:37rem){.cards table,.cards tbody,.cards tr,.cards td,.cards tbody th{display:block;width:100%;text-align:left}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.cards tr{border-bottom:1px solid var(--line);padding:0.5rem 0}
.cards td,.cards tbody th{border:0;padding:0.1rem 0;min-width:0}
.cards td:empty{display:none}
.cards .number{white-space:normal}
.cards td[data-name]::before{content:attr(data-name) " ";color:var(--ink2)}}
@media print{body{padding:0;max-width:none;font-size:10pt}h2,h3{break-after:avoid}li,tr,figure,.scroll{break-inside:avoid}.cards .scroll{break-inside:auto}.cards td{overflow-wrap:anywhere}.cards a[href^="tel:"]{white-space:nowrap}thead{display:table-header-group}nav{display:none}.scroll{overflow:visible}}
`;

/**
 * The report as a self-contained HTML page: no scripts, no requests; follows the reader's colour scheme, prints in
 * light colours, fits widths from 320 pixels. All texts are escaped.
 */
export function pageOf(report: Report): string {
  const words = wordsOf(report.language);
  const [summary, ...rest] = report.sections;
  // Analyses without ratings take one line each.
  const absent = rest.filter(
    ({ findings, tables, figures }) =>
      findings.every(({ id }) => id === "absent") && tables.length + figures.length === 0,
  );
  const told = rest.filter((section) => !absent.includes(section));
  const unrated = absent.length === 0 ? [] : [{ id: "absent", title: words.withoutRatings }];
  const calls = summary.tables.filter(({ id }) => id === "calls");
  const others = summary.tables.filter(({ id }) => id !== "calls");
  const plain = (table: ReportTable): string => tableHtml(table, report, false);
  const contents = [...told, ...unrated, { id: "notes", title: words.notes }];
  const links = contents.map(({ id, title }) => `<a href="#${id}">${htmlText(title)}</a>`);
  const absentLines = absent.flatMap(({ id, findings }) =>
    findings.map(({ text }) => `<li id="${id}">${htmlText(text)}</li>`),
  );
  const noteLines = report.notes.map((note) => `<li>${htmlText(note)}</li>`);
  const body = [
    `<header><p class="about">${htmlText(report.about)}</p><h1>${htmlText(report.title)}</h1></header>`,
    `<main>${sectionHtml("summary", summary.title, findingsHtml(summary.findings, words, true))}`,
    ...calls.map((table) => sectionHtml("calls", table.title, `<div class="cards">${plain(table)}</div>`)),
    `<nav aria-label="${htmlText(words.contents)}">${links.join("")}</nav>`,
    ...(others.length === 0
      ? []
      : [
          sectionHtml(
            "scores",
            words.tables.scores,
            `${others.map(plain).join("")}${figuresHtml(summary.figures, report)}`,
          ),
        ]),
    ...told.map((section) => sectionHtml(section.id, section.title, contentHtml(section, report, words))),
    ...unrated.map(({ id, title }) => sectionHtml(id, title, notesHtml(absentLines))),
    sectionHtml("notes", words.notes, noteLines.length === 0 ? "<p>–</p>" : notesHtml(noteLines)),
    `</main><footer>${htmlText(words.made)}</footer>`,
  ].join("\n");
  return (
    `<!doctype html>\n<html lang="${report.language}">\n<head>\n<meta charset="utf-8">\n` +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">\n` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${htmlText(report.title)}</title>\n` +
    `<style>${style}</style>\n</head>\n<body>\n${body}\n</body>\n</html>\n`
  );
}

function sectionHtml(id: string, title: string, content: string): string {
  return `<section id="${id}"><h2>${htmlText(title)}</h2>${content}</section>`;
}

const notesHtml = (lines: readonly string[]): string => `<ul class="notes">${lines.join("")}</ul>`;

function contentHtml({ findings, figures, tables }: Section, report: Report, words: Words): string {
  return (
    `<div class="beside">${findingsHtml(findings, words, false)}${figuresHtml(figures.slice(0, 1), report)}</div>` +
    figuresHtml(figures.slice(1), report) +
    tables.map((table) => tableHtml(table, report, true)).join("")
  );
}

function findingsHtml(findings: readonly Finding[], words: Words, isNumbered: boolean): string {
  const items = findings.map((each) => {
    const pieces = [
      each.verdict === undefined
        ? ""
        : `<span class="verdict ${each.verdict}">${signs[each.verdict]}${htmlText(words.verdicts[each.verdict])}</span>`,
      `<span>${htmlText(howMany(each, words))}</span>`,
      ...each.evidence.map((piece) => `<span>${htmlText(piece)}</span>`),
    ];
    return `<li data-finding="${each.id}"><p class="text">${htmlText(each.text)}</p><p class="evidence">${pieces.join("")}</p></li>`;
  });
  const list = isNumbered ? "ol" : "ul";
  return `<${list} class="things${isNumbered ? " numbered" : ""}">${items.join("")}</${list}>`;
}

function figuresHtml(figures: readonly ReportFigure[], report: Report): string {
  if (figures.length === 0) return "";
  const drawn = figures.map((each) => {
    const picture = (width: number, columns: number) =>
      svgOf(each.draw({ language: report.language, theme: "page", title: "", columns }), {
        width,
        theme: "page",
        alternative: each.title,
      });
    return (
      `<figure><figcaption><h3>${htmlText(each.title)}</h3></figcaption>` +
      `<div class="narrow">${picture(figureWidth, 2)}</div><div class="wide">${picture(each.id === "spread" ? 640 : wideWidth, 3)}</div>` +
      `<p class="caption">${htmlText(each.caption)}</p></figure>`
    );
  });
  return `<div class="figures">${drawn.join("")}</div>`;
}

/** A table with right-aligned numbers; on a narrow page the table of calls turns into stacked lines. */
export function tableHtml(table: ReportTable, report: Pick<Report, "language">, withTitle: boolean): string {
  const isNumber = table.kinds.map((kind) => kind !== "text" && kind !== "date");
  const head = table.columns
    .map((column, j) => `<th scope="col"${isNumber[j] ? ' class="number"' : ""}>${htmlText(column)}</th>`)
    .join("");
  const rows = table.rows.map((row) => {
    const cells = row.map((cell, j) => {
      const plain = cellText(cell, table.kinds[j]);
      const text = htmlText(table.id === "months" && j === 0 ? monthText(plain, report.language) : plain);
      const linked =
        text === ""
          ? text
          : /^[^\s@]+@[^\s@]+$/.test(plain) && table.kinds[j] === "text"
            ? `<a href="mailto:${encodeURIComponent(plain).replace("%40", "@")}">${text}</a>`
            : /^\+\d{6,15}$/.test(plain)
              ? `<a href="tel:${plain}">${text}</a>`
              : text;
      if (j === 0) return `<th scope="row">${linked}</th>`;
      const name =
        table.kinds[j] === "percent" || table.kinds[j] === "date"
          ? ` data-name="${htmlText(table.columns[j])}"`
          : "";
      const look = isNumber[j]
        ? "number"
        : table.kinds[j] === "date"
          ? "date"
          : plain.length > 40
            ? "long"
            : "";
      return `<td${look === "" ? "" : ` class="${look}"`}${name}>${linked}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return (
    (withTitle ? `<h3>${htmlText(table.title)}</h3>` : "") +
    `<div class="scroll" tabindex="0" role="region" aria-label="${htmlText(table.title)}"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>` +
    (table.note === undefined ? "" : `<p class="note">${htmlText(table.note)}</p>`)
  );
}
