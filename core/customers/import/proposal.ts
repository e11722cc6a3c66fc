import { CrmError } from "../../errors";
import type { Language } from "../../locales/message";
import { readNumber, readYesNo, type CellReading } from "../cells";
import {
  columnsOf,
  headerKey,
  keyOf,
  overallOfHeader,
  useOf,
  useOfHeader,
  type ColumnUse,
  type Own,
} from "../columns";
import { customerFields, nameParts, type Field } from "../fields";
import { looksLikePhone, parsePhone, type Region } from "../phone";
import { readDay, type DateOrder } from "../read-day";
import { isEmail, type RatingRange } from "../validation";
import {
  isAmountBesideDay,
  isAspect,
  isCount,
  isOutcome,
  isRecommendation,
  isRespondent,
  isTotalWord,
  purchaseRole,
  ratingLabel,
  saysLast,
  scaleTold,
  yesOfTwo,
} from "./column-words";
import { findHeaders, headersAt, isData } from "./header-row";
import {
  columnLetters,
  isBlank,
  numberIn,
  shownText,
  type ImportQuestion,
  type ImportSource,
  type SourceCell,
  type SourceSheet,
} from "./source";
import { decimalOfNumbers, orderOfDates } from "./written-how";

/** What a column of the user's own is besides: a purchase's day or amount, the yes or no that an analysis explains. */
export type OwnRole = "purchaseDate" | "amount" | "outcome";

/** A column of the file and what it is taken for. */
export interface ProposedColumn {
  /** Position in the sheet, from 0. */
  readonly column: number;
  readonly header: string;
  /** Undefined where it is left out. */
  readonly use: ColumnUse;
  readonly role?: OwnRole;
  /** The use as one word: `phone`, `perceived: Price`, `purchaseDate`, `own: Town`; `""` where it is left out. */
  readonly field: string;
  /** Up to three different values, as they are shown. */
  readonly samples: readonly string[];
  readonly reading: Pick<CellReading, "dates" | "decimal">;
}

/** What a row of the table is about. */
export type ProposedTable = "customers" | "purchases" | "answers";

/** A row or column of the file that is no part of what is imported, and why. */
export interface LeftOutPart {
  /** The row as the file numbers it. */
  readonly row?: number;
  readonly column?: string;
  readonly reason: "total" | "header" | "note" | "title" | "blankColumn" | "chosen" | "already" | "table";
  readonly text: string;
}

/** Something about the sheet that is good to know before its rows are imported. */
export interface ImportNote {
  readonly kind: "hiddenSheet" | "hiddenRows" | "merged" | "mergedAcross" | "unvalued";
  readonly text: string;
  readonly count: number;
}

/** What has been said about a file; what is missing is found out, or asked. */
export interface ImportAnswers {
  readonly sheet?: string;
  /** As users count; 0 where there are no headers. */
  readonly headerRow?: number;
  /** What columns are, by their headers: `[{ field: "Name", header: "Client" }]`. */
  readonly map?: readonly { readonly field: string; readonly header: string }[];
  /** What single columns are, by position: a key, `""` to leave it out. Goes before `map`. */
  readonly columns?: Readonly<Record<number, string>>;
  readonly dates?: DateOrder;
  readonly decimal?: "." | ",";
  readonly region?: Region;
  readonly encoding?: string;
  readonly delimiter?: string;
}

/** How a table is understood, before any row of it is read. */
export interface Proposal {
  readonly source: ImportSource;
  readonly sheet: SourceSheet;
  /** As users count, 0 where there is none. */
  readonly headerRow: number;
  /** Position of the first row of data in the sheet. */
  readonly firstData: number;
  readonly table: ProposedTable;
  readonly columns: readonly ProposedColumn[];
  /** Cells that a row may have. */
  readonly width: number;
  readonly language: Language;
  readonly dates: DateOrder | undefined;
  readonly decimal: "." | "," | undefined;
  /** Country of phone numbers without a country code; undefined where none is needed or nothing tells it. */
  readonly region: Region | undefined;
  readonly questions: readonly ImportQuestion[];
  readonly leftOut: readonly LeftOutPart[];
  readonly notes: readonly ImportNote[];
}

/** Cells of a column that are looked at to find out what it is. */
const lookedAt = 1000;
/** Phone numbers that are parsed to find out their country. */
const phonesLookedAt = 60;
const regionsTried: readonly Region[] = [
  "US",
  "GB",
  "DE",
  "FR",
  "IN",
  "AU",
  "ES",
  "IT",
  "CN",
  "JP",
  "HK",
  "TW",
  "KR",
];

/**
 * What a file or a sheet is taken for: its sheet, its headers, its columns, how dates and numbers are written. What the
 * data decide is decided and said; what they leave open is a question, with the likeliest choice taken meanwhile.
 *
 * @param region where phone numbers without a country code are likely to be from
 * @throws CrmError `sheetNotFound`, `headerRowNotFound`, `mapHeaderNotFound`, `mapFieldUnknown`, `fieldMappedTwice`
 */
