import {
  analysisLabels,
  consentLabels,
  customerFields,
  customerKindLabels,
  interactionFields,
  interactionKindLabels,
  ratingHeader,
  tableNames,
  weightFields,
  type InteractionKind,
  type Language,
  type RatedAnalysis,
} from "@crm-functions/core";
import { quotedSheetName, type FileCell, type SheetFile, type WorkbookFile } from "../../workbook/file";
import { attitude } from "./attitude";
import { people, type Person } from "./people";
import { randomFrom } from "./random-from";
import { sampleTexts, type SampleTexts } from "./sample-texts";

const ratingScale = { minimum: 1, maximum: 10 };
const dateFormat = "yyyy-mm-dd";
/** Serial of 2026-01-05, the first day of the sample. Nothing here reads the clock. */
const firstDay = 46027;

type WeightedAnalysis = "need" | "expectation" | "management" | "service" | "marketing";

/** Weights per criterion, in the order of the criteria's names. Each row adds up to 1. */
const weights: Readonly<Record<WeightedAnalysis, readonly number[]>> = {
  need: [0.3, 0.25, 0.2, 0.15, 0.1],
  expectation: [0.32, 0.22, 0.19, 0.16, 0.11],
  management: [0.3, 0.3, 0.25, 0.15],
  service: [0.35, 0.25, 0.2, 0.2],
  marketing: [0.2, 0.3, 0.35, 0.15],
};

/** Which criteria rate each analysis; what is perceived is rated by the criteria of what is expected. */
const criteriaOf: Readonly<Record<Exclude<RatedAnalysis, "feedback">, WeightedAnalysis>> = {
  need: "need",
  expectation: "expectation",
  perceived: "expectation",
  management: "management",
  service: "service",
  marketing: "marketing",
};
const ratedInOrder = Object.keys(criteriaOf) as (keyof typeof criteriaOf)[];

/** Ratings that nobody gave: row of the customer (from 0), analysis, criterion. */
const blanks: readonly (readonly [number, keyof typeof criteriaOf, number])[] = [
  [3, "need", 2],
  [11, "need", 0],
  [11, "need", 4],
  [18, "expectation", 1],
  [18, "perceived", 1],
  [24, "management", 3],
  [31, "service", 0],
  [37, "marketing", 2],
  [44, "need", 1],
  [52, "perceived", 4],
];
/** A rating typed as a word: what a real list has. */
const wordInstead = { row: 7, analysis: "service", criterion: 1 } as const;

const cell = (value: FileCell["value"], format?: string): FileCell => ({ value, format });
const text = (value: string): FileCell => ({ value });
const formula = (formulaText: string, format?: string): FileCell => ({
  value: null,
  formula: formulaText,
  format,
});

/**
 * The workbook that the page opens on and the notebooks analyse: `Customers`, `Weights`, `Scores` (live formulas),
 * `Feedback` (the attitude survey with its regression) and `Interactions`. The same workbook every time; sheets have names
 * in its language, tables the names by which the add-in knows them.
 *
 * Formulas come without values: a spreadsheet computes them when it opens the workbook.
 */
export function sampleWorkbook(language: Language): WorkbookFile {
  const texts = sampleTexts[language];
  return {
    sheets: [
      customersSheet(language, texts),
      weightsSheet(language, texts),
      scoresSheet(language, texts),
      feedbackSheet(texts),
      interactionsSheet(language, texts),
    ],
  };
}

/** First column (from 0) of an analysis' ratings on the Customers sheet. */
function firstColumnOf(analysis: keyof typeof criteriaOf): number {
  let column = customerFields.length;
  for (const each of ratedInOrder) {
    if (each === analysis) return column;
    column += weights[criteriaOf[each]].length;
  }
  return column;
}

function customersSheet(language: Language, texts: SampleTexts): SheetFile {
  const random = randomFrom(20260105);
  const headers = [
    ...customerFields.map((field) => field.header[language]),
    ...ratedInOrder.flatMap((analysis) =>
      texts.criteria[criteriaOf[analysis]].map((criterion) => ratingHeader(analysis, criterion, language)),
    ),
    ratingHeader("feedback", texts.overall, language),
  ];
  const chance = randomFrom(20260930);
  const rows = people.map((person, i) => {
    const record = recordOf(person, i, language, texts, random);
    const ratings = ratingsOf(i, texts, random);
    return [...record, ...ratings, overallOf(ratings, chance)];
  });
  return {
    name: texts.sheets.customers,
    cells: [headers.map(text), ...rows],
    widths: [15, 17, 20, 11, 21, 30, 12, 12, 12, 9, 12, 12, 12],
    frozen: { rows: 1, columns: 2 },
    headerRows: [0],
    tables: [
      { name: tableNames.customers, row: 0, column: 0, rows: rows.length + 1, columns: headers.length },
    ],
  };
}

