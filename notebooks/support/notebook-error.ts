import type { Language } from "@crm-functions/core";
import { texts as english } from "./locales/en-US";
import { texts as chinese } from "./locales/zh-CN";

export type NotebookTextKey = keyof typeof english;
export type NotebookTextParameters = Readonly<Record<string, string | number>>;

const texts: Readonly<Record<Language, Readonly<Record<NotebookTextKey, string>>>> = {
  "en-US": english,
  "zh-CN": chinese,
};

/** The sentence for `key` in `language`, its `{name}` places filled in. */
export function notebookText(
  key: NotebookTextKey,
  language: Language,
  parameters: NotebookTextParameters = {},
): string {
  return texts[language][key].replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = parameters[name];
    if (value === undefined) return place;
    // A parameter may itself be a word that differs by language.
    return name === "side" && value in english ? texts[language][value as NotebookTextKey] : String(value);
  });
}

/** What a notebook's own part throws: `message` is English, `messageIn("zh-CN")` the same in Chinese. */
export class NotebookError extends Error {
  readonly key: NotebookTextKey;
  readonly parameters: NotebookTextParameters;

  constructor(key: NotebookTextKey, parameters: NotebookTextParameters = {}) {
    super(notebookText(key, "en-US", parameters));
    this.name = "NotebookError";
    this.key = key;
    this.parameters = parameters;
  }

  messageIn(language: Language): string {
    return notebookText(this.key, language, this.parameters);
  }
}
