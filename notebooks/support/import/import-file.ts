import { existsSync } from "node:fs";
import { basename } from "node:path";
import {
  dryRunSteps,
  finished,
  messageOf,
  problemText,
  proposeImport,
  ratingRangeBy,
  type DryRun,
  type ImportAnswers,
  type ImportQuestion,
  type Language,
  type Proposal,
  type RatingRange,
  type WhenKnown,
  questionKeys,
  valuesOfRow,
} from "@crm-functions/core";
import { SqliteCustomerStore } from "../sqlite";
import { fileSource } from "./file-source";

export interface ImportFileOptions extends ImportAnswers {
  /** The database to write to, created if missing. Nothing is written without it or while a question is open. */
  readonly into?: string;
  /** Writes nothing, even if no question is open. */
  readonly dryRun?: boolean;
  readonly whenKnown?: WhenKnown;
  readonly language?: Language;
}

/** What was read from a file, what was done with it, and the questions still open. Plain data for JSON. */
export interface ImportedFile {
  readonly file: string;
  readonly table: Proposal["table"];
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheet: string;
  /** 1-based; 0 if there is none. */
  readonly headerRow: number;
  /** The order of dates, the decimal separator, and the region of phone numbers without a country code. */
  readonly dates: string | null;
  readonly decimal: string | null;
  readonly region: string | null;
  /** The field that each header is taken for. */
  readonly columns: Readonly<Record<string, string>>;
  /** Headers of columns that are not imported. */
  readonly ignored: readonly string[];
  readonly questions: readonly (ImportQuestion & { readonly question: string })[];
  readonly customers: readonly unknown[];
  readonly purchases: readonly unknown[];
  readonly answers: readonly unknown[];
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Existing customers that stay as they are although the file differs. */
  readonly skipped: number;
  readonly changes: readonly unknown[];
  readonly doubles: DryRun["doubles"];
  readonly problems: readonly {
    readonly row: number;
    readonly column: string;
    readonly kind: "row" | "cell";
    readonly message: string;
    readonly found: string;
  }[];
  readonly leftOut: DryRun["leftOut"];
  readonly blankRows: number;
  readonly notes: Proposal["notes"];
  readonly written: boolean;
}

/**
 * Imports the customers of a `.csv` or `.xlsx` as the pane does; purchases and answers go into tables of their own. If
 * questions are open or `into` is missing, nothing is written and the result shows what would be.
 *
 * @throws WorkbookFileError if the file cannot be read; CrmError of `proposeImport`; NotebookError
 */
export async function importFile(file: string, options: ImportFileOptions = {}): Promise<ImportedFile> {
  const { language = "en-US", into, dryRun = false, whenKnown = "skip" } = options;
  const source = await fileSource(file, options);
  const proposal = proposeImport(source, options);
  const mayWrite = into !== undefined && !dryRun && proposal.questions.length === 0;
  // A trial run does not create a database.
  const anyRange = (): RatingRange => ({ minimum: -Infinity, maximum: Infinity });
  const store =
    into !== undefined && (mayWrite || existsSync(into))
      ? new SqliteCustomerStore(into, { region: proposal.region, ratingRange: anyRange })
      : undefined;
  try {
    const existing = store === undefined ? [] : (await store.changesSince(0)).customers;
    const weights = (await store?.weights()) ?? [];
    const there = {
      customers: () => [],
      purchases: async () => (await store?.purchases()) ?? [],
      answers: async () => (await store?.answers()) ?? [],
    };
    const rowsThere = (await there[proposal.table]()).map(valuesOfRow);
    const ratingRange = ratingRangeBy(weights);
    const run = finished(dryRunSteps(proposal, { existing, rowsThere, whenKnown, ratingRange }));
    if (mayWrite && (run.add.length > 0 || run.update.length > 0)) {
      await store!.change({ add: run.add, update: run.update });
    }
    if (mayWrite && run.addPurchases.length + run.addAnswers.length > 0) {
      await store!.addRows(run.addPurchases, run.addAnswers);
    }
    return resultOf(file, proposal, run, language, mayWrite, whenKnown);
  } finally {
    await store?.close();
  }
}

