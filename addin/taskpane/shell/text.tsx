import { createContext, useContext } from "react";
import { errorText, fillIn, type Language, type TextParameters } from "@crm-functions/core";
import { pane as enUS } from "../../locales/en-US/pane";
import { pane as zhCN } from "../../locales/zh-CN/pane";

/** The keys of the pane's texts; `customersOne` is the singular of `customers` and is chosen by `count`. */
export type TextKey = keyof typeof enUS;

const texts: Record<Language, Readonly<Record<string, string>>> = { "en-US": enUS, "zh-CN": zhCN };

/**
 * The sentence for `key`, its `{name}` places filled in. Numbers are written as the language writes them.
 * With a parameter `count` of one, the key's singular (`keyOne`) is used where there is one.
 */
export function textOf(key: TextKey, parameters: TextParameters, language: Language): string {
  const sentences = texts[language];
  const singular = `${key}One`;
  const one = parameters.count === 1 && singular in sentences;
  return fillIn(one ? sentences[singular] : sentences[key], parameters, (value) =>
    typeof value === "number" ? value.toLocaleString(language) : value,
  );
}

export const LanguageContext = createContext<Language>("en-US");

export interface Text {
  readonly language: Language;
  t(key: TextKey, parameters?: TextParameters): string;
  /** A number with at most `digits` decimals (at least `atLeast`), as the language writes it; a missing one is a dash. */
  number(value: number | null | undefined, digits?: number, atLeast?: number): string;
  /** An ISO date (`YYYY-MM-DD`) as the language writes it. */
  date(iso: string | null | undefined): string;
  /** `2026-03` → `Mar 2026` or `2026年3月`. */
  month(iso: string): string;
  /** Several words as the language lists them: `a, b` or `a、b`. */
  list(words: readonly string[]): string;
  error(error: unknown): string;
}

/** The texts in the language of the pane. */
export function useText(): Text {
  const language = useContext(LanguageContext);
  return {
    language,
    t: (key, parameters = {}) => textOf(key, parameters, language),
    number: (value, digits = 2, atLeast = 0) =>
      value === null || value === undefined || !Number.isFinite(value)
        ? "–"
        : value.toLocaleString(language, { maximumFractionDigits: digits, minimumFractionDigits: atLeast }),
    date: (iso) => dateText(iso, language),
    month: (iso) =>
      new Date(`${iso}-01T00:00:00Z`).toLocaleDateString(localeOfDates(language), {
        year: "numeric",
        month: "short",
        timeZone: "UTC",
      }),
    list: (words) => words.join(textOf("listComma", {}, language)),
    error: (error) => errorText(error, language),
  };
}

/** Day before month in English. */
const localeOfDates = (language: Language): string => (language === "zh-CN" ? "zh-CN" : "en-GB");

/** `2026-03-01` → `1 Mar 2026` or `2026年3月1日`; anything else stays as it is. */
export function dateText(iso: string | null | undefined, language: Language): string {
  if (!iso) return "";
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!match) return iso;
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return date.toLocaleDateString(localeOfDates(language), {
    year: "numeric",
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });
}
