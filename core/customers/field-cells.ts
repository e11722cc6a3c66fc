import type { MessageKey } from "../locales/message";
import { dayOfSerial, minuteOfSerial } from "../numbers/calendar";
import type { CellReading, FieldValue } from "./cells";
import type { Field } from "./fields";
import { parsePhone } from "./phone";
import { readDay } from "./read-day";

/** What stands in a cell of a sheet or a file; anything else (an error) counts as unreadable. */
export type FieldCell = unknown;

/** A cell understood: the value, and what could not be understood. */
export interface ReadCell {
  readonly value: FieldValue;
  readonly problem?: { readonly key: MessageKey; readonly found: string };
}

const unknownChoice: Readonly<Record<string, MessageKey>> = {
  kind: "kindInvalid",
  consent: "consentInvalid",
};

/**
 * What a cell means for a field. What cannot be understood is kept as text where the field is one (so that nothing is
 * lost and it can be shown), else left out; either way it is reported.
 */
export function readFieldCell(cell: FieldCell, field: Field, reading: CellReading = {}): ReadCell {
  if (cell === null || cell === undefined || cell === "") return { value: emptyValue(field) };
  if (typeof cell === "object" || (typeof cell === "number" && !Number.isFinite(cell))) {
    return { value: emptyValue(field), problem: { key: problemKey(field), found: errorText(cell) } };
  }
  const text = String(cell);
  const unreadable = (value: FieldValue): ReadCell => ({
    value,
    problem: { key: problemKey(field), found: text.length > 60 ? `${text.slice(0, 59)}…` : text },
  });
  switch (field.type) {
    case "number": {
      if (typeof cell === "number") return { value: cell };
      const number = typeof cell === "string" ? readNumber(cell) : NaN;
      return number === number ? { value: number } : text.trim() === "" ? { value: null } : unreadable(null);
    }
    case "date":
    case "dateTime": {
      if (typeof cell === "number") {
        const when = field.type === "date" ? dayOfSerial(cell) : minuteOfSerial(cell);
        return when === "" ? unreadable(text) : { value: when };
      }
      const when = readDay(text, { order: reading.dates, withTime: field.type === "dateTime" });
      return when !== "" || text.trim() === "" ? { value: when } : unreadable(text.trim());
    }
    case "phone": {
      const phone = parsePhone(text, reading.region);
      return phone !== "" || text.trim() === "" ? { value: phone } : unreadable(text.trim());
    }
    case "choice": {
      const key = fold(text);
      const choice = field.choices?.find(({ value, label }) =>
        [value, label["en-US"], label["zh-CN"]].some((each) => fold(each) === key),
      );
      if (choice !== undefined) return { value: choice.value };
      if (field.name === "consent" && readYesNo(cell) !== undefined)
        return { value: readYesNo(cell) ? "yes" : "no" };
      return key === "" ? { value: "" } : unreadable(text.trim());
    }
    case "boolean": {
      const answer = readYesNo(cell);
      return answer === undefined ? unreadable(false) : { value: answer };
    }
    default:
      return { value: text };
  }
}

function emptyValue(field: Field): string | boolean | null {
  return field.type === "number" ? null : field.type === "boolean" ? false : "";
}

function problemKey(field: Field): MessageKey {
  switch (field.type) {
    case "number":
      return "notANumber";
    case "date":
      return "dateInvalid";
    case "dateTime":
      return "dateTimeInvalid";
    case "phone":
      return "phoneInvalid";
    case "boolean":
      return "yesNoInvalid";
    case "choice":
      return field.choices !== undefined && field.choices.length > 2
        ? "interactionKindInvalid"
        : (unknownChoice[field.name] ?? "kindInvalid");
    default:
      return "cellHoldsError";
  }
}

function errorText(cell: unknown): string {
  const error = typeof cell === "object" && cell !== null ? (cell as { error?: unknown }).error : undefined;
  return typeof error === "string" ? error : "#VALUE!";
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}

function readYesNo(cell: unknown): boolean | undefined {
  if (typeof cell === "boolean") return cell;
  const text = fold(String(cell));
  if (["", "no", "n", "false", "0", "否", "未", "未完成"].includes(text)) return false;
  if (["yes", "y", "true", "1", "x", "✓", "是", "已完成", "完成"].includes(text)) return true;
  return undefined;
}

/** A number as files have it: `1234.5`, `1,234.5`, `¥1,234`; NaN where it is none or could be read in two ways. */
function readNumber(text: string): number {
  const plain = text
    .normalize("NFKC")
    .trim()
    .replace(/^[¥$€£]\s*/, "");
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return Number(plain.replace(/,/g, ""));
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}
