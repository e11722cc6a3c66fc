import { wordsForNone } from "../../blank";
import { compatible } from "../../letters";

/** A cell that says there is no name, telephone or address: what is blank everywhere, and "unknown". */
const noContact = new RegExp(
  `^\\s*(?:${[...wordsForNone, "unknown"].map((word) => word.replace(/\?/g, "\\?")).join("|")})\\s*$`,
  "i",
);

/** Addresses that are typed where one must be given: test@test.com, none@none.com, noemail@example.com. */
const noAddress =
  /^(?:(?:test|none|no|na|unknown|noe?mail|no-e?mail)@(?:test|none|no|na|unknown|noe?mail|no-e?mail|e?mail|example|domain)\.|(?:a@a|aa@aa|aaa@aaa|abc@abc|asd@asd|x@x|xx@xx|xxx@xxx)\.)/;

/** Mailboxes that several people share: like a telephone, they need names that agree. */
export const sharedMailbox =
  /^(info|sales|office|admin|contact|service|support|hello|mail|kontakt|marketing|hr|billing|noreply|no-reply)@/;

/** What a cell tells of a person: `""` where it says that there is nothing. */
export function contactText(value: string | number | null | undefined): string {
  const text = value === null || value === undefined || value !== value ? "" : String(value);
  return noContact.test(text) ? "" : text;
}

/** An address to compare by: without width, case and blanks; `""` for one that nobody has. */
export function emailKey(email: string): string {
  const plain = compatible(email).replace(/\s+/g, "").toLowerCase();
  return noAddress.test(plain) ? "" : plain;
}
