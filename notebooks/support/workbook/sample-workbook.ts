import {
  expectationGap,
  expectationScore,
  feedback,
  feedbackTable,
  managementScore,
  marketingScore,
  needScore,
  columnsFor,
  valuesOf,
  type Rating,
  serviceScore,
  type Customer,
  type Interaction,
  type RatedAnalysis,
} from "@crm-functions/core";
import { areaAddress, type FileCell, type FileValue, type SheetFile } from "../../../addin/workbook/file";
import type { CriterionWeight } from "./team-workbook";
import { TeamWorkbook } from "./team-workbook";
import { sheetsOf, writeWorkbook, type TeamTables } from "./write-workbook";

const people = [
  ["Alice Wong", "Northwind Trading"],
  ["王小明", "华夏科技"],
  ["Roberto Díaz", "Contoso"],
  ["陈芳", "光明食品"],
  ["Priya Nair", "Fabrikam"],
  ["Tomás Ruiz", "Alpine Ski House"],
  ["李强", "东方物流"],
  ["Maya Cohen", "Proseware"],
  ["张伟", "长江贸易"],
  ["Hana Sato", "Wide World Importers"],
] as const;

const criteria: readonly (readonly [RatedAnalysis, readonly (readonly [string, number])[]])[] = [
  [
    "need",
    [
      ["Price", 0.2],
      ["Quality", 0.35],
      ["Delivery", 0.25],
      ["Advice", 0.2],
    ],
  ],
  [
    "expectation",
    [
      ["Price", 0.3],
      ["Quality", 0.3],
      ["Delivery", 0.2],
      ["Advice", 0.2],
    ],
  ],
  [
    "management",
    [
      ["Contact", 0.5],
      ["Follow-up", 0.3],
      ["Records", 0.2],
    ],
  ],
  [
    "service",
    [
      ["Speed", 0.4],
      ["Courtesy", 0.2],
      ["Solution", 0.4],
    ],
  ],
  [
    "marketing",
    [
      ["Reach", 0.3],
      ["Response", 0.3],
      ["Purchase", 0.4],
    ],
  ],
];

/**
 * An invented team: 40 customers, their ratings for all six analyses, their interactions over a year, the weights.
 * Always the same. Satisfaction is made of the perceived ratings, quality and delivery above all, and some chance.
 */
export function sampleTables(): Required<Pick<TeamTables, "customers" | "interactions" | "weights">> {
  // A linear congruential generator (Knuth, The Art of Computer Programming 2, 3.3.4): the same numbers everywhere.
  let state = 20260101;
  const chance = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const rating = (middle: number) => Math.min(10, Math.max(1, Math.round(middle + 5 * (chance() - 0.5))));
  const weights: CriterionWeight[] = criteria.flatMap(([analysis, rows]) =>
    rows.map(([criterion, weight]) => ({ analysis, criterion, weight, minimum: 0, maximum: 10 })),
  );
  const customers: Customer[] = [];
  const interactions: Interaction[] = [];
  for (let i = 0; i < 40; i++) {
    const [name, company] = people[i % people.length];
    const ratings: Partial<Record<RatedAnalysis, Record<string, number>>> = {};
    for (const [analysis, rows] of criteria) {
      ratings[analysis] = Object.fromEntries(
        rows.map(([criterion]) => [criterion, rating(analysis === "expectation" ? 7.5 : 6)]),
      );
    }
    const perceived = { Price: rating(6), Quality: rating(7), Delivery: rating(5.5), Advice: rating(6.5) };
    ratings.perceived = perceived;
    const satisfaction =
      1 +
      0.1 * perceived.Price +
      0.4 * perceived.Quality +
      0.3 * perceived.Delivery +
      0.05 * perceived.Advice;
    ratings.feedback = {
      Satisfaction: Math.min(10, Math.max(0, Math.round(10 * (satisfaction + 1.5 * (chance() - 0.5))) / 10)),
    };
    const id = `C-${String(i + 1).padStart(3, "0")}`;
    customers.push({
      id,
      name: i < people.length ? name : `${name} ${Math.floor(i / people.length) + 1}`,
      company,
      kind: i % 9 === 8 ? "partner" : "customer",
      phone: `+8613800138${String(i).padStart(3, "0")}`,
      email: `contact${i + 1}@example.com`,
      segment: ["Key", "Growth", "New"][i % 3],
      owner: ["Lin", "Maya"][i % 2],
      created: `2025-${String((i % 12) + 1).padStart(2, "0")}-15`,
      consent: "yes",
      marketingValue: null,
      marketingDate: "",
      serviceDate: "",
      ratings: ratings,
    });
    // Three interactions a customer, four months apart: one of marketing, two of service. Which of the three is the
    // marketing changes from customer to customer, so that every month of the year has both kinds.
    for (let month = i % 4; month < 12; month += 4) {
      const service = (interactions.length + i) % 3 !== 0;
      interactions.push({
        id: `I-${String(interactions.length + 1).padStart(4, "0")}`,
        customerId: id,
        when: `2025-${String(month + 1).padStart(2, "0")}-${String(1 + (i % 27)).padStart(2, "0")}`,
        kind: service ? "after-sales" : "marketing",
        channel: service ? "Phone" : "Mail",
        rating: rating(service ? 5 + month / 4 : 6),
        amount: service ? null : 100 + Math.round(400 * chance()),
        note: "",
        followUp: "",
        done: true,
      });
    }
  }
  return { customers, interactions, weights };
}

