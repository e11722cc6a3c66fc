import type { Language } from "@crm-functions/core";
import { files as english } from "../../locales/en-US/files";
import { files as chinese } from "../../locales/zh-CN/files";

export type FileErrorKey = keyof typeof english;

const texts: Readonly<Record<Language, Readonly<Record<FileErrorKey, string>>>> = {
  "en-US": english,
  "zh-CN": chinese,
};

/**
 * A file that cannot be read or written, with the reason in both languages. `message` is English. Where `file` is among
 * the parameters, its name stands in front.
 */
export class WorkbookFileError extends Error {
  readonly key: FileErrorKey;
  readonly parameters: Readonly<Record<string, string | number>>;

  constructor(key: FileErrorKey, parameters: Readonly<Record<string, string | number>> = {}) {
    super(fileErrorText(key, parameters, "en-US"));
    this.name = "WorkbookFileError";
    this.key = key;
    this.parameters = parameters;
  }

  /** The same error saying which file is meant. */
  of(file: string): WorkbookFileError {
    return new WorkbookFileError(this.key, { ...this.parameters, file });
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
  const text = texts[language][key].replace(/\{(\w+)\}/g, (place, name: string) =>
    String(parameters[name] ?? place),
  );
  return parameters.file === undefined ? text : `${parameters.file}: ${text}`;
}
