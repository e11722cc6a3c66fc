import type { Language } from "../locales/message";
import { dayOfSerial, minuteOfSerial, serialOf } from "../numbers/calendar";
import { standsForNone } from "../blank";
import { readYesNo } from "../yes-no-words";
import { answerKey, isNoAnswer, type AnswerScale } from "./answer-scales";
import { currencyBesideNumber } from "./currency";
import type { Field } from "./field";
import { parsePhone, type ParsedPhones, type Region } from "./phone";
import { readDay, type DateOrder } from "./read-day";

/** An error shown in a cell, by the spreadsheet's name for it: `{ error: "#N/A" }`. */
export interface CellError {
  readonly error: string;
}

/** The content of a cell; `null` is blank, dates are serial numbers of the 1900 system. */
export type CellValue = string | number | boolean | null | CellError;

/** The value of a field in a record, or the cell's content if it could not be understood. */
export type FieldValue = CellValue;

/** A record as values by key: `phone`, `need: Price`, `own: Shoe size`. Keys without a column are absent. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** Whether a cell contains an error. */
export function isCellError(value: unknown): value is CellError {
  return typeof value === "object" && value !== null && "error" in value;
}

/** How to read the cells of a table or of one column. */
export interface CellReading {
  /** Country of phone numbers without a country code. */
  readonly region?: Region;
  /** What comes first in `01/02/2026`; undefined rejects ambiguous dates. */
  readonly dates?: DateOrder;
  /** The decimal mark; default `.`. */
  readonly decimal?: "." | ",";
  /** The numbers that verbal answers stand for. */
  readonly answers?: AnswerScale["numbers"];
  /** Numbers already parsed for this region, so that none is parsed twice. */
  readonly phones?: ParsedPhones;
}

/** What may stand behind a rating, beside others without it: `85%`, 4分. */
export const behindRating = /\s*[%％分]\s*$/;

/**
 * The value of a cell for a field. Nothing is validated here: a cell that cannot be understood is returned as it is, to
 * be reported by `customerOf` and similar functions.
 */