export function proposeImport(source: ImportSource, answers: ImportAnswers = {}, region?: Region): Proposal {
  const questions: ImportQuestion[] = (source.questions ?? []).filter(
    ({ kind }) => answers[kind as "encoding" | "delimiter"] === undefined,
  );
  const sheet = sheetOf(source, answers, questions);
  const found = findHeaders(sheet);
  const offset = sheet.firstRow ?? 1;
  const proposed = found.known === 0 && (sheet.rows[found.row] ?? []).some(isData) ? -1 : found.row;
  const row =
    answers.headerRow === undefined ? proposed : answers.headerRow === 0 ? -1 : answers.headerRow - offset;
  if (row >= sheet.rows.length || row < -1) {
    throw new CrmError("value", "headerRowNotFound", { row: answers.headerRow ?? 0 });
  }
  if (answers.headerRow === undefined && found.known === 0)
    questions.push(headerQuestion(sheet, row, offset));
  const table = sheet.tables?.length === 1 && sheet.tables[0].row === row ? sheet.tables[0] : undefined;
  const first = table?.column ?? 0;
  const width = table === undefined ? widthOf(sheet, row, source.kind) : table.column + table.columns;
  const firstData = row + 1;
  const other = table === undefined ? otherTable(sheet.rows, firstData) : sheet.rows.length;
  const last = table === undefined ? other : Math.min(sheet.rows.length, table.row + table.rows);
  const data = sheet.rows.slice(firstData, last);
  const { headers: told, rowsUsed } =
    row < 0 ? { headers: Array<string>(width).fill(""), rowsUsed: 0 } : headersAt(sheet, row, width);
  const values = columnValues(data, width);
  const leftOut: LeftOutPart[] = titlesAbove(sheet, row - rowsUsed + 1, offset);
  if (other < sheet.rows.length)
    leftOut.push({ row: other + offset, reason: "table", text: previewRow(sheet, other) });
  const present = told.map((header, i) => i >= first && (header !== "" || values[i].length > 0));
  const blanks = told.flatMap((_, i) => (!present[i] && i >= first && i < lastPresent(present) ? [i] : []));
  for (const i of blanks.slice(0, 20)) {
    leftOut.push({ column: columnLetters(i), reason: "blankColumn", text: columnLetters(i) });
  }
  // A column without a header is called by its letter, so that nothing of it is lost unsaid.
  const headers = told.map((header, i) =>
    header !== "" || !present[i] ? header : `Column ${columnLetters(i)}`,
  );
  const isOurs = isOurExport(headers);
  const roles = rolesOf(headers, present, values, answers, row < 0, isOurs);
  const chinese = headers.filter((header) => /\p{Script=Han}/u.test(header)).length;
  const language: Language = chinese * 2 > present.filter(Boolean).length ? "zh-CN" : "en-US";
  const tableKind = kindOfTable(roles, values);
  const dates = datesOf(roles, values, answers, questions);
  const decimal = decimalsOf(roles, values, answers, questions);
  const columns = roles.flatMap(({ use, role, header }, column): ProposedColumn[] => {
    if (!present[column]) return [];
    if (use === undefined) leftOut.push({ column: header, reason: "chosen", text: header });
    const ownDates = dates.columns[column];
    const ownDecimal = decimal.columns[column];
    return [
      {
        column,
        header,
        use: typed(use, role, values[column], isOurs),
        role,
        field: role === undefined || role === "outcome" ? keyOf(use) : role,
        samples: samplesOf(values[column]),
        reading: {
          ...(ownDates !== undefined && { dates: ownDates }),
          ...(ownDecimal !== undefined && { decimal: ownDecimal }),
        },
      },
    ];
  });
  const hasName = columns.some(({ use }) => isNameField(use));
  if (tableKind === "customers" && !hasName) questions.push(nameQuestion(columns));
  const place = regionOf(columns, values, answers, language, region, questions);
  const proposal: Proposal = {
    source,
    sheet: { ...sheet, rows: filled({ ...sheet, rows: sheet.rows.slice(0, last) }, row) },
    headerRow: row + 1 === 0 ? 0 : row + offset,
    firstData,
    table: tableKind,
    columns,
    width,
    language,
    dates: dates.file,
    decimal: decimal.file,
    region: place,
    questions,
    leftOut,
    notes: notesOf(source, sheet, row, last),
  };
  return proposal;
}

/** Whether a table is one that we have written: all fields of a customer, in their order. */
export function isOurExport(headers: readonly string[]): boolean {
  return (["en-US", "zh-CN"] as const).some((language) =>
    customerFields.every((field, i) => headers[i] === field.header[language]),
  );
}

function isNameField(use: ColumnUse): boolean {
  return use !== undefined && "name" in use && ["name", "givenName", "familyName"].includes(use.name);
}

function lastPresent(present: readonly boolean[]): number {
  return present.lastIndexOf(true);
}

/** The sheet that was chosen; else the visible one whose headers say most. */
function sheetOf(source: ImportSource, answers: ImportAnswers, questions: ImportQuestion[]): SourceSheet {
  const tables = tablesOf(source);
  if (answers.sheet !== undefined) {
    const key = answers.sheet.trim().toLowerCase();
    const chosen = [...tables, ...source.sheets].find(({ name }) => name.trim().toLowerCase() === key);
    if (chosen === undefined) throw new CrmError("value", "sheetNotFound", { name: answers.sheet });
    return chosen;
  }
  const visible = tables.filter(({ hidden }) => hidden !== true);
  const filled = (visible.length > 0 ? visible : tables).filter(({ rows }) =>
    rows.some((cells) => cells.some((cell) => !isBlank(cell))),
  );
  if (filled.length === 0) throw new CrmError("value", "nothingToImport");
  if (filled.length === 1) return filled[0];
  const scored = filled.map((sheet) => {
    const { row, known } = findHeaders(sheet);
    const headers = within(sheet, sheet.rows[row] ?? []).map((cell) => shownText(cell).trim());
    const named = headers.filter((header) => {
      const use = useOfHeader(header, "customer");
      return isNameField(use) || keyOf(use) === "company";
    });
    const isWeights = headers.some((header) => keyOf(useOfHeader(header, "weight")) === "weight");
    const rows = sheet.rows.length - row - 1;
    return { sheet, known: rows > 0 ? known : 0, isTable: named.length > 0 && !isWeights && rows > 0 };
  });
  const rank = ({ known, isTable }: (typeof scored)[number]): number => known + (isTable ? 1000 : 0);
  const best = scored.reduce((a, b) => (rank(b) > rank(a) ? b : a));
  const others = scored.filter(
    (each) => each !== best && each.isTable && best.isTable && each.known >= Math.max(2, best.known / 2),
  );
  if (others.length > 0) {
    questions.push({
      kind: "sheet",
      choices: [best, ...others].map(({ sheet }) => ({ value: sheet.name, preview: previewRow(sheet) })),
      option: `--sheet "${best.sheet.name}"`,
    });
  }
  return best.sheet;
}

