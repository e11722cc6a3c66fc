import {
  messageOf,
  proposeImport,
  questionKeys,
  questionsAssumed,
  tableNameOf,
  teamOfSourceSteps,
  type ImportAnswers,
  type Language,
  type Proposal,
  type Region,
  type TeamOfTable,
} from "@crm-functions/core";
import { inSlices } from "../../workbook/in-slices";
import { findTable } from "../../workbook/store/tables";
import type { Workbook } from "../../workbook/workbook";
import type { Text } from "../shell/text";
import {
  answersOf,
  openedSheet,
  openedSheets,
  rememberColumns,
  rememberedColumns,
} from "../data/opened-sheet";

/** The user's own table for the report: a sheet of the workbook, or a chosen file. */
export interface OwnTable {
  readonly name: string;
  readonly isSheet: boolean;
  readonly proposal: Proposal;
}

const setting = "report of sheet";

/** The sheet chosen for this workbook's report, read now; undefined if none was chosen or it no longer exists. */
export async function chosenSheet(
  workbook: Workbook,
  region: Region | undefined,
): Promise<OwnTable | undefined> {
  const name = await workbook.readSetting(setting);
  if (name === undefined || name === "" || !(await workbook.sheets()).includes(name)) return undefined;
  return proposedSheet(workbook, name, await rememberedColumns(workbook, name), region);
}

/** @param mostBeside rows of each other sheet, as of `openedSheet` */
export async function proposedSheet(
  workbook: Workbook,
  name: string,
  answers: ImportAnswers,
  region: Region | undefined,
  mostBeside?: number,
): Promise<OwnTable> {
  const proposal = proposeImport(await openedSheet(workbook, name, mostBeside), answers, region);
  return { name, isSheet: true, proposal };
}

/** Everybody in the table, a sheet as it is now, with the weights, purchases and answers of the other sheets. */
export async function teamOfOwn(
  workbook: Workbook,
  own: OwnTable,
  language: Language,
  region: Region | undefined,
): Promise<{ readonly proposal: Proposal; readonly team: TeamOfTable }> {
  const { proposal } = own.isSheet
    ? await proposedSheet(workbook, own.name, answersOf(own.name, own.proposal), region, Infinity)
    : own;
  return { proposal, team: await inSlices(teamOfSourceSteps(proposal, language)) };
}

const looked = 200;

/** The sheet whose headers fit customers best; undefined if there is a Customers table or no header fits. */
export async function likeliestSheet(workbook: Workbook): Promise<string | undefined> {
  const [names, tables] = await Promise.all([workbook.sheets(), workbook.tables()]);
  if (findTable(tables, "customer") !== undefined) return undefined;
  const ours = new Set<string>(Object.values(tableNameOf));
  const taken = new Set(tables.flatMap(({ name, area }) => (ours.has(name) ? area.sheet : [])));
  const others = names.filter((name) => !taken.has(name));
  const source = await openedSheets(workbook, others, looked);
  const sheets = source.sheets.filter(({ rows }) => rows.length > 0);
  if (sheets.length === 0) return undefined;
  const { sheet, columns } = proposeImport({ ...source, sheets });
  if (columns.every(({ use, role }) => role === undefined && (use === undefined || "own" in use)))
    return undefined;
  // If a sheet holds several tables, each has its own name.
  return sheets.find((each) => [each, ...(each.tables ?? [])].some(({ name }) => name === sheet.name))?.name;
}

/** Remembers in the workbook the sheet of the report and the use of its columns; undefined forgets it. */
export async function keepChosenSheet(workbook: Workbook, own: OwnTable | undefined): Promise<void> {
  const name = own?.isSheet === true ? own.name : "";
  if (own?.isSheet === true) await rememberColumns(workbook, own.name, own.proposal);
  if (name !== ((await workbook.readSetting(setting)) ?? "")) await workbook.writeSetting(setting, name);
}

/** The questions that the user has not answered, each with the answer that the report assumes. */
export function openQuestions({ questions }: Proposal, { t, language }: Text): string[] {
  return questionsAssumed(questions).map(({ kind, column = "", choices: [taken] }) =>
    t("reportTaken", {
      asked: messageOf(questionKeys[kind], { column }, language),
      taken: taken?.preview.replace(/\s*\n\s*/g, " ") ?? "",
    }),
  );
}
