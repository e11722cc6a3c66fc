import type { Customer } from "./customer";
import { digitsOf, looksLikePhone, phoneNeedles, type Region } from "./phone";

/** One spelling for all: compatibility forms, width and case do not count, runs of spaces are one. */
export function foldText(text: string): string {
  // Most texts have nothing to fold but their case.
  if (/^[!-~]*(?: [!-~]+)*$/.test(text) && text[0] !== " ") return text.toLowerCase();
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

/**
 * What of a customer can be searched, folded: name, company, e-mail and phone by line, the phone as typed and as its
 * digits. The separator stands in no query.
 */
export function searchableText(customer: Customer): string {
  return `${foldText(customer.name)}\n${foldText(customer.company)}\n${foldText(customer.email)}\n${foldText(customer.phone)}\n#${digitsOf(customer.phone)}`;
}

/** Whether a searchable text answers a query. */
export type SearchTest = (searchable: string) => boolean;

/**
 * The test for a query: every word must stand somewhere; a query that looks like a phone number is compared with the
 * digits of the phone as well, in any spelling.
 */
export function searchTest(query: string, region?: Region): SearchTest {
  const folded = foldText(query);
  if (folded === "") return () => true;
  const words = folded.split(" ");
  const hasWords: SearchTest =
    words.length === 1
      ? (searchable) => searchable.includes(folded)
      : (searchable) => words.every((word) => searchable.includes(word));
  if (!looksLikePhone(query)) return hasWords;
  const needles = phoneNeedles(query, region).filter((needle) => needle !== "");
  return (searchable) => {
    const digits = searchable.lastIndexOf("#") + 1;
    return needles.some((needle) => searchable.indexOf(needle, digits) >= 0) || searchable.includes(folded);
  };
}
