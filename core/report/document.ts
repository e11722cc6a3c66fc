import type { ChartOptions, Figure } from "../charts";
import type { Language } from "../locales/message";
import type { Words } from "./words/en-US";

/** The sections of a report, in order; loyalty and value appear only if there is something to say. */
export type SectionId =
  | "summary"
  | "need"
  | "expectation"
  | "feedback"
  | "management"
  | "service"
  | "marketing"
  | "loyalty"
  | "value";

/**
 * How certain a sentence is: `clear` if its interval excludes zero; `none` if no difference was found and the interval
 * lies within what matters; `unknown` if there are too few answers to tell. A plain count has no verdict.
 */
export type Verdict = "clear" | "none" | "unknown";

/** A sentence with its evidence. */
export interface Finding {
  /** The topic, the same in every language: `driver`, `gap`, `calls` … */
  readonly id: string;
  readonly section: Exclude<SectionId, "summary">;
  readonly text: string;
  readonly verdict?: Verdict;
  /** How many answers it is based on, and how many customers (or answers) could not be used. */
  readonly n: number;
  readonly leftOut: number;
  /** The supporting figures, in short pieces: `R² 0.76`, `rated 5.7, the others 6.8`. */
  readonly evidence: readonly string[];
}

/** What a section consists of. */
export type SectionParts = Pick<Section, "findings" | "tables" | "figures">;

/** A section about an analysis or about what purchases and outcomes tell. */
export function sectionOf(
  id: Finding["section"],
  { names }: Pick<Words, "names">,
  findings: readonly Finding[],
  { tables = [], figures = [] }: Partial<SectionParts> = {},
): Section {
  return { id, title: names[id], findings, tables, figures };
}

/** States that an analysis has no result, and why. */
export function absentFinding(section: Finding["section"], text: string, leftOut: number): Finding {
  return { id: "absent", section, text, verdict: "unknown", n: 0, leftOut, evidence: [] };
}

/** How to format a column's numbers: ratings with one decimal, effects two, percent none, dates year first. */
export type ColumnKind =
  "text" | "count" | "rating" | "effect" | "difference" | "percent" | "date" | "amount";

export interface ReportTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly kinds: readonly ColumnKind[];
  /** `null` if there is no number. */
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** Text below the table: ties, rows not shown. */
  readonly note?: string;
}

export interface ReportFigure {
  readonly id: string;
  readonly title: string;
  /** n, what was left out, units. */
  readonly caption: string;
  /** Draws the figure in the colours of its surroundings; `columns` of small multiples. Not part of the JSON. */
  readonly draw: (options: ChartOptions & { readonly columns?: number }) => Figure;
}

export interface Section {
  readonly id: SectionId;
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly tables: readonly ReportTable[];
  readonly figures: readonly ReportFigure[];
}

/** The figure of a finding, among those of its section. */
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

/** The content of a report, independent of how it is displayed. */
export interface Report {
  readonly language: Language;
  readonly title: string;
  /** Source, customers and day on one line. */
  readonly about: string;
  readonly asOf: string;
  readonly customers: number;
  readonly interactions: number;
  readonly sections: readonly Section[];
  /** What was not used and why, one sentence each. */
  readonly notes: readonly string[];
  /** Headers of the customers' table, if known. */
  readonly columns: { readonly used: readonly string[]; readonly ignored: readonly string[] };
}
