import { fillIn, KeyedError, type Language, type TextParameters } from "@crm-functions/core";
import { files as english } from "../../locales/en-US/files";
import { files as chinese } from "../../locales/zh-CN/files";

export type FileErrorKey = keyof typeof english;

const texts: Readonly<Record<Language, Readonly<Record<FileErrorKey, string>>>> = {
  "en-US": english,
  "zh-CN": chinese,
};

/**
 * Says why a file cannot be read or written, in both languages. `message` is English. If the parameters include `file`,
 * that name comes first.
 */
export class WorkbookFileError extends KeyedError<FileErrorKey> {
  constructor(key: FileErrorKey, parameters: TextParameters = {}) {
    super("WorkbookFileError", key, parameters, fileErrorText);
  }

  /** The same error, naming the file. */
  of(file: string): WorkbookFileError {
    return new WorkbookFileError(this.key, { ...this.parameters, file });
  }
}

/** The error for a file that does not hold what it should. */
export const damaged = (reason: string): WorkbookFileError => new WorkbookFileError("damaged", { reason });

function fileErrorText(key: FileErrorKey, parameters: TextParameters, language: Language): string {
  const text = fillIn(texts[language][key], parameters);
  return parameters.file === undefined ? text : `${parameters.file}: ${text}`;
}
