import {
  messageOf,
  proposeImport,
  questionKeys,
  tableNames,
  type ImportAnswers,
  type Proposal,
  type Region,
} from "@crm-functions/core";
import { findTable } from "../../workbook/store/tables";
import type { Workbook } from "../../workbook/workbook";
import type { Text } from "../shell/text";
import { openedSheet, openedSheets, rememberColumns, rememberedColumns } from "../data/opened-sheet";

/** A table of the user's own that the report is about: a sheet of the workbook, or a file that was chosen. */
export interface OwnTable {
  readonly name: string;
  readonly isSheet: boolean;
  readonly proposal: Proposal;
}

const setting = "report of sheet";

/** The sheet that the report of this workbook is about, read as it stands now; undefined where none was chosen. */
export async function chosenSheet(
  workbook: Workbook,
  region: Region | undefined,
): Promise<OwnTable | undefined> {
  const name = await workbook.readSetting(setting);
  if (name === undefined || name === "" || !(await workbook.sheets()).includes(name)) return undefined;
  return proposedSheet(workbook, name, await rememberedColumns(workbook, name), region);
}

export async function proposedSheet(
  workbook: Workbook,
  name: string,
  answers: ImportAnswers,
  region: Region | undefined,
): Promise<OwnTable> {
  const proposal = proposeImport(await openedSheet(workbook, name), answers, region);
  return { name, isSheet: true, proposal };
}

const looked = 200;

/** The sheet of a workbook without our table of customers whose headers say most of customers; undefined where none does. */
export async function likeliestSheet(workbook: Workbook): Promise<string | undefined> {
  const [names, tables] = await Promise.all([workbook.sheets(), workbook.tables()]);
  if (findTable(tables, "customer") !== undefined) return undefined;
  const ours = new Set<string>(Object.values(tableNames));
  const taken = new Set(tables.flatMap(({ name, area }) => (ours.has(name) ? area.sheet : [])));
  const others = names.filter((name) => !taken.has(name));
  const source = await openedSheets(workbook, others, looked);
  const sheets = source.sheets.filter(({ rows }) => rows.length > 0);
  if (sheets.length === 0) return undefined;
  const { sheet, columns } = proposeImport({ ...source, sheets });
  if (columns.every(({ use, role }) => role === undefined && (use === undefined || "own" in use)))
    return undefined;
  // Of several tables on a sheet each has a name.
  return sheets.find((each) => [each, ...(each.tables ?? [])].some(({ name }) => name === sheet.name))?.name;
}

/** Keeps in the workbook which sheet the report is about, and what its columns are; undefined forgets it. */
export async function keepChosenSheet(workbook: Workbook, own: OwnTable | undefined): Promise<void> {
  const name = own?.isSheet === true ? own.name : "";
  if (own?.isSheet === true) await rememberColumns(workbook, own.name, own.proposal);
  if (name !== ((await workbook.readSetting(setting)) ?? "")) await workbook.writeSetting(setting, name);
}

/** What nobody has said about a table, with what it was taken for. */
export function openQuestions({ questions }: Proposal, { t, language }: Text): string[] {
  // Whoever has no name goes by a number or an address here.
  return questions
    .filter(({ kind }) => kind !== "name")
    .map(({ kind, column = "", choices: [taken] }) =>
      t("reportTaken", {
        asked: messageOf(questionKeys[kind], { column }, language),
        taken: taken?.preview.replace(/\s*\n\s*/g, " ") ?? "",
      }),
    );
}
