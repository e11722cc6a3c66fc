import type { Language } from "@crm-functions/core";

/** The one of several versions that belongs to the language. */
export function inLanguage<Version>(
  language: Language,
  versions: Readonly<Record<Language, Version>>,
): Version {
  return versions[language];
}
