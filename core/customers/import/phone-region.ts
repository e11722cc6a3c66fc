import type { Language } from "../../locales/message";
import { parsePhone, type Region } from "../phone";
import type { ImportAnswers } from "./answers";
import type { ProposedColumn } from "./proposed-columns";
import type { ImportQuestion } from "./question";
import { shownText, type SourceCell } from "./source";

/** How many phone numbers are parsed to find out their country. */
const phonesLookedAt = 60;
/** The countries to try, and how national numbers are written there, by their leading digits. */
const writtenIn: Readonly<Partial<Record<Region, RegExp>>> = {
  US: /^/,
  // A parser does not need the leading zero, but people write it.
  GB: /^0/,
  DE: /^0/,
  FR: /^0/,
  IN: /^0|^[6-9]\d{9}$/,
  AU: /^0/,
  ES: /^/,
  IT: /^/,
  CN: /^0|^(?:1[3-9]\d{9}|[48]00\d{7}|95\d+)/,
  JP: /^0/,
  HK: /^/,
  TW: /^0/,
  KR: /^0/,
};

/** Whether people in the country would write the number like this. */
function isWrittenIn(region: Region, text: string): boolean {
  return writtenIn[region]?.test(text.normalize("NFKC").replace(/\D/g, "")) ?? true;
}

/** The country of the numbers without a country code; a question if several are possible. */
export function regionOfPhones(
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
    .map((cell) => shownText(cell).replace(/^'/, ""))
    .filter(
      (text) => parsePhone(text) === "" && /\d{5}/.test(text.replace(/[^\d]/g, "")) && !text.includes("+"),
    )
    .slice(0, phonesLookedAt);
  if (national.length === 0) return likely;
  const byLetters = language === "zh-CN" ? regionByLetters(columns, values) : undefined;
  const likelier = [likely, byLetters, regionByHeaders(columns)].filter((each) => each !== undefined);
  const tried = [...new Set([...likelier, ...(Object.keys(writtenIn) as Region[])])];
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

/** Header words specific to one language, and the country most tables with them come from. */
const headersOf: readonly (readonly [Region, RegExp])[] = [
  ["FR", /prénom|téléphone|\btél|portable|courriel|société|\bnom\b/i],
  ["ES", /teléfono|móvil|correo|apellido|nombre/i],
  ["IT", /telefono|cellulare|cognome|azienda/i],
  ["DE", /telefon(?!o)|handy|vorname|nachname|kunde|firma|ansprechpartner/i],
];

function regionByHeaders(columns: readonly ProposedColumn[]): Region | undefined {
  const headers = columns.map(({ header }) => header.normalize("NFC")).join(" ");
  return headersOf.find(([, words]) => words.test(headers))?.[0];
}

/** The country of a table in Chinese characters: kana mean Japan, Hangul Korea, forms such as 電 Taiwan. */
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
