import {
  cellOfUse,
  columnsFor,
  customerFields,
  headerOf,
  ratingHeader,
  sampleTeam,
  tableNameOf,
  valuesOf,
  weighedAs,
  type ColumnUse,
  type CriterionWeight,
  type Customer,
  type Interaction,
  type Language,
  type RatedAnalysis,
  type Team,
} from "@crm-functions/core";
import { quotedSheetName, type FileCell, type SheetFile, type WorkbookFile } from "../../workbook/file";
import { attitude } from "./attitude";
import { playgroundTexts, type SampleTexts } from "../texts";

type WeightedAnalysis = keyof SampleTexts["criteria"];

/** A rating typed as a word, as happens in real lists. */
const wordInstead = { row: 7, analysis: "service", criterion: 1 } as const;

const cell = (value: FileCell["value"], format?: string): FileCell => ({ value, format });
const text = (value: string): FileCell => ({ value });
const formula = (formulaText: string, format?: string): FileCell => ({
  value: null,
  formula: formulaText,
  format,
});

/**
 * The sample workbook: `Customers`, `Weights`, `Scores` (live formulas), `Feedback` (the attitude survey with its
 * regression) and `Interactions`. Sheets have names in its language, tables those by which the add-in finds them.
 *
 * Formulas have no values: a spreadsheet computes them when it opens the workbook.
 */
export function sampleWorkbook(language: Language): WorkbookFile {
  const texts = playgroundTexts[language].sample;
  const team = sampleTeam(texts);
  const customers = recordsSheet("customer", team.customers, language, texts.sheets.customers, {
    widths: [15, 17, 20, 11, 21, 30, 12, 12, 12, 9, 12, 12, 12],
    frozen: { rows: 1, columns: 2 },
  });
  const header = ratingHeader(
    wordInstead.analysis,
    texts.criteria[wordInstead.analysis][wordInstead.criterion],
    language,
  );
  const at = customers.cells[0].findIndex((each) => each?.value === header);
  customers.cells[wordInstead.row + 1][at] = text(texts.wordInstead);
  const weights = recordsSheet("weight", team.weights, language, texts.sheets.weights, {
    widths: [16, 22, 10, 14, 14, 4, 60],
    frozen: { rows: 1, columns: 0 },
  });
  weights.cells[1][6] = text(texts.weightsNote);
  return {
    sheets: [
      customers,
      weights,
      scoresSheet(language, texts, team),
      feedbackSheet(texts),
      recordsSheet("interaction", team.interactions, language, texts.sheets.interactions, {
        widths: [14, 13, 18, 14, 12, 9, 10, 36, 12, 9],
        frozen: { rows: 1, columns: 0 },
      }),
    ],
  };
}

/** The number format of a column. */
function formatOf(use: ColumnUse): string | undefined {
  if (use === undefined || !("name" in use)) return undefined;
  if (use.name === "weight") return "0.00";
  if (use.name === "amount" || use.name === "marketingValue") return "#,##0";
  return { date: "yyyy-mm-dd", dateTime: "yyyy-mm-dd hh:mm" }[use.type as string];
}

function recordsSheet(
  kind: "customer" | "weight" | "interaction",
  records: readonly (Customer | Interaction | CriterionWeight)[],
  language: Language,
  name: string,
  look: Pick<SheetFile, "widths" | "frozen">,
): SheetFile & { readonly cells: (FileCell | undefined)[][] } {
  const values = records.map(valuesOf);
  const columns = columnsFor(values, kind, language);
  const cells = [
    columns.uses.map((use) => text(headerOf(use, language, kind))),
    ...values.map((each) =>
      columns.uses.map((use) => cell(cellOfUse(each, use, columns) ?? null, formatOf(use))),
    ),
  ];
  const place = { row: 0, column: 0, rows: cells.length, columns: columns.uses.length };
  return { name, cells, ...look, headerRows: [0], tables: [{ name: tableNameOf[kind], ...place }] };
}

/** `Customers[[Need: Price]:[Need: Innovation]]`: the ratings of an analysis for any number of customers. */
function ratingsOfTable(analysis: RatedAnalysis, language: Language, texts: SampleTexts): string {
  const criteria = texts.criteria[weighedAs(analysis) as WeightedAnalysis];
  const [first, last] = [criteria[0], criteria[criteria.length - 1]].map((criterion) =>
    ratingHeader(analysis, criterion, language),
  );
  return `${tableNameOf.customer}[[${first}]:[${last}]]`;
}

/** `Weights!$C$2:$C$6`: the weights of an analysis. */
function weightsArea(analysis: WeightedAnalysis, { weights }: Team, texts: SampleTexts): string {
  const first = weights.findIndex((each) => each.analysis === analysis) + 2;
  const last = first + weights.filter((each) => each.analysis === analysis).length - 1;
  return `${quotedSheetName(texts.sheets.weights)}!$C$${first}:$C$${last}`;
}

function scoresSheet(language: Language, texts: SampleTexts, team: Team): SheetFile {
  const nameHeader = customerFields.find((field) => field.name === "name")?.header[language];
  const ratings = (analysis: RatedAnalysis) => ratingsOfTable(analysis, language, texts);
  const weighed = (analysis: WeightedAnalysis) =>
    `${ratings(analysis)},${weightsArea(analysis, team, texts)}`;
  const gap = `${ratings("expectation")},${ratings("perceived")},${weightsArea("expectation", team, texts)}`;
  const columns: readonly (readonly [header: string, formula: string])[] = [
    [texts.scores.name, `${tableNameOf.customer}[${nameHeader}]&""`],
    [texts.scores.need, `CRM.NEEDSCORE(${weighed("need")})`],
    [texts.scores.needReweighted, `CRM.NEEDSCORE(${weighed("need")},"reweight")`],
    [texts.scores.expectation, `CRM.EXPECTATIONSCORE(${weighed("expectation")})`],
    [texts.scores.gap, `CRM.EXPECTATIONGAP(${gap})`],
    [texts.scores.management, `CRM.MANAGEMENTSCORE(${weighed("management")})`],
    [texts.scores.service, `CRM.SERVICESCORE(${weighed("service")})`],
    [texts.scores.marketing, `CRM.MARKETINGSCORE(${weighed("marketing")})`],
  ];
  return {
    name: texts.sheets.scores,
    cells: [
      columns.map(([header]) => text(header)),
      columns.map(([, formulaText], j) => formula(formulaText, j === 0 ? undefined : "0.00")),
    ],
    widths: [20, 12, 22, 16, 12, 18, 12, 15],
    frozen: { rows: 1, columns: 1 },
    headerRows: [0],
  };
}

function feedbackSheet(texts: SampleTexts): SheetFile {
  const last = attitude.rows.length + 1;
  const cells: (FileCell | undefined)[][] = [
    attitude.headers.map(text),
    ...attitude.rows.map((row) => row.map((value) => cell(value))),
  ];
  const table = attitude.headers.length + 1;
  cells[0][table] = text(texts.feedbackTitle);
  cells[1][table] = formula(`CRM.FEEDBACK(A2:A${last},B2:G${last},B1:G1)`);
  cells[last + 1] = [text(texts.feedbackSource)];
  return {
    name: texts.sheets.feedback,
    cells,
    widths: [11, 11, 11, 11, 11, 11, 11, 4, 22, 14, 14, 12, 12, 12, 12, 12],
    frozen: { rows: 1, columns: 0 },
    headerRows: [0],
  };
}
