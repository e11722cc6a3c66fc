import { basename } from "node:path";
import {
  finished,
  isBlank,
  messageOf,
  proposeImport,
  questionKeys,
  questionsAssumed,
  tableNameOf,
  teamOfSourceSteps,
  type ImportAnswers,
  type ImportSource,
  type Language,
  type Proposal,
  type TeamOfTable,
} from "@crm-functions/core";
import { fileSource } from "../import/file-source";
import { NotebookError, notebookText } from "../notebook-error";

export interface ReadTeamOptions extends Pick<
  ImportAnswers,
  "region" | "dates" | "decimal" | "sheet" | "headerRow" | "encoding" | "delimiter"
> {
  /** Language of the notes; `"en-US"` by default. */
  readonly language?: Language;
  /** Headers assigned to fields, by field: `Perceived: Price` → `Price`. */
  readonly map?: Readonly<Record<string, string>>;
}

/**
 * Customers, interactions and weights of a file, for reading only. The customers are read as the import proposes,
 * wherever their table stands and whatever its headers, without title and total rows; an unreadable value costs its
 * cell, not its row. A customer without an id is identified by row. Ratings may be on any scale unless the weights say
 * otherwise. Open questions (such as the order of day and month) get the likeliest answer and a line in `notes`.
 *
 * @throws WorkbookFileError if the file cannot be read; CrmError of `proposeImport`; NotebookError `noCustomers`
 */
export async function readTeam(file: string, options: ReadTeamOptions = {}): Promise<TeamOfTable> {
  const language = options.language ?? "en-US";
  const source = await fileSource(file, options);
  const proposal = proposeImport(source, {
    ...options,
    map: Object.entries(options.map ?? {}).map(([field, header]) => ({ field, header })),
    sheet: options.sheet ?? sheetOfCustomers(source),
  });
  const team = finished(teamOfSourceSteps(proposal, language));
  if (team.customers.length === 0) throw nobodyIn(proposal, basename(file));
  return { ...team, notes: [...questionTexts(proposal, language), ...team.notes] };
}

/** The sheet with a table named Customers, if there is one: other sheets of our workbooks have headers too. */
function sheetOfCustomers(source: ImportSource): string | undefined {
  return source.sheets.find(({ tables }) =>
    tables?.some(({ name }) => name.toLowerCase() === tableNameOf.customer.toLowerCase()),
  )?.name;
}

/** The error for a file without customers: either it has no rows, or no column is known to name them. */
function nobodyIn({ columns, questions, sheet, firstData }: Proposal, file: string): NotebookError {
  const isNamed = columns.some(
    ({ use }) => use !== undefined && ("analysis" in use || ("name" in use && use.name !== "id")),
  );
  const hasRows = sheet.rows.slice(firstData).some((row) => !row.every(isBlank));
  if (isNamed && !hasRows) return new NotebookError("noRows", { file, sheet: sheet.name });
  const option = questions.find(({ kind }) => kind === "name")?.option;
  return option === undefined
    ? new NotebookError("noCustomers", { file })
    : new NotebookError("noNames", { file, option });
}

/** The questions the file leaves open, each with the answer assumed and the option that changes it. */
function questionTexts({ questions }: Proposal, language: Language): string[] {
  return questionsAssumed(questions).map(({ kind, column = "", choices, option }) => {
    const asked = messageOf(questionKeys[kind], { column }, language);
    const [taken = "", other = ""] = choices.map(({ value }) => value);
    const preview = kind === "dates" || kind === "decimal" ? choices[0].preview : "";
    return notebookText(preview === "" ? "reportTaken" : "reportTakenAs", language, {
      asked,
      taken,
      preview,
      option: option.replace(taken, other || taken),
    });
  });
}
