import { simplified } from "../letters";

/** The key of a header: ignores width, case, spaces, punctuation, traditional vs simplified Chinese. */
export function headerKey(header: string): string {
  return simplified(header.normalize("NFKC").toLowerCase())
    .replace(/[\s\-_.·/*?]+/g, "")
    .replace(/[:：]$/, "");
}

/** The keys of the headers in a list separated by ` | `. */
export function headerKeys(list: string): ReadonlySet<string> {
  return new Set(list.split(" | ").map(headerKey));
}

/** Whether a header, or what `bare` makes of it, is in a list separated by ` | `. */
export function headerIn(list: string, bare = (header: string) => header): (header: string) => boolean {
  const keys = headerKeys(list);
  return (header) => keys.has(headerKey(bare(header)));
}

/** A question without its number: `Q1. Price`, `3、价格`. */
export function withoutNumber(header: string): string {
  return header.replace(
    /^\s*(?:(?:Q|第|question )\s?)?\d{1,3}\s?(?:题?[、．:：)）]|题|\.(?!\d))\s*(?=\D)/i,
    "",
  );
}

/** A header without trailing brackets: `Weight (kg)`. */
export function withoutBrackets(header: string): string {
  const plain = header.normalize("NFKC").trim();
  const open = plain.lastIndexOf("(");
  return open > 0 && plain.endsWith(")") ? plain.slice(0, open) : plain;
}
