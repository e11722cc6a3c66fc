import { foldText, looksLikePhone, phoneNeedles } from "@crm-functions/core";
import type { SqlValue } from "./records";

/** An SQL condition with its bound values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/**
 * The core's `searchTest` as a condition on the columns `searchable` and `phone`; undefined if the text is empty. The
 * trigram index finds candidates, and the texts themselves decide.
 */
export function searchCondition(text: string, region?: string): Condition | undefined {
  const folded = foldText(text);
  if (folded === "") return undefined;
  if (!looksLikePhone(text)) return allOf(folded.split(" "));
  const needles = phoneNeedles(text, region).filter((needle) => needle !== "");
  // `searchable` contains the digits of phone numbers too, so the index finds them and no row is read needlessly.
  const either = [allOf([folded]), ...needles.map((needle) => allOf([needle], "phone"))];
  return {
    sql: `(${either.map(({ sql }) => `(${sql})`).join(" OR ")})`,
    values: either.flatMap(({ values }) => values),
  };
}

function allOf(words: readonly string[], column = "searchable"): Condition {
  const pieces = new Set(words.flatMap(threeLetterPieces));
  const found = words.map(() => `instr(${column}, ?) > 0`).join(" AND ");
  if (pieces.size === 0) return { sql: found, values: words };
  const match = [...pieces].map((piece) => `"${piece.replaceAll('"', '""')}"`).join(" AND ");
  return {
    sql: `row IN (SELECT rowid FROM customer_search WHERE customer_search MATCH ?) AND ${found}`,
    values: [match, ...words],
  };
}

/** Every run of three characters; the index has no shorter ones. */
function threeLetterPieces(word: string): string[] {
  const letters = Array.from(word);
  return letters.slice(2).map((_, i) => letters.slice(i, i + 3).join(""));
}
