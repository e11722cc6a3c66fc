import { CrmError, messageOf, type Language } from "@crm-functions/core";
import { WorkbookFileError } from "../../../addin/workbook/file";

interface Translated {
  messageIn(language: Language): string;
}

/** What an error of ours says in a language; any other error as it is. */
export function errorText(error: unknown, language: Language): string {
  if (error instanceof CrmError) return messageOf(error.key, error.parameters, language);
  if (error instanceof WorkbookFileError) return error.textIn(language);
  const { messageIn } = error as Partial<Translated>;
  if (typeof messageIn === "function") return messageIn.call(error, language);
  return error instanceof Error ? error.message : String(error);
}

/**
 * What `work` gives; where it fails, the error says so in the language.
 *
 * ```ts
 * const team = await sayIn(language, readWorkbook(file));
 * ```
 */
export async function sayIn<Result>(language: Language, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error) error.message = errorText(error, language);
    throw error;
  }
}