function recordOf(
  person: Person,
  i: number,
  language: Language,
  texts: SampleTexts,
  random: () => number,
): FileCell[] {
  const phone = person.chinese
    ? `+861380013${String(8000 + i).padStart(4, "0")}`
    : `+442079460${String(100 + i).padStart(3, "0")}`;
  const consent = i % 9 === 4 ? "" : i % 13 === 6 ? "no" : "yes";
  const contacted = random() < 0.6;
  const served = random() < 0.5;
  return [
    text(`C${String(i + 1).padStart(4, "0")}`),
    text(person.name),
    text(person.company),
    text(customerKindLabels[person.partner === true ? "partner" : "customer"][language]),
    text(phone),
    text(`${person.mailbox}@example.com`),
    text(texts.segments[person.segment]),
    text(texts.owners[i % texts.owners.length]),
    cell(firstDay + Math.floor(i * 2.4), dateFormat),
    cell(consent === "" ? null : consentLabels[consent][language]),
    cell(contacted ? Math.round(random() * 190 + 10) * 10 : null, "#,##0"),
    cell(contacted ? firstDay + 150 + Math.floor(random() * 60) : null, dateFormat),
    cell(served ? firstDay + 160 + Math.floor(random() * 60) : null, dateFormat),
  ];
}

function ratingsOf(i: number, texts: SampleTexts, random: () => number): FileCell[] {
  const leaning = random() * 4 - 2;
  return ratedInOrder.flatMap((analysis) => {
    const middle = {
      need: 6.2,
      expectation: 7.6,
      perceived: 6.9,
      management: 6.4,
      service: 7.1,
      marketing: 5.3,
    }[analysis];
    return weights[criteriaOf[analysis]].map((_, j) => {
      // Customers wait too long for an answer: there the report has where to start.
      const slow = analysis === "perceived" && j === 1 ? 1.4 : 0;
      const rating = Math.round(middle - slow + leaning + (random() - 0.5) * 5);
      const kept = Math.min(ratingScale.maximum, Math.max(ratingScale.minimum, rating));
      const isWord =
        i === wordInstead.row && analysis === wordInstead.analysis && j === wordInstead.criterion;
      if (isWord) return text(texts.wordInstead);
      const isBlank = blanks.some(
        ([row, blankAnalysis, criterion]) => row === i && blankAnalysis === analysis && criterion === j,
      );
      return cell(isBlank ? null : kept);
    });
  });
}

/** Satisfaction as what customers perceive makes it, responsiveness above all, and some chance. */
function overallOf(ratings: readonly FileCell[], chance: () => number): FileCell {
  const first = firstColumnOf("perceived") - customerFields.length;
  const noise = 2 * (chance() - 0.5);
  const perceived = ratings.slice(first, first + weights.expectation.length).map(({ value }) => value);
  if (!perceived.every((value): value is number => typeof value === "number")) return cell(null);
  const [reliability, responsiveness, assurance, empathy, tangibles] = perceived;
  const overall =
    0.15 * reliability +
    0.55 * responsiveness +
    0.1 * assurance +
    0.15 * empathy +
    0.05 * tangibles +
    0.6 +
    noise;
  return cell(Math.min(ratingScale.maximum, Math.max(ratingScale.minimum, Math.round(overall))));
}

const weightedInOrder = Object.keys(weights) as WeightedAnalysis[];

function weightsSheet(language: Language, texts: SampleTexts): SheetFile {
  const rows = weightedInOrder.flatMap((analysis) =>
    weights[analysis].map((weight, j) => [
      text(analysisLabels[analysis][language]),
      text(texts.criteria[analysis][j]),
      cell(weight, "0.00"),
      cell(ratingScale.minimum),
      cell(ratingScale.maximum),
    ]),
  );
  const cells: (FileCell | undefined)[][] = [
    weightFields.map((field) => text(field.header[language])),
    ...rows,
  ];
  cells[1][6] = text(texts.weightsNote);
  return {
    name: texts.sheets.weights,
    cells,
    widths: [16, 22, 10, 14, 14, 4, 60],
    frozen: { rows: 1, columns: 0 },
    headerRows: [0],
    tables: [
      { name: tableNames.weights, row: 0, column: 0, rows: rows.length + 1, columns: weightFields.length },
    ],
  };
}

