import type { ChartOptions, Figure } from "../charts";
import type { Language } from "../locales/message";

/** The sections of a report, in their order; those of loyalty and value stand where there is something to say. */
export const sectionIds = [
  "summary",
  "need",
  "expectation",
  "feedback",
  "management",
  "service",
  "marketing",
  "loyalty",
  "value",
] as const;
export type SectionId = (typeof sectionIds)[number];

/**
 * How sure a sentence is: `clear`, its interval excludes zero; `none`, no difference found, the interval lies within what
 * matters; `unknown`, not enough answers to tell. A plain count has none.
 */
export type Verdict = "clear" | "none" | "unknown";

/** A sentence with what it rests on. */
export interface Finding {
  /** What it is about, the same in every language: `driver`, `gap`, `calls` … */
  readonly id: string;
  readonly section: Exclude<SectionId, "summary">;
  readonly text: string;
  readonly verdict?: Verdict;
  /** How many answers it rests on, and how many customers (or answers) could not be used. */
  readonly n: number;
  readonly leftOut: number;
  /** The figures behind it, in short pieces: `R² 0.76`, `rated 5.7, the others 6.8`. */
  readonly evidence: readonly string[];
}

/** That nothing can be told of an analysis, and why. */
export function absentFinding(section: Finding["section"], text: string, leftOut: number): Finding {
  return { id: "absent", section, text, verdict: "unknown", n: 0, leftOut, evidence: [] };
}

/** How numbers of a column are read: ratings one decimal, effects two, percent none, dates year first. */
export type ColumnKind =
  "text" | "count" | "rating" | "effect" | "difference" | "percent" | "date" | "amount";

export interface ReportTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly kinds: readonly ColumnKind[];
  /** `null` where there is no number. */
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** What stands below it: ties, what is not shown. */
  readonly note?: string;
}

export interface ReportFigure {
  readonly id: string;
  readonly title: string;
  /** n, what was left out, units. */
  readonly caption: string;
  /** The figure in the colours of where it is shown; `columns` of small pictures in a row. Not part of the JSON. */
  readonly draw: (options: ChartOptions & { readonly columns?: number }) => Figure;
}

export interface Section {
  readonly id: SectionId;
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly tables: readonly ReportTable[];
  readonly figures: readonly ReportFigure[];
}

/** The figure that shows what a finding says, among those of its section. */
export function figureOf(section: Section, finding: Finding): ReportFigure | undefined {
  const ids: Readonly<Record<string, string>> = {
    start: "drivers",
    driver: "drivers",
    gap: "gap",
    nps: "nps",
    value: "segments",
    trend: finding.section,
  };
  return section.figures.find(({ id }) => id === ids[finding.id]);
}

/** What a report says, independent of where it is shown. */
export interface Report {
  readonly language: Language;
  readonly title: string;
  /** Source, customers and day, in one line. */
  readonly about: string;
  readonly asOf: string;
  readonly customers: number;
  readonly interactions: number;
  readonly sections: readonly Section[];
  /** What was not used, and why, a sentence each. */
  readonly notes: readonly string[];
  /** Headers of the customers' table, where they are known. */
  readonly columns: { readonly used: readonly string[]; readonly ignored: readonly string[] };
}
