import { fillIn, KeyedError, type Language, type TextParameters } from "@crm-functions/core";
import { texts as english } from "./locales/en-US";
import { texts as chinese } from "./locales/zh-CN";

export type NotebookTextKey = keyof typeof english;

const texts: Readonly<Record<Language, Readonly<Record<NotebookTextKey, string>>>> = {
  "en-US": english,
  "zh-CN": chinese,
};

/** The message for `key` in `language`, with its `{name}` placeholders filled in. */
export function notebookText(
  key: NotebookTextKey,
  language: Language,
  parameters: TextParameters = {},
): string {
  return fillIn(texts[language][key], parameters, (value, name) =>
    // A parameter may itself be a word that depends on the language.
    name === "side" && value in english ? texts[language][value as NotebookTextKey] : String(value),
  );
}

/** An error of the notebook package: `message` is English, `messageIn("zh-CN")` the same in Chinese. */
export class NotebookError extends KeyedError<NotebookTextKey> {
  constructor(key: NotebookTextKey, parameters: TextParameters = {}, options?: { cause: unknown }) {
    super(
      "NotebookError",
      key,
      parameters,
      (_, __, language) => notebookText(key, language, parameters),
      options,
    );
  }
}
