import type { Language } from "@crm-functions/core";

/** The version in the given language. */
export function inLanguage<Version>(
  language: Language,
  versions: Readonly<Record<Language, Version>>,
): Version {
  return versions[language];
}