/** `Customers[[Need: Price]:[Need: Innovation]]`: the ratings of an analysis, however many customers come. */
function ratingsOfTable(analysis: keyof typeof criteriaOf, language: Language, texts: SampleTexts): string {
  const criteria = texts.criteria[criteriaOf[analysis]];
  const [first, last] = [criteria[0], criteria[criteria.length - 1]].map((criterion) =>
    ratingHeader(analysis, criterion, language),
  );
  return `${tableNames.customers}[[${first}]:[${last}]]`;
}

/** `Weights!$C$2:$C$6`: the weights of an analysis. */
function weightsArea(analysis: WeightedAnalysis, texts: SampleTexts): string {
  let row = 2;
  for (const each of weightedInOrder) {
    if (each === analysis) break;
    row += weights[each].length;
  }
  return `${quotedSheetName(texts.sheets.weights)}!$C$${row}:$C$${row + weights[analysis].length - 1}`;
}

function scoresSheet(language: Language, texts: SampleTexts): SheetFile {
  const nameHeader = customerFields.find((field) => field.name === "name")?.header[language];
  const ratings = (analysis: keyof typeof criteriaOf) => ratingsOfTable(analysis, language, texts);
  const weighed = (analysis: WeightedAnalysis) => `${ratings(analysis)},${weightsArea(analysis, texts)}`;
  const gap = `${ratings("expectation")},${ratings("perceived")},${weightsArea("expectation", texts)}`;
  const columns: readonly (readonly [header: string, formula: string])[] = [
    [texts.scores.name, `${tableNames.customers}[${nameHeader}]&""`],
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

const channels: Readonly<Record<string, readonly InteractionKind[]>> = {
  phone: ["call", "after-sales", "consulting"],
  visit: ["visit", "need", "expectation"],
  message: ["message", "marketing", "feedback"],
};

/**
 * Ninety interactions from the first of June to the end of October, eight days to every five of them. Feedback, service
 * (consulting, after-sales) and marketing are rated, so that the chart of service and marketing over time has both lines.
 */
function interactionsSheet(language: Language, texts: SampleTexts): SheetFile {
  const random = randomFrom(7);
  const channelNames = Object.keys(channels) as (keyof SampleTexts["channels"])[];
  const rows = Array.from({ length: 90 }, (_, i): FileCell[] => {
    const channel = channelNames[Math.floor(random() * channelNames.length)];
    const kinds = channels[channel];
    const kind = kinds[Math.floor(random() * kinds.length)];
    const day = firstDay + 147 + Math.floor((i * 8) / 5);
    const rated = ["feedback", "consulting", "after-sales", "marketing"].includes(kind);
    const open = i > 75 && i % 3 === 0;
    return [
      text(`I${String(i + 1).padStart(5, "0")}`),
      text(`C${String(1 + Math.floor(random() * people.length)).padStart(4, "0")}`),
      cell(day + (9 + Math.floor(random() * 8)) / 24, "yyyy-mm-dd hh:mm"),
      text(interactionKindLabels[kind][language]),
      text(texts.channels[channel]),
      cell(rated ? 4 + Math.floor(random() * 7) : null),
      cell(kind === "marketing" ? Math.round(random() * 190 + 10) * 10 : null, "#,##0"),
      cell(texts.notes[kind] ?? null),
      cell(open ? day + 14 : null, dateFormat),
      cell(!open),
    ];
  });
  return {
    name: texts.sheets.interactions,
    cells: [interactionFields.map((field) => text(field.header[language])), ...rows],
    widths: [14, 13, 18, 14, 12, 9, 10, 36, 12, 9],
    frozen: { rows: 1, columns: 0 },
    headerRows: [0],
    tables: [
      {
        name: tableNames.interactions,
        row: 0,
        column: 0,
        rows: rows.length + 1,
        columns: interactionFields.length,
      },
    ],
  };
}
