import { callingCodeOf, type Language, type Region } from "@crm-functions/core";

/** The countries chosen most often for phone numbers; `countriesWith` adds the one in use. */
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

/** The countries to choose from, including the one in use, each with its label. */
export function countriesWith(region: Region | undefined, language: Language): (readonly [Region, string])[] {
  const all = region === undefined || usual.includes(region) ? usual : [region, ...usual];
  return all.map((each) => [each, countryLabel(each, language)]);
}

/** `+44 United Kingdom`: the distinguishing part comes first, because a narrow list cuts off the end. */
function countryLabel(region: Region, language: Language): string {
  const name = new Intl.DisplayNames(language, { type: "region" }).of(region) ?? region;
  return `${callingCodeOf(region)} ${name}`.trim();
}
