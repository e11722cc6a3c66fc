import { fillIn, KeyedError, type Language, type TextParameters } from "@crm-functions/core";
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
export class WorkbookFileError extends KeyedError<FileErrorKey> {
  constructor(key: FileErrorKey, parameters: TextParameters = {}) {
    super("WorkbookFileError", key, parameters, fileErrorText);
  }

  /** The same error saying which file is meant. */
  of(file: string): WorkbookFileError {
    return new WorkbookFileError(this.key, { ...this.parameters, file });
  }
}

function fileErrorText(key: FileErrorKey, parameters: TextParameters, language: Language): string {
  const text = fillIn(texts[language][key], parameters);
  return parameters.file === undefined ? text : `${parameters.file}: ${text}`;
}