function resultOf(
  file: string,
  proposal: Proposal,
  run: DryRun,
  language: Language,
  written: boolean,
  whenKnown: WhenKnown,
): ImportedFile {
  const { source, sheet, headerRow, table, columns, questions } = proposal;
  const fields: [string, string][] = [];
  for (const { header, field, role } of columns) {
    if (field === "") continue;
    const taken = fields.some(([other]) => other === header);
    fields.push([
      taken ? `${header} (${fields.length + 1})` : header,
      role === "outcome" ? "outcome" : field,
    ]);
  }
  const differing = run.known.filter(({ changes }) => changes.length > 0);
  return {
    file: basename(file),
    table,
    encoding: source.encoding ?? null,
    delimiter: source.delimiter ?? null,
    sheet: sheet.name,
    headerRow,
    dates: proposal.dates ?? null,
    decimal: proposal.decimal ?? null,
    region: proposal.region ?? null,
    columns: Object.fromEntries(fields),
    ignored: columns.filter(({ field }) => field === "").map(({ header }) => header),
    questions: questions.map((question) => ({
      ...question,
      question: messageOf(questionKeys[question.kind], { column: question.column ?? "" }, language),
    })),
    customers: run.customers.map(({ customer }) => customer),
    purchases: run.purchases,
    answers: run.answers,
    added: run.add.length + run.addPurchases.length + run.addAnswers.length,
    updated: run.update.length,
    unchanged: run.unchanged,
    skipped: whenKnown === "skip" ? differing.length : 0,
    changes: differing.map(({ row, by, existing, changes }) => ({
      row,
      by,
      id: existing.id,
      name: existing.name,
      changes,
    })),
    doubles: run.doubles,
    problems: run.problems.map((problem) => ({
      row: problem.row,
      column: problem.column,
      kind: problem.kind,
      message: problemText(problem, language),
      found: problem.found,
    })),
    leftOut: run.leftOut,
    blankRows: run.blank,
    notes: proposal.notes,
    written,
  };
}

const words = {
  "en-US": {
    read: (rows: number, added: number, updated: number, unchanged: number, written: boolean): string =>
      `${rows} rows can be read: ${added} new, ${updated} updated, ${unchanged} unchanged.${written ? " Written." : " Nothing is written."}`,
    columns: "Columns",
    questions: "Please say (nothing is written before)",
    problems: "Could not be read",
    leftOut: "Left out",
    more: (count: number): string => `… and ${count} more; --json lists all`,
    own: "kept as it is",
  },
  "zh-CN": {
    read: (rows: number, added: number, updated: number, unchanged: number, written: boolean): string =>
      `可读取 ${rows} 行：新增 ${added}，更新 ${updated}，未变 ${unchanged}。${written ? "已写入。" : "尚未写入任何内容。"}`,
    columns: "各列",
    questions: "请确认（此前不会写入任何内容）",
    problems: "无法读取",
    leftOut: "未计入",
    more: (count: number): string => `…… 另有 ${count} 项；--json 可列出全部`,
    own: "保留原样",
  },
} as const;

/** The result as text for people. */
export function importedText(result: ImportedFile, language: Language): string {
  const text = words[language];
  const at = (row: number): string => (language === "zh-CN" ? `第 ${row} 行` : `row ${row}`);
  const some = <Item>(items: readonly Item[], line: (item: Item) => string): string[] => [
    ...items.slice(0, 20).map((item) => `  ${line(item)}`),
    ...(items.length > 20 ? [`  ${text.more(items.length - 20)}`] : []),
  ];
  const rows = result.customers.length + result.purchases.length + result.answers.length;
  const lines = [
    [
      result.file,
      result.sheet,
      result.encoding,
      result.delimiter === null ? null : JSON.stringify(result.delimiter),
    ]
      .filter((part) => part !== null)
      .join(" · "),
    `${text.columns}:`,
    ...some(
      Object.entries(result.columns),
      ([header, field]) => `${header} → ${field.startsWith("own: ") ? text.own : field}`,
    ),
  ];
  if (result.questions.length > 0) {
    lines.push(`${text.questions}:`);
    for (const { question, choices, option } of result.questions) {
      lines.push(`  ${question} ${option}`);
      for (const { value, preview } of choices)
        lines.push(`    ${value}: ${preview.replaceAll("\n", " / ")}`);
    }
  }
  if (result.problems.length > 0) {
    lines.push(`${text.problems}:`);
    lines.push(
      ...some(result.problems, ({ row, column, message }) =>
        [at(row), column, message].filter((part) => part !== "").join(" · "),
      ),
    );
  }
  if (result.leftOut.length > 0) {
    lines.push(`${text.leftOut}:`);
    lines.push(
      ...some(
        result.leftOut,
        ({ row, column, text: what }) => `${row === undefined ? (column ?? "") : at(row)} · ${what}`,
      ),
    );
  }
  lines.push(text.read(rows, result.added, result.updated, result.unchanged, result.written));
  return lines.join("\n");
}

export { errorText } from "@crm-functions/core";
