import { createContext, useContext } from "react";
import { errorText, fillIn, type Language, type TextParameters } from "@crm-functions/core";
import { pane as enUS } from "../../locales/en-US/pane";
import { pane as zhCN } from "../../locales/zh-CN/pane";

/** The keys of the pane's texts; `customersOne` is the singular of `customers`, chosen by `count`. */
export type TextKey = keyof typeof enUS;

const texts: Record<Language, Readonly<Record<string, string>>> = { "en-US": enUS, "zh-CN": zhCN };

/**
 * The text of `key` with its `{name}` placeholders filled in. Numbers are formatted for the language. If `count` is 1,
 * uses the singular (`keyOne`) if there is one.
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

export type Text = ReturnType<typeof useText>;

/** The texts in the language of the pane. */
export function useText() {
  const language = useContext(LanguageContext);
  return {
    language,
    t: (key: TextKey, parameters: TextParameters = {}) => textOf(key, parameters, language),
    /** A number with at most `digits` decimals in the language's format; a dash if missing. */
    number: (value: number | null | undefined, digits = 2) =>
      value === null || value === undefined || !Number.isFinite(value)
        ? "–"
        : value.toLocaleString(language, { maximumFractionDigits: digits }),
    /** An ISO date (`YYYY-MM-DD`) in the language's format. */
    date: (iso: string | null | undefined) => dateText(iso, language),
    /** Words as a list in the language: `a, b` or `a、b`. */
    list: (words: readonly string[]) => words.join(textOf("listComma", {}, language)),
    error: (error: unknown) => errorText(error, language),
  };
}

/** `2026-03-01` → `1 Mar 2026` or `2026年3月1日`; any other text is returned unchanged. */
export function dateText(iso: string | null | undefined, language: Language): string {
  if (!iso) return "";
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!match) return iso;
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  // English dates have the day before the month.
  return date.toLocaleDateString(language === "zh-CN" ? "zh-CN" : "en-GB", {
    year: "numeric",
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });
}
