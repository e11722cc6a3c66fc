import { errorText, type Language } from "@crm-functions/core";

/**
 * The result of `work`; if it fails, the error's message is in the given language.
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
