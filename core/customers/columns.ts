import type { Language } from "../locales/message";
import { ratedAnalyses, type RatedAnalysis } from "./customer";
import { customerFields, nameKeys, nameParts } from "./customer-fields";
import type { Field } from "./field";
import { fieldsOf, type RecordKind } from "./fields";
import { analysisAliases, analysisLabels } from "./weight-fields";
import type { CellReading, FieldValues } from "./cells";
import { scaleTold } from "./header-scale";
import { headerKey, withoutBrackets, withoutNumber } from "./headers";
import type { Rating } from "./weight";

/** A user's own column, kept unchanged under its header; headers are unique within a table. */
export interface Own {
  readonly own: string;
  /** How to read its cells if a file has only texts; `exported`: as written by `ownForExport`. Default: unchanged. */
  readonly type?: "text" | "number" | "boolean" | "exported";
}

/** What a column of a table stores: a field, a rating, the user's own values, or nothing (undefined). */
export type ColumnUse = Field | Rating | Own | undefined;

/** Whether a column stores ratings. */
export const isRating = (use: ColumnUse): use is Rating => use !== undefined && "analysis" in use;

/** Whether a column is the user's own. */
export const isOwn = (use: ColumnUse): use is Own => use !== undefined && "own" in use;

/** The columns of an existing table, by position. */
export interface TableColumns {
  readonly kind: RecordKind;
  readonly uses: readonly ColumnUse[];
  /** Language of the headers and of the choices in the cells. */
  readonly language: Language;
  /** How to read the cells of single columns, if different from the table. */
  readonly readings?: readonly (CellReading | undefined)[];
}

/** The header of each field, by the field's key, for headers that are not recognised otherwise. */
export type HeaderMapping = Readonly<Record<string, string>>;

const ownWords: Readonly<Record<Language, string>> = { "en-US": "Own", "zh-CN": "自有" };
const hasOwn = (kind: RecordKind): boolean => kind !== "weight" && kind !== "erasure";
const isRated = (kind: RecordKind): boolean => kind === "customer" || kind === "answer";

/** The header of a rating's column: `Need: Price`, in Chinese `需求：价格`. */
export function ratingHeader(analysis: RatedAnalysis, criterion: string, language: Language): string {
  return worded(analysisLabels[analysis][language], criterion, language);
}

function worded(word: string, text: string, language: Language): string {
  return `${word}${language === "zh-CN" ? "：" : ": "}${text}`;
}

const analysesByWord = new Map(
  ratedAnalyses.flatMap((analysis) =>
    [...analysisAliases[analysis], ...Object.values(analysisLabels[analysis]), analysis].map(
      (word): [string, RatedAnalysis] => [headerKey(word), analysis],
    ),
  ),
);

/** The parts of a header before and after its first colon; undefined if either is empty. */
function partsOf(header: string): readonly [word: string, rest: string] | undefined {
  const colon = header.search(/[:：]/);
  const [word, rest] = [header.slice(0, Math.max(0, colon)).trim(), header.slice(colon + 1).trim()];
  return colon < 0 || word === "" || rest === "" ? undefined : [word, rest];
}

/** The rating stored in a column, by its header in either language; undefined if it is not one of a rating. */
export function ratingOfHeader(header: string): Rating | undefined {
  const parts = partsOf(header);
  const analysis = parts && analysesByWord.get(headerKey(parts[0]));
  return analysis && { analysis, criterion: parts[1] };
}

/** Fields by header key; headers and names take precedence over aliases. */
function wordsOf(fields: readonly Field[]): ReadonlyMap<string, Field> {
  const found = new Map<string, Field>();
  const add = (field: Field, word: string): void => {
    if (!found.has(headerKey(word))) found.set(headerKey(word), field);
  };
  for (const field of fields)
    [...Object.values(field.header), field.name].forEach((word) => add(field, word));
  for (const field of fields) field.aliases.forEach((word) => add(field, word));
  return found;
}

const fieldsByWord: Readonly<Record<RecordKind, ReadonlyMap<string, Field>>> = {
  customer: wordsOf([...customerFields, ...nameParts]),
  interaction: wordsOf(fieldsOf.interaction),
  weight: wordsOf(fieldsOf.weight),
  erasure: wordsOf(fieldsOf.erasure),
  purchase: wordsOf(fieldsOf.purchase),
  answer: wordsOf(fieldsOf.answer),
};

