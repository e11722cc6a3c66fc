import type { Customer } from "./customer";
import { digitsOf, looksLikePhone, phoneNeedles, type Region } from "./phone";

/** Text folded for comparison: ignores compatibility forms, width and case, and collapses spaces. */
export function foldText(text: string): string {
  // A shortcut: most texts only need lower case.
  if (/^[!-~]*(?: [!-~]+)*$/.test(text) && text[0] !== " ") return text.toLowerCase();
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

/**
 * The searchable text of a customer, folded: name, company, e-mail address and phone number on separate lines, then the
 * phone's digits. No query contains the line break.
 */
export function searchableText(customer: Customer): string {
  return `${foldText(customer.name)}\n${foldText(customer.company)}\n${foldText(customer.email)}\n${foldText(customer.phone)}\n#${digitsOf(customer.phone)}`;
}

/** Whether a searchable text matches a query. */
export type SearchTest = (searchable: string) => boolean;

/**
 * The test for a query: every word must occur. A query that looks like a phone number also matches the phone's digits,
 * in any spelling.
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