/** What can be chosen of a file: its sheets, and of a sheet with several Excel tables each of these. */
export function tablesOf({ sheets }: ImportSource): readonly SourceSheet[] {
  return sheets.flatMap((sheet) =>
    (sheet.tables ?? []).length < 2
      ? [sheet]
      : sheet.tables!.map((table) => ({ ...sheet, name: table.name, tables: [table] })),
  );
}

/** Of a row those cells that belong to the table of its sheet, where it has one. */
function within(
  { tables }: SourceSheet,
  row: readonly (SourceCell | undefined)[],
): readonly (SourceCell | undefined)[] {
  return tables?.length === 1 ? row.slice(tables[0].column, tables[0].column + tables[0].columns) : row;
}

function previewRow(sheet: SourceSheet, row = findHeaders(sheet).row): string {
  const texts = within(sheet, sheet.rows[row] ?? [])
    .map((cell) => shownText(cell).trim())
    .filter((text) => text !== "");
  const line = texts.slice(0, 8).join(" · ");
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function headerQuestion(sheet: SourceSheet, row: number, offset: number): ImportQuestion {
  const rows = [...sheet.rows.keys()].filter(
    (at) => at !== row && sheet.rows[at].some((cell) => !isBlank(cell)),
  );
  return {
    kind: "header",
    choices: [row, ...rows.slice(0, 4)].map((at) => ({
      value: at < 0 ? "0" : String(at + offset),
      preview: at < 0 ? "–" : previewRow(sheet, at),
    })),
    option: `--header-row ${row < 0 ? 0 : row + offset}`,
  };
}

function nameQuestion(columns: readonly ProposedColumn[]): ImportQuestion {
  const choices = columns
    .filter(({ use }) => use !== undefined && (!("name" in use) || use.type === "text"))
    .slice(0, 12)
    .map(({ header, samples }) => ({ value: header, preview: samples.join(" · ") }));
  return { kind: "name", choices, option: `--map "Name=${choices[0]?.value ?? ""}"` };
}

/**
 * Where another table begins below the first: after a blank row texts alone, one of them below nothing but numbers, and
 * numbers again below it. The end of the rows where there is none.
 */
function otherTable(rows: SourceSheet["rows"], firstData: number): number {
  const isBlankRow = (row: SourceSheet["rows"][number]) => row.every(isBlank);
  for (let at = firstData + 2; at < rows.length - 1; at++) {
    if (isBlankRow(rows[at]) || !isBlankRow(rows[at - 1])) continue;
    const filled = [...rows[at].keys()].filter((j) => !isBlank(rows[at][j]));
    if (filled.length < 2 || filled.some((j) => isData(rows[at][j])) || isTotalRow(rows[at])) continue;
    const above = (j: number) =>
      rows.slice(firstData, at).flatMap(({ [j]: cell }) => (isBlank(cell) ? [] : [cell]));
    const isRepeat = filled.every((j) => rows[at][j] === rows[firstData - 1]?.[j]);
    const isHeader = (j: number) => isData(rows[at + 1][j]) && above(j).length > 1 && above(j).every(isData);
    if (!isRepeat && filled.some(isHeader)) return at;
  }
  return rows.length;
}

/** How far the headers and the data below them go. In a text the headers alone say how many cells a row has. */
function widthOf({ rows }: SourceSheet, row: number, kind: ImportSource["kind"]): number {
  const counted = row >= 0 && kind === "text" ? [rows[row]] : rows.slice(Math.max(0, row));
  return counted.reduce((width, cells) => Math.max(width, filledTo(cells)), 0);
}

function filledTo(cells: readonly (SourceCell | undefined)[]): number {
  let end = cells.length;
  while (end > 0 && isBlank(cells[end - 1])) end--;
  return end;
}

/** The values of each column that are not blank, the first of them. */
function columnValues(data: SourceSheet["rows"], width: number): SourceCell[][] {
  const values = Array.from({ length: width }, (): SourceCell[] => []);
  for (const row of data) {
    // Rows that only sum up say nothing about the columns.
    if (isTotalRow(row)) continue;
    for (let i = Math.min(width, row.length) - 1; i >= 0; i--) {
      const cell = row[i];
      if (!isBlank(cell) && values[i].length < lookedAt) values[i].push(cell as SourceCell);
    }
  }
  return values;
}

/** Whether a cell shows a number, with its unit or without: `1,234 €`. */
export function isFigure(cell: SourceCell | undefined): boolean {
  return (
    numberIn(cell) !== undefined ||
    (typeof cell === "string" && /^[^\p{L}]*\d[^\p{L}]*[\p{L}€$¥%]{0,3}$/u.test(cell.trim()))
  );
}

/**
 * Whether a row sums up or averages the others: its first text is a word for that, and numbers follow.
 * @param contacts positions of the columns of phones and e-mails
 */
export function isTotalRow(
  row: readonly (SourceCell | undefined)[],
  contacts: readonly number[] = [],
): boolean {
  // Whoever can be called or written to is no sum; a count of telephones is none.
  if (contacts.some((column) => /@|(?:\d\D{0,3}){6}/.test(shownText(row[column]).slice(0, 60)))) return false;
  const at = row.findIndex((cell) => !isBlank(cell));
  // The word may stand behind a number of the row.
  for (let i = at; i >= 0 && i < Math.min(row.length, at + 3); i++) {
    const cell = row[i];
    if (typeof cell !== "string") continue;
    if (!isTotalWord(cell.trim())) return false;
    const rest = row.filter((each, k) => k !== i && !isBlank(each));
    return rest.every((each) => isFigure(each) || (typeof each === "string" && isTotalWord(each)));
  }
  return false;
}

function titlesAbove(sheet: SourceSheet, row: number, offset: number): LeftOutPart[] {
  return sheet.rows.slice(0, Math.max(0, row)).flatMap((cells, at): LeftOutPart[] => {
    const text = cells
      .map((cell) => shownText(cell).trim())
      .filter((each) => each !== "")
      .join(" · ");
    return text === "" ? [] : [{ row: at + offset, reason: "title", text: text.slice(0, 120) }];
  });
}

interface Role {
  readonly header: string;
  use: ColumnUse;
  role?: OwnRole;
}

/** What every column is: as answered, else by its header, else by its header and its values. */
function rolesOf(
  headers: readonly string[],
  present: readonly boolean[],
  values: readonly (readonly SourceCell[])[],
  answers: ImportAnswers,
  isHeaderless: boolean,
  isOurs: boolean,
): Role[] {
  const mapping = mappingOf(headers, answers);
  const base = columnsOf(headers, "customer", {});
  const given = headers.map((_, i) => mapping.get(i));
  const takenByAnswer = new Set(
    [...mapping.values()].map(({ use }) => keyOf(use)).filter((key) => key !== ""),
  );
  const roles = headers.map((header, i): Role => {
    if (!present[i]) return { header, use: undefined };
    const answer = given[i];
    if (answer !== undefined) return { header, ...answer };
    let use = base.uses[i];
    if (use !== undefined && !("own" in use) && takenByAnswer.has(keyOf(use))) use = ownOf(header);
    if (use !== undefined && "name" in use && isMisread(use, values[i])) use = ownOf(header);
    return { header, use: use ?? ownOf(header) };
  });
  const isOwn = (i: number): boolean =>
    given[i] === undefined && roles[i].use !== undefined && "own" in roles[i].use!;
  const taken = new Set(roles.map(({ use }) => keyOf(use)));
  const claim = (i: number, use: ColumnUse): boolean => {
    if (taken.has(keyOf(use))) return false;
    taken.add(keyOf(use));
    roles[i].use = use;
    return true;
  };
  // What we have written ourselves says what each column is.
  if (isOurs) return roles;
  if (isHeaderless) {
    const most = (i: number, test: (text: string) => boolean): boolean =>
      values[i].length > 0 &&
      values[i].filter((cell) => test(shownText(cell).trim())).length >= values[i].length * 0.8;
    headers.forEach((_, i) => {
      if (!isOwn(i)) return;
      if (most(i, isEmail)) claim(i, useOf("email", "customer"));
      else if (
        most(i, (text) => looksLikePhone(text) && text.replace(/\D/g, "").length >= 8 && readDay(text) === "")
      )
        claim(i, useOf("phone", "customer"));
    });
  }
  // Of several that are numbered the first counts: Phone 1, 邮箱2.
  headers.forEach((header, i) => {
    const [, bare = ""] = /^(.*\D)\d$/.exec(header.normalize("NFKC").trim()) ?? [];
    const use = isOwn(i) ? useOfHeader(bare, "customer") : undefined;
    const isContact = ["name", "company", "phone", "email"].includes(keyOf(use));
    if (isContact && !isMisread(use as Field, values[i])) claim(i, use);
  });
  nameInTwoColumns(roles, values, (i) => given[i] === undefined);
  numberedNames(roles, values, (i) => given[i] === undefined);
  headers.forEach((header, i) => {
    if (!isOwn(i)) return;
    const isNameless = !roles.some(({ use }) => isNameField(use));
    if (isRespondent(header) && isNameless) claim(i, useOf("id", "customer"));
    // Members of a shop go by no other name.
    else if (/昵称$|\bnick ?name$/i.test(header.trim()) && isNameless) claim(i, useOf("name", "customer"));
    else if (isRecommendation(header) && areRatings(values[i], "header", scaleTold(header))) {
      const criterion = /\p{Script=Han}/u.test(header) ? "推荐意愿" : "Recommend";
      claim(i, { analysis: "feedback", criterion });
    }
  });
  headers.forEach((header, i) => {
    const overall = isOwn(i) ? overallOfHeader(header) : undefined;
    if (overall !== undefined && areRatings(values[i], "header", scaleTold(header))) claim(i, overall);
  });
  const hasOverall = roles.some(({ use }) => keyOf(use).startsWith("feedback: "));
  const most = values.reduce((longest, { length }) => Math.max(longest, length), 0);
  /** How sure a header is that its column holds ratings. */
  const sure = (header: string): "header" | "word" | "values" =>
    ratingLabel(header) !== undefined && (scaleTold(header) !== undefined || !isAspect(header))
      ? "header"
      : isAspect(header)
        ? "word"
        : "values";
  headers.forEach((header, i) => {
    if (!isOwn(i)) return;
    const label = ratingLabel(header);
    const bare = isAspect(header) || (hasOverall && !isCount(header) && purchaseRole(header) === undefined);
    const criterion = label ?? (bare ? header.replace(/\s*\([^()]*\)\s*$/, "") : undefined);
    // What only its values tell, and few hold one, is of a table beside this one, or no question to all.
    if (sure(header) === "values" && values[i].length * 2 < most) return;
    if (criterion !== undefined && areRatings(values[i], sure(header), scaleTold(header))) {
      claim(i, { analysis: "perceived", criterion });
    }
  });
  headers.forEach((header, i) => {
    if (!isOwn(i)) return;
    const role = purchaseRole(header);
    if (role !== undefined && !roles.some((each) => each.role === role)) {
      const good = values[i].filter((cell) => (role === "amount" ? isNumeric(cell) : isDateLike(cell)));
      if (good.length > 0 && good.length * 2 >= values[i].length) roles[i].role = role;
    } else if (areYesNo(values[i], isOutcome(header))) roles[i].role = "outcome";
  });
  makeUnique(roles);
  /** A role that a bare word has only where the other half of a purchase stands beside it. */
  const claimBeside = (role: OwnRole, other: OwnRole, isMeant: (header: string, i: number) => boolean) => {
    if (!roles.some((each) => each.role === other) || roles.some((each) => each.role === role)) return;
    const at = roles.findIndex(
      (each, i) =>
        each.role === undefined && each.use !== undefined && "own" in each.use && isMeant(each.header, i),
    );
    if (at >= 0) roles[at].role = role;
  };
  claimBeside(
    "amount",
    "purchaseDate",
    (header, i) => isAmountBesideDay(header) && values[i].length > 0 && values[i].every(isNumeric),
  );
  claimBeside(
    "purchaseDate",
    "amount",
    (header, i) =>
      /^(?:date|datum|日期|时间|when|day|tag)$/i.test(header.trim()) && values[i].some(isDateLike),
  );
  return roles;
}

const ownOf = (header: string): Own => ({ own: header.trim() });

/** First name and Name, 姓氏 and 名字: the name is the other part, unless it holds the first one as well. */
function nameInTwoColumns(
  roles: Role[],
  values: readonly (readonly SourceCell[])[],
  isFree: (i: number) => boolean,
): void {
  const whole = roles.findIndex(({ use }) => keyOf(use) === "name");
  if (whole < 0 || !isFree(whole)) return;
  const parts = roles.flatMap(({ header, use }, i) => {
    const meant = use !== undefined && "own" in use ? useOfHeader(header, "customer") : undefined;
    const key = keyOf(meant);
    return isFree(i) && (key === "givenName" || key === "familyName") ? [{ i, meant }] : [];
  });
  if (parts.length !== 1) return;
  const [{ i, meant }] = parts;
  const names = values[whole].map((cell) => shownText(cell).toLowerCase());
  const some = values[i].slice(0, 200).map((cell) => shownText(cell).trim().toLowerCase());
  // Blank cells are not among the values: which stands beside which cannot be told where some are.
  const holds = some.filter(
    (part, k) => names[k]?.includes(part) || names.some((name) => name.includes(part)),
  );
  if (some.length === 0 || holds.length * 2 > some.length) return;
  roles[i].use = meant;
  roles[whole].use = useOf(keyOf(meant) === "givenName" ? "familyName" : "givenName", "customer");
}

/** Names that are nothing but numbers are those that customers have; with a sign before them, those of orders. */
function numberedNames(
  roles: Role[],
  values: readonly (readonly SourceCell[])[],
  isFree: (i: number) => boolean,
): void {
  const at = roles.findIndex(({ use }) => keyOf(use) === "name");
  if (at < 0 || !isFree(at) || values[at].length === 0) return;
  const share = (form: RegExp): number =>
    values[at].filter((cell) => form.test(shownText(cell).trim())).length / values[at].length;
  const hasId = roles.some(({ use }) => keyOf(use) === "id");
  if (share(/^#\d+$/) > 0.8) roles[at].use = ownOf(roles[at].header);
  else if (share(/^\d+$/) > 0.8) roles[at].use = hasId ? ownOf(roles[at].header) : useOf("id", "customer");
}

/** No two columns of the user's own have one name. */
function makeUnique(roles: Role[]): void {
  const taken = new Set<string>();
  for (const role of roles) {
    if (role.use === undefined || !("own" in role.use)) continue;
    let own = role.use.own;
    for (let i = 2; taken.has(own); i++) own = `${role.use.own} ${i}`;
    taken.add(own);
    role.use = { ...role.use, own };
  }
}

/** A field of choices, and a name, in a column where most cells are anything but that. */
function isMisread(field: Field, values: readonly SourceCell[]): boolean {
  if (values.length === 0) return false;
  const share = (test: (text: string) => boolean): number =>
    values.filter((cell) => test(shownText(cell).trim())).length / values.length;
  if (field.type === "choice" && (field.name !== "consent" || values.length > 4)) {
    const known = new Set(
      (field.choices ?? []).flatMap(({ value, label }) =>
        [value, ...Object.values(label)].map((each) => each.toLowerCase()),
      ),
    );
    return (
      share(
        (text) =>
          known.has(text.toLowerCase()) || (field.name === "consent" && readYesNo(text) !== undefined),
      ) < 0.5
    );
  }
  if (field.name === "name") return share((text) => isEmail(text)) > 0.5;
  return false;
}

/** Columns by position, as they were told: by position, or by `map`, either way round of a field and a header. */
function mappingOf(
  headers: readonly string[],
  answers: ImportAnswers,
): ReadonlyMap<number, Pick<Role, "use" | "role">> {
  const found = new Map<number, Pick<Role, "use" | "role">>();
  const set = (column: number, answer: Pick<Role, "use" | "role">): void => {
    const key = answer.role ?? keyOf(answer.use);
    for (const [other, before] of found) {
      if (
        other !== column &&
        key !== "" &&
        !key.startsWith("own: ") &&
        (before.role ?? keyOf(before.use)) === key
      ) {
        throw new CrmError("value", "fieldMappedTwice", { first: other + 1, second: column + 1 });
      }
    }
    found.set(column, answer);
  };
  for (const { field, header } of answers.map ?? []) {
    const column = headers.findIndex((each) => headerKey(each) === headerKey(header));
    if (column < 0) throw new CrmError("value", "mapHeaderNotFound", { header });
    const answer = useNamed(field, headers[column]);
    if (answer === undefined) throw new CrmError("value", "mapFieldUnknown", { field });
    set(column, answer);
  }
  for (const [column, field] of Object.entries(answers.columns ?? {})) {
    const answer = field === "" ? { use: undefined } : useNamed(field, headers[Number(column)] ?? "");
    if (answer === undefined) throw new CrmError("value", "mapFieldUnknown", { field });
    found.delete(Number(column));
    set(Number(column), answer);
  }
  return found;
}

/** What a word for a use means: a field's name or header in either language, `Perceived: Price`, `amount`, `own`. */
function useNamed(word: string, header: string): Pick<Role, "use" | "role"> | undefined {
  const key = headerKey(word);
  if (key === "") return { use: undefined };
  if (["ignore", "skip", "leaveout", "none"].includes(key)) return { use: undefined };
  if (["own", "keep"].includes(key)) return { use: ownOf(header) };
  const roles: Readonly<Record<string, OwnRole>> = {
    purchasedate: "purchaseDate",
    lastpurchase: "purchaseDate",
    最近购买: "purchaseDate",
    amount: "amount",
    purchaseamount: "amount",
    金额: "amount",
    outcome: "outcome",
  };
  if (roles[key] !== undefined) return { use: ownOf(header), role: roles[key] };
  const bare = header.replace(/\s*\([^()]*\)\s*$/, "");
  if (["rating", "ratings", "评分"].includes(key)) {
    return { use: { analysis: "perceived", criterion: ratingLabel(header) ?? bare } };
  }
  const overall = overallOfHeader(word);
  if (overall !== undefined) return { use: overall };
  const use =
    useOf(word, "customer") ??
    useOfHeader(word, "customer") ??
    nameParts.find(({ name }) => headerKey(name) === key);
  return use === undefined ? undefined : { use };
}

function isNumeric(cell: SourceCell): boolean {
  if (numberIn(cell) !== undefined) return true;
  return (
    typeof cell === "string" && (!Number.isNaN(readNumber(cell, ".")) || !Number.isNaN(readNumber(cell, ",")))
  );
}

function isDateLike(cell: SourceCell): boolean {
  if (typeof cell === "object" && cell !== null && "isDate" in cell) return cell.isDate === true;
  if (typeof cell !== "string") return false;
  return (["dmy", "mdy", "ymd"] as const).some((order) => readDay(cell, { order }) !== "");
}

/**
 * Whether most cells are marks on a scale that ends at 10 or below, or at 100, or on the one that the header tells.
 * @param by what says so besides: the header; a word in it that prices have too; nothing but the values, of which there
 *   are several then, in steps of a half
 */
function areRatings(
  values: readonly SourceCell[],
  by: "header" | "word" | "values" = "header",
  { minimum, maximum }: RatingRange = { minimum: 0, maximum: 100 },
): boolean {
  const numbers = values.flatMap((cell): number[] => {
    const number =
      numberIn(cell) ?? (typeof cell === "string" ? readNumber(cell, cell.includes(",") ? "," : ".") : NaN);
    return Number.isNaN(number) ? [] : [number];
  });
  const good = numbers.filter((number) => number >= 0 && number <= 10);
  if (by === "header") {
    const onScale = numbers.filter((number) => number >= minimum && number <= maximum);
    return (
      numbers.length > 0 && numbers.length * 2 >= values.length && onScale.length >= numbers.length * 0.8
    );
  }
  const share = by === "word" ? 0.75 : 0.9;
  if (good.length === 0 || good.length * 2 < values.length || good.length < numbers.length * share)
    return false;
  const steps = good.filter((number) => Number.isInteger(number * 2)).length;
  return steps >= good.length * share && (by === "word" || good.length > 1);
}

/** Whether every cell is yes or no in words; zeros and ones only where the header says so. */
function areYesNo(values: readonly SourceCell[], asOutcome: boolean): boolean {
  if (values.length === 0) return false;
  if (asOutcome && yesOfTwo(new Set(values.map((cell) => shownText(cell).trim()))) !== undefined) return true;
  return values.every((cell) => {
    if (typeof cell === "boolean") return true;
    const text = shownText(cell).trim();
    if (/^[01xny]$/i.test(text) && !asOutcome) return false;
    return text !== "" && readYesNo(text) !== undefined;
  });
}

/** The use with the type that its cells have: numbers where nothing is lost by it. */
function typed(
  use: ColumnUse,
  role: OwnRole | undefined,
  values: readonly SourceCell[],
  isOurs: boolean,
): ColumnUse {
  if (use === undefined || !("own" in use)) return use;
  if (isOurs) return { ...use, type: "exported" };
  if (role === "outcome" && values.every((cell) => readYesNo(shownText(cell)) !== undefined))
    return { ...use, type: "boolean" };
  if (role === "amount") return { ...use, type: "number" };
  const texts = values.filter((cell): cell is string => typeof cell === "string");
  const same = texts.every((text) => /^-?(?:0|[1-9]\d{0,14})$/.test(text));
  return texts.length > 0 && texts.length === values.length && same ? { ...use, type: "number" } : use;
}

/** Customers who are named; purchases where there is nothing but whose, when and how much; else answers. */
function kindOfTable(roles: readonly Role[], values: readonly (readonly SourceCell[])[]): ProposedTable {
  const keys = roles.map(({ use }) => keyOf(use));
  const has = (...wanted: string[]): boolean => wanted.some((key) => keys.includes(key));
  const day = roles.find(({ role }) => role === "purchaseDate");
  const bought = day !== undefined && roles.some(({ role }) => role === "amount");
  const rated = roles.some(({ use }) => use !== undefined && "analysis" in use);
  const isNamed = has("name", "givenName", "familyName");
  const whose = ["name", "id", "email", "phone"].map((key) => keys.indexOf(key)).find((at) => at >= 0);
  if (bought && !rated && whose !== undefined) {
    const distinct = new Set(values[whose].map(shownText)).size;
    const repeats = distinct < values[whose].length * 0.9 && !saysLast(day.header);
    if (!isNamed || (repeats && !has("created", "segment", "owner"))) return "purchases";
  }
  // Contracts that were kept or not, of people nobody can be called by.
  const decided = roles.some(({ role }) => role === "outcome") && !has("email", "phone");
  return (rated || decided) && !isNamed && !has("company") ? "answers" : "customers";
}

function samplesOf(values: readonly SourceCell[]): string[] {
  const found = new Set<string>();
  for (const cell of values) {
    const text = shownText(cell).trim();
    if (text !== "") found.add(text.length > 40 ? `${text.slice(0, 39)}…` : text);
    if (found.size === 3) break;
  }
  return [...found];
}

interface WrittenHow<Way> {
  readonly file: Way | undefined;
  readonly columns: Readonly<Record<number, Way | undefined>>;
}

const textsOf = (values: readonly SourceCell[]): string[] =>
  values.filter((cell): cell is string => typeof cell === "string");

function datesOf(
  roles: readonly Role[],
  values: readonly (readonly SourceCell[])[],
  answers: ImportAnswers,
  questions: ImportQuestion[],
): WrittenHow<DateOrder> {
  const isDate = ({ use, role }: Role): boolean =>
    role === "purchaseDate" ||
    (use !== undefined && "name" in use && (use.type === "date" || use.type === "dateTime"));
  return writtenHow(roles, values, isDate, answers.dates, orderOfDates, "dmy", (example, header) => ({
    kind: "dates",
    column: header,
    choices: (["dmy", "mdy", "ymd"] as const)
      .filter((value) => value !== "ymd" || readDay(example, { order: value }) !== "")
      .map((value) => ({
        value,
        preview: `${example} → ${readDay(example, { order: value }) || "–"}`,
      })),
    option: "--dates dmy",
  }))(questions);
}

function decimalsOf(
  roles: readonly Role[],
  values: readonly (readonly SourceCell[])[],
  answers: ImportAnswers,
  questions: ImportQuestion[],
): WrittenHow<"." | ","> {
  const isNumber = ({ use, role }: Role): boolean =>
    role === "amount" ||
    (use !== undefined && ("analysis" in use || ("name" in use && use.type === "number")));
  return writtenHow(roles, values, isNumber, answers.decimal, decimalOfNumbers, ".", (example, header) => ({
    kind: "decimal",
    column: header,
    choices: ([".", ","] as const).map((value) => ({
      value,
      preview: `${example} → ${Number.isNaN(readNumber(example, value)) ? "–" : readNumber(example, value)}`,
    })),
    option: "--decimal .",
  }))(questions);
}

/** One rule a column: told, or what its own cells decide, or what those of all the others do; else a question. */
function writtenHow<Way extends string>(
  roles: readonly Role[],
  values: readonly (readonly SourceCell[])[],
  isMeant: (role: Role) => boolean,
  answer: Way | undefined,
  look: (texts: readonly string[]) => { way: Way | undefined; example: string | undefined; open: boolean },
  meanwhile: Way,
  question: (example: string, header: string) => ImportQuestion,
): (questions: ImportQuestion[]) => WrittenHow<Way> {
  return (questions) => {
    const meant = roles.flatMap((role, i) =>
      isMeant(role) ? [{ i, role, ...look(textsOf(values[i])) }] : [],
    );
    const decided = new Set(meant.flatMap(({ way }) => way ?? []));
    const file = answer ?? (decided.size === 1 ? [...decided][0] : undefined);
    const columns: Record<number, Way | undefined> = {};
    for (const { i, role, way, open, example } of meant) {
      columns[i] = answer ?? way ?? (open ? file : undefined);
      if (columns[i] !== undefined || !open) continue;
      questions.push(question(example!, role.header));
      columns[i] = meanwhile;
    }
    return { file, columns };
  };
}

/** The country whose numbers all of those are that have no country code; a question where several could be. */
function regionOf(
  columns: readonly ProposedColumn[],
  values: readonly (readonly SourceCell[])[],
  answers: ImportAnswers,
  language: Language,
  likely: Region | undefined,
  questions: ImportQuestion[],
): Region | undefined {
  const column = columns.find(({ field }) => field === "phone");
  if (answers.region !== undefined || column === undefined) return answers.region ?? likely;
  const national = values[column.column]
    .slice(0, 500)
    .map((cell) => shownText(cell))
    .filter(
      (text) =>
        parsePhone(text) === "" &&
        /\d{5}/.test(text.replace(/[^\d]/g, "")) &&
        !/[eE]\+/.test(text) &&
        !text.includes("+"),
    )
    .slice(0, phonesLookedAt);
  if (national.length === 0) return likely;
  const byLetters = language === "zh-CN" ? regionByLetters(columns, values) : undefined;
  const tried = [...new Set([likely, byLetters, ...regionsTried].filter((each) => each !== undefined))];
  const share = (region: Region): number =>
    national.filter((text) => isWrittenIn(region, text) && parsePhone(text, region) !== "").length;
  const shares = tried.map((region) => ({ region, count: share(region) })).filter(({ count }) => count > 0);
  const most = Math.max(0, ...shares.map(({ count }) => count));
  const possible = shares.filter(({ count }) => count === most);
  if (possible.length === 0) return likely;
  if (possible.length === 1 || possible[0].region === likely) return possible[0].region;
  if (possible.some(({ region }) => region === byLetters)) return byLetters;
  questions.push({
    kind: "region",
    column: column.header,
    choices: possible.slice(0, 6).map(({ region }) => ({
      value: region,
      preview: `${national[0]} → ${parsePhone(national[0], region) || "–"}`,
    })),
    option: `--region ${possible[0].region}`,
  });
  return possible[0].region;
}

/** Where a table in Chinese characters is from: kana are Japanese, Hangul Korean, and 電 is written so beyond the mainland. */
function regionByLetters(
  columns: readonly ProposedColumn[],
  values: readonly (readonly SourceCell[])[],
): Region {
  const headers = columns.map(({ header }) => header).join(" ");
  const text = `${headers} ${values
    .flatMap((cells) => cells.slice(0, 50).map(shownText))
    .join(" ")
    .slice(0, 20_000)}`;
  if (/[\u3041-\u30ff\uff66-\uff9d]|氏名|電話番号|会社/.test(text)) return "JP";
  if (/\p{Script=Hangul}/u.test(text)) return "KR";
  return /[電號戶聯稱業務臺灣們會]/.test(headers) ? "TW" : "CN";
}

/** Countries in which people write numbers with a zero in front, which a parser can do without. */
const withZero: ReadonlySet<Region> = new Set(["GB", "DE", "FR", "JP", "AU", "TW", "KR"]);

/** Whether people of that country would write a number so. */
function isWrittenIn(region: Region, text: string): boolean {
  const digits = text.normalize("NFKC").replace(/\D/g, "");
  if (region === "CN") return digits.startsWith("0") || /^(?:1[3-9]\d{9}|[48]00\d{7}|95\d+)/.test(digits);
  if (region === "IN") return digits.startsWith("0") || /^[6-9]\d{9}$/.test(digits);
  return withZero.has(region) ? digits.startsWith("0") : true;
}

/** Rows with the first value of merged cells in all of their rows: in a column of companies each row has its company. */
function filled(sheet: SourceSheet, headerRow: number): SourceSheet["rows"] {
  const tall = (sheet.merges ?? []).filter(({ row, rows }) => rows > 1 && row > headerRow);
  if (tall.length === 0) return sheet.rows;
  const rows = sheet.rows.map((row) => row);
  let left = 2_000_000;
  for (const { row, column, rows: height } of tall) {
    const value = sheet.rows[row]?.[column];
    if (isBlank(value)) continue;
    for (let at = row + 1; at < Math.min(row + height, rows.length) && left-- > 0; at++) {
      const cells = rows[at] === sheet.rows[at] ? [...rows[at]] : (rows[at] as (SourceCell | undefined)[]);
      if (isBlank(cells[column])) cells[column] = value;
      rows[at] = cells;
    }
  }
  return rows;
}

function notesOf(source: ImportSource, sheet: SourceSheet, headerRow: number, last: number): ImportNote[] {
  const notes: ImportNote[] = [];
  const note = (kind: ImportNote["kind"], texts: readonly string[]): void => {
    if (texts.length > 0) notes.push({ kind, text: texts.slice(0, 5).join(", "), count: texts.length });
  };
  const offset = sheet.firstRow ?? 1;
  note(
    "hiddenSheet",
    source.sheets.flatMap(({ name, hidden }) => (hidden === true ? [name] : [])),
  );
  note(
    "hiddenRows",
    (sheet.hiddenRows ?? []).map((row) => String(row + offset)),
  );
  note("unvalued", sheet.unvalued ?? []);
  // What is merged above the data is a title or a group of headers.
  const merges = (sheet.merges ?? []).filter(({ row }) => row > headerRow && row < last);
  const placesOf = (found: typeof merges): string[] =>
    found.map(({ row, column }) => `${columnLetters(column)}${row + offset}`);
  note("merged", placesOf(merges.filter(({ rows }) => rows > 1)));
  note("mergedAcross", placesOf(merges.filter(({ columns }) => columns > 1)));
  return notes;
}

/** The message that asks each kind of question. */
export const questionKeys = {
  encoding: "askEncoding",
  delimiter: "askDelimiter",
  sheet: "askSheet",
  header: "askHeader",
  name: "askName",
  dates: "askDates",
  decimal: "askDecimal",
  region: "askRegion",
} as const;
