import { callingCodeOf, type Language, type Region } from "@crm-functions/core";

/** Countries whose phone numbers are chosen most; another one is added where it is meant. */
const usual: readonly Region[] = [
  "CN",
  "US",
  "GB",
  "DE",
  "FR",
  "ES",
  "IT",
  "JP",
  "IN",
  "AU",
  "CA",
  "CH",
  "AT",
  "HK",
  "TW",
  "SG",
];

/** The countries to choose from, with the one that is meant now, each with what it is called. */
export function countriesWith(region: Region | undefined, language: Language): (readonly [Region, string])[] {
  const all = region === undefined || usual.includes(region) ? usual : [region, ...usual];
  return all.map((each) => [each, countryLabel(each, language)]);
}

/** `+44 United Kingdom`: what tells countries apart stands first, where a narrow list cuts the rest. */
function countryLabel(region: Region, language: Language): string {
  const name = new Intl.DisplayNames(language, { type: "region" }).of(region) ?? region;
  return `${callingCodeOf(region)} ${name}`.trim();
}
