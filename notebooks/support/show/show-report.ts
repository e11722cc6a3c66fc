import {
  howMany,
  cellText,
  monthText,
  reportWords,
  type Report,
  type ReportTable,
  type SectionId,
} from "@crm-functions/core";
import { showChart } from "./show-chart";
import { markdownText, showMarkdown } from "./show-markdown";
import { showTable } from "./show-table";

/** Shows a section of a report under the cell: its sentences with their evidence, its charts and its tables. */
export function showSection(report: Report, id: SectionId): void {
  const section = report.sections.find((each) => each.id === id);
  if (section === undefined) return;
  const { language } = report;
  const words = reportWords(language);
  const sentences = section.findings.map((finding) => {
    const pieces = [
      ...(finding.verdict === undefined ? [] : [words.verdicts[finding.verdict]]),
      howMany(finding, words),
      ...finding.evidence,
    ];
    return `- **${markdownText(finding.text)}** ${pieces.map(markdownText).join(" · ")}`;
  });
  if (sentences.length > 0) showMarkdown(sentences.join("\n"));
  for (const figure of section.figures) showChart(figure.draw({ language, title: figure.title }));
  for (const table of section.tables) showReportTable(table, language);
}

/** Shows a table of a report, with numbers formatted as in the report. */
function showReportTable(table: ReportTable, language: Report["language"]): void {
  const rows = table.rows.map((row) =>
    row.map((cell, j) => {
      const text = cellText(cell, table.kinds[j]);
      return table.id === "months" && j === 0 ? monthText(text, language) : text;
    }),
  );
  showTable(table.columns, rows, { caption: table.title, language });
}