/** The fields that a survey asks for. */
const askedFields = ["id", "name", "givenName", "familyName", "company", "phone", "email"];
/** Words of fields that a numbered question may ask to rate: `3. Contact`. */
const alsoRated = /^(?:contact|contacto|contatto|kontakt|account|business|person)$/i;
const askingFor =
  /^(?:(?:what(?:['’]s| is) |please (?:enter|give|provide|state|tell us|fill in) |enter )?your |(?:wie (?:lautet|ist) |bitte )?ihre? |(?:quel(?:le)? est )?(?:votre|ton) |¿?\s?(?:cu[aá]l es )?(?:su|tu) |(?:qual [eè]['’]? )?(?:il )?(?:suo|tuo) |(?:qual [eé] )?(?:o )?seu |(?:请|請)?(?:您|你)?(?:填写|填寫|输入|輸入|留下|提供)?(?:一下)?(?:您|你)的)/i;

/** What a question asks for: `姓名` for `1、请填写您的姓名`, `name` for `What is your name?`; undefined if none is seen. */
function askedFor(header: string): string | undefined {
  const plain = header.normalize("NFKC").trim();
  const bare = withoutNumber(plain);
  const asked = bare.replace(askingFor, "").trim();
  return asked === plain || alsoRated.test(asked) ? undefined : asked;
}

/** What a header means in a table of this kind; undefined if it is not recognised. */
export function useOfHeader(header: string, kind: RecordKind): Exclude<ColumnUse, undefined> | undefined {
  const words = fieldsByWord[kind];
  const plain = words.get(headerKey(header));
  if (plain !== undefined) return plain;
  const bare = words.get(headerKey(withoutBrackets(header)));
  // Account manager (1-5) is no name.
  const hasScale = (): boolean => isRated(kind) && (scaleTold(header)?.maximum ?? 0) > 3;
  if (bare !== undefined && (bare.type === "number" || !hasScale())) return bare;
  const asked = isRated(kind) ? askedFor(header) : undefined;
  const answered = asked === undefined ? undefined : words.get(headerKey(withoutBrackets(asked)));
  if (answered !== undefined && askedFields.includes(answered.name)) return answered;
  const rating = isRated(kind) ? ratingOfHeader(header) : undefined;
  if (rating !== undefined || !hasOwn(kind)) return rating;
  const parts = partsOf(header);
  return parts !== undefined &&
    Object.values(ownWords).some((word) => headerKey(word) === headerKey(parts[0]))
    ? { own: parts[1] }
    : undefined;
}

/** The key of what a column stores: `phone`, `need: Price`, `own: Shoe size`; `""` for nothing. */
export function keyOf(use: ColumnUse): string {
  if (use === undefined) return "";
  if ("name" in use) return use.name;
  return "own" in use ? `own: ${use.own}` : `${use.analysis}: ${use.criterion}`;
}

/** The type of the field stored in a column; undefined if it is not a field. */
export function fieldTypeOf(use: ColumnUse): Field["type"] | undefined {
  return use !== undefined && "name" in use ? use.type : undefined;
}

/** The inverse of `keyOf` for records of this kind. */
export function useOf(key: string, kind: RecordKind): ColumnUse {
  if (hasOwn(kind) && key.startsWith("own: ")) return { own: key.slice(5) };
  const fields = kind === "customer" ? [...fieldsOf.customer, ...nameParts] : fieldsOf[kind];
  const field = fields.find(({ name }) => name === key);
  return field ?? (kind === "weight" || isRated(kind) ? ratingOfKey(key) : undefined);
}

/** The rating of a key such as `need: Price`. */
export function ratingOfKey(key: string): Rating | undefined {
  const analysis = ratedAnalyses.find((each) => key.startsWith(`${each}: `));
  return analysis && { analysis, criterion: key.slice(analysis.length + 2) };
}

/** The header of a column in a new table. An own header that would be read as something else is marked as own. */
export function headerOf(
  use: Exclude<ColumnUse, undefined>,
  language: Language,
  kind: RecordKind = "customer",
): string {
  if ("name" in use) return use.header[language];
  if ("analysis" in use) return ratingHeader(use.analysis, use.criterion, language);
  return useOfHeader(use.own, kind) === undefined ? use.own : worded(ownWords[language], use.own, language);
}

/**
 * What each column stores: by the mapping first, then by its header in either language. Of two columns for the same
 * thing the first counts. Any other column is the user's own, as are first and last names beside a full name. If a
 * table of customers has companies but no names, the companies are the names.
 */
export function columnsOf(
  headers: readonly string[],
  kind: RecordKind,
  mapping: HeaderMapping = {},
): TableColumns {
  const mapped = new Map(Object.entries(mapping).map(([key, header]) => [headerKey(header), key]));
  const taken = new Set<string>();
  const free = (use: ColumnUse): ColumnUse => {
    if (use === undefined || taken.has(keyOf(use))) return undefined;
    taken.add(keyOf(use));
    return use;
  };
  const byMapping = headers.map((header) => free(useOf(mapped.get(headerKey(header)) ?? "", kind)));
  const known = headers.map((header, i) => byMapping[i] ?? free(useOfHeader(header, kind)));
  if (taken.has("name")) {
    known.forEach((use, i) => {
      if (byMapping[i] === undefined && ["givenName", "familyName"].includes(keyOf(use)))
        known[i] = undefined;
    });
  } else if (kind === "customer" && !taken.has("givenName") && !taken.has("familyName")) {
    const company = byMapping.some((use) => keyOf(use) === "company") ? -1 : positionOf(known, "company");
    if (company >= 0) known[company] = useOf("name", kind);
  }
  const uses = known.map((use, i) => {
    const header = headers[i].trim();
    return use ?? (hasOwn(kind) && header !== "" ? uniqueOwn(header, taken) : undefined);
  });
  return { kind, uses, language: languageOfHeaders(headers) };
}

/** The language of a table: Chinese if most of its columns have Chinese headers. */
export function languageOfHeaders(headers: readonly string[], columns = headers.length): Language {
  const chinese = headers.filter((header) => /\p{Script=Han}/u.test(header)).length;
  return chinese * 2 > columns ? "zh-CN" : "en-US";
}

/** The columns of a new table: all fields, then whatever else the records contain. */
export function columnsFor(
  values: Iterable<FieldValues>,
  kind: RecordKind,
  language: Language,
): Omit<TableColumns, "uses"> & { readonly uses: readonly Exclude<ColumnUse, undefined>[] } {
  const fields = fieldsOf[kind];
  return { kind, uses: [...fields, ...missingColumns(values, { kind, uses: fields })], language };
}

/** A header of the user's own column, numbered if it is among those that are taken. */
export function uniqueOwn(header: string, taken: Set<string>): Own {
  let own = header;
  for (let i = 2; taken.has(`own: ${own}`); i++) own = `${header} ${i}`;
  taken.add(`own: ${own}`);
  return { own };
}

/** Position of the column with this key, -1 if there is none. */
export function positionOf(uses: readonly ColumnUse[], key: string): number {
  return uses.findIndex((use) => keyOf(use) === key);
}

/** Whether the headers are those of a table of this kind. */
export function isTableOf(kind: RecordKind, headers: readonly string[]): boolean {
  const { uses } = columnsOf(headers, kind);
  const has = (...keys: string[]): boolean => keys.some((key) => positionOf(uses, key) >= 0);
  switch (kind) {
    case "customer":
      return has(...nameKeys);
    case "interaction":
      return has("customerId") && has("when") && has("kind", "id");
    case "weight":
      return has("analysis") && has("criterion") && has("weight");
    case "purchase":
      return has("customer") && has("date") && has("amount");
    case "answer":
      return has("customer") && uses.some(isRating);
    default:
      return has("idHash");
  }
}

/** What the records contain that no column stores yet, in the order of fields, ratings and own columns. */
export function missingColumns(
  values: Iterable<FieldValues>,
  { kind, uses }: Pick<TableColumns, "kind" | "uses">,
): Exclude<ColumnUse, undefined>[] {
  const known = new Set(uses.map(keyOf));
  const missing = new Map<string, Exclude<ColumnUse, undefined>>();
  for (const record of values) {
    for (const key of Object.keys(record)) {
      if (known.has(key) || record[key] === "" || record[key] === null) continue;
      known.add(key);
      const use = useOf(key, kind);
      if (use !== undefined) missing.set(key, use);
    }
  }
  const place = (use: Exclude<ColumnUse, undefined>): number => {
    if ("name" in use) return fieldsOf[kind].findIndex(({ name }) => name === use.name);
    return 100 + ("analysis" in use ? ratedAnalyses.indexOf(use.analysis) : ratedAnalyses.length);
  };
  return [...missing.values()].sort((a, b) => place(a) - place(b));
}
