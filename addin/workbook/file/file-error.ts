import type { Language } from "@crm-functions/core";
import { files as english } from "../../locales/en-US/files";
import { files as chinese } from "../../locales/zh-CN/files";

export type FileErrorKey = keyof typeof english;

const texts: Readonly<Record<Language, Readonly<Record<FileErrorKey, string>>>> = {
  "en-US": english,
  "zh-CN": chinese,
};

/** A file that cannot be read, with the reason in both languages. `message` is English. */
export class WorkbookFileError extends Error {
  readonly key: FileErrorKey;
  readonly parameters: Readonly<Record<string, string | number>>;

  constructor(key: FileErrorKey, parameters: Readonly<Record<string, string | number>> = {}) {
    super(fileErrorText(key, parameters, "en-US"));
    this.name = "WorkbookFileError";
    this.key = key;
    this.parameters = parameters;
  }

  textIn(language: Language): string {
    return fileErrorText(this.key, this.parameters, language);
  }
}

function fileErrorText(
  key: FileErrorKey,
  parameters: Readonly<Record<string, string | number>>,
  language: Language,
): string {
  return texts[language][key].replace(/\{(\w+)\}/g, (place, name: string) =>
    String(parameters[name] ?? place),
  );
}