export function readCell(
  cell: CellValue | undefined,
  field: Pick<Field, "type"> & Partial<Field>,
  reading: CellReading = {},
): FieldValue {
  if (cell === undefined || cell === null || cell === "") return emptyValue(field);
  if (typeof cell === "object") return cell;
  if (typeof cell === "number" && !Number.isFinite(cell)) return { error: "#NUM!" };
  switch (field.type) {
    case "number": {
      const answer = reading.answers?.get(answerKey(String(cell)));
      if (answer !== undefined) return answer;
      if (typeof cell !== "string") return cell;
      const number = readNumber(cell.replace(behindRating, ""), reading.decimal);
      return number === number
        ? number
        : standsForNone(cell) || isNoAnswer(cell)
          ? null
          : blankOr(cell, null);
    }
    case "date":
    case "dateTime": {
      const withTime = field.type === "dateTime";
      if (typeof cell === "number") {
        return (withTime ? minuteOfSerial(cell) : dayOfSerial(cell)) || dayOfDigits(cell) || cell;
      }
      const when = typeof cell === "string" ? readDay(cell, { order: reading.dates, withTime }) : "";
      return when !== "" ? when : blankOr(cell, "");
    }
    case "phone": {
      // Shops write an apostrophe before a number so that Excel leaves it as it is; programs add decimals to it.
      const text = textOf(cell).replace(/^'|(?<=^\d{8,15})\.0$/g, "");
      return parsePhone(text, reading.region, reading.phones) || blankOr(text, "");
    }
    case "choice": {
      const key = fold(textOf(cell));
      const choice = field.choices?.find(({ value, label }) =>
        [value, label["en-US"], label["zh-CN"]].some((each) => fold(each) === key),
      );
      if (choice !== undefined) return choice.value;
      const answer = field.name === "consent" && key !== "" ? readYesNo(cell) : undefined;
      return answer === undefined ? blankOr(cell, "") : answer ? "yes" : "no";
    }
    case "boolean":
      return readYesNo(cell) ?? cell;
    default:
      return textOf(cell);
  }
}

/** The cell that shows a field's value; `null` is a blank cell. Dates become serial numbers. */
export function cellOf(value: FieldValue, field: Field, language: Language): CellValue {
  if (value === "" || value === null) return null;
  if (field.type === "date" || field.type === "dateTime") {
    const serial = serialOf(String(value));
    return serial === serial ? serial : value;
  }
  if (field.type === "choice") {
    return field.choices?.find((choice) => choice.value === value)?.label[language] ?? value;
  }
  return value;
}

/** The value of a field that is not given. */
function emptyValue(field: Pick<Field, "type">): string | boolean | null {
  return field.type === "number" ? null : field.type === "boolean" ? false : "";
}

/** The ISO day of a number such as `20240304`. */
function dayOfDigits(cell: number): string {
  return cell >= 19_000_101 && cell <= 99_991_231 ? readDay(String(cell)) : "";
}

/** The text of a cell as the spreadsheet shows it. */
function textOf(cell: string | number | boolean): string {
  return typeof cell === "boolean" ? (cell ? "TRUE" : "FALSE") : String(cell);
}

/** The cell, or `nothing` if it contains only whitespace. */
function blankOr(cell: string | number | boolean, nothing: "" | null): FieldValue {
  return typeof cell === "string" && cell.trim() === "" ? nothing : cell;
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}

/** Indian grouping: 12,34,567.50. */
const inLakhs = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/;

const aroundNumber = new RegExp(`^${currencyBesideNumber} ?|(?: ?${currencyBesideNumber})$`, "gi");

/**
 * Parses a number as files contain it: `1234.5`, `1,234.5`, `¥1,234`, `-12`, `(12)`, and with decimal mark `","` also
 * `1.234,5` or `1 234,5 €`. `NaN` if it is not a number or is ambiguous.
 */
export function readNumber(text: string, decimal: "." | "," = "."): number {
  if (text.length > 60) return NaN;
  let bare = text
    .normalize("NFKC")
    .trim()
    .replace(/[−‐–]/g, "-")
    // 12,- and 12.-- without cents
    .replace(/(?<=\d)[.,]-{1,2}(?=\D*$)/, "");
  let sign = 1;
  const strip = (form: RegExp, negates = false): void => {
    const without = bare.replace(form, "").trim();
    if (negates && without !== bare) sign = -sign;
    bare = without;
  };
  if (bare.startsWith("(") && bare.endsWith(")")) strip(/^\(|\)$/g, true);
  strip(/^-|-$/, true);
  if (sign > 0) strip(/^\+/);
  strip(aroundNumber);
  if (sign > 0) strip(/^-/, true);
  // 1.2万, 3亿.
  const unit = /(?<=\d) ?([万萬亿億])$/.exec(bare);
  if (unit !== null) bare = bare.slice(0, unit.index);
  const thousands = decimal === "," ? "." : ",";
  const groups = new RegExp(`^\\d{1,3}([${thousands}' ’])\\d{3}(?:\\1\\d{3})*(?:[${decimal}]\\d+)?$`);
  if (groups.test(bare) || (decimal === "." && inLakhs.test(bare))) {
    bare = bare.replace(new RegExp(`[${thousands}' ’]`, "g"), "");
  }
  if (decimal === ",") {
    if (bare.includes(".")) return NaN;
    bare = bare.replace(",", ".");
  }
  const number = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(bare) ? Number(bare) : NaN;
  if (unit !== null) return Number((sign * number * ("万萬".includes(unit[1]) ? 1e4 : 1e8)).toPrecision(15));
  return number === 0 ? 0 : Number.isFinite(number) ? sign * number : NaN;
}