/** Writes the sample with a sheet of formulas that Excel calculates with the add-in, their values cached. */
export async function writeSampleWorkbook(file: string): Promise<void> {
  const tables = sampleTables();
  await writeWorkbook(file, { ...tables, sheets: [scoresSheet(tables), feedbackSheet(tables)] });
}

type Sample = ReturnType<typeof sampleTables>;

/** Cells of the customers' table that hold an analysis, as a formula names them. */
function rangeOf(tables: Sample, analysis: RatedAnalysis): string {
  const rated = columnsFor(tables.customers.map(valuesOf), "customer", "en-US").uses.filter(
    (use): use is Rating => "analysis" in use,
  );
  const first = rated.findIndex((each) => each.analysis === analysis);
  const columns = rated.filter((each) => each.analysis === analysis).length;
  const headers = sheetsOf(tables)[0].tables![0].columns;
  return `Customers!${areaAddress(1, headers - rated.length + first, tables.customers.length, columns)}`;
}

function weightsOf(tables: Sample, analysis: RatedAnalysis): string {
  const first = tables.weights.findIndex((each) => each.analysis === analysis);
  const rows = tables.weights.filter((each) => each.analysis === analysis).length;
  return `Weights!${areaAddress(first + 1, 2, rows, 1)}`;
}

function scoresSheet(tables: Sample): SheetFile {
  const team = new TeamWorkbook(tables.customers, tables.interactions, tables.weights, []);
  const scored = (["need", "expectation", "management", "service", "marketing"] as const).map((analysis) => {
    const { columns, weights } = team.ratings(analysis);
    const functions = {
      need: [needScore, "NEEDSCORE"],
      expectation: [expectationScore, "EXPECTATIONSCORE"],
      management: [managementScore, "MANAGEMENTSCORE"],
      service: [serviceScore, "SERVICESCORE"],
      marketing: [marketingScore, "MARKETINGSCORE"],
    } as const;
    const [calculate, name] = functions[analysis];
    return {
      header: name,
      formula: `CRM.${name}(${rangeOf(tables, analysis)},${weightsOf(tables, analysis)})`,
      values: calculate(columns, weights),
    };
  });
  const expected = team.ratings("expectation");
  const gap = {
    header: "EXPECTATIONGAP",
    formula: `CRM.EXPECTATIONGAP(${rangeOf(tables, "expectation")},${rangeOf(tables, "perceived")},${weightsOf(tables, "expectation")})`,
    values: expectationGap(expected.columns, team.ratings("perceived").columns, expected.weights),
  };
  const columns = [...scored, gap];
  const rows = tables.customers.map((customer, i): FileCell[] => [
    { value: customer.id },
    ...columns.map(({ formula, values }): FileCell =>
      i === 0
        ? { value: values[0], formula, spill: { rows: values.length, columns: 1 } }
        : { value: values[i] },
    ),
  ]);
  const headers = ["Customer ID", ...columns.map((each) => each.header)].map((value) => ({ value }));
  return { name: "Scores", cells: [headers, ...rows], headerRows: [0], frozen: { rows: 1, columns: 1 } };
}

function feedbackSheet(tables: Sample): SheetFile {
  const team = new TeamWorkbook(tables.customers, tables.interactions, tables.weights, []);
  const perceived = team.ratings("perceived");
  const names = rangeOf(tables, "perceived").replace(
    /([A-Z]+)\d+:([A-Z]+)\d+/,
    (_, from, to) => `${from}1:${to}1`,
  );
  const formula = `CRM.FEEDBACK(${rangeOf(tables, "feedback")},${rangeOf(tables, "perceived")},${names})`;
  const headers = perceived.criteria.map((criterion) => `Perceived: ${criterion}`);
  const table = feedbackTable(feedback(team.ratings("feedback").columns[0], perceived.columns), headers);
  const cells = table.map((row, i) =>
    row.map((cell, j): FileCell | undefined => {
      const value: FileValue = typeof cell === "number" && !Number.isFinite(cell) ? { error: "#N/A" } : cell;
      if (i === 0 && j === 0) return { value, formula, spill: { rows: table.length, columns: row.length } };
      return { value };
    }),
  );
  return { name: "Feedback", cells, widths: [24], headerRows: [0] };
}
