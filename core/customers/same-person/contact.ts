import { wordsForNone } from "../../blank";
import { compatible } from "../../letters";

/** A cell that means there is no name, phone or address: the usual blanks, and "unknown". */
const noContact = new RegExp(
  `^\\s*(?:${[...wordsForNone, "unknown"].map((word) => word.replace(/\?/g, "\\?")).join("|")})\\s*$`,
  "i",
);

/** Placeholder addresses for required fields: test@test.com, none@none.com, noemail@example.com. */
const noAddress =
  /^(?:(?:test|none|no|na|unknown|noe?mail|no-e?mail)@(?:test|none|no|na|unknown|noe?mail|no-e?mail|e?mail|example|domain)\.|(?:a@a|aa@aa|aaa@aaa|abc@abc|asd@asd|x@x|xx@xx|xxx@xxx)\.)/;

/** Mailboxes shared by several people: as with a phone, the names must agree too. */
export const sharedMailbox =
  /^(info|sales|office|admin|contact|service|support|hello|mail|kontakt|marketing|hr|billing|noreply|no-reply)@/;

/** The text of a cell about a person; `""` if it means that there is none. */
export function contactText(value: string | number | null | undefined): string {
  const text = value === null || value === undefined || value !== value ? "" : String(value);
  return noContact.test(text) ? "" : text;
}

/** An e-mail address in comparable form, without width, case and spaces; `""` for a placeholder. */
export function emailKey(email: string): string {
  const plain = compatible(email).replace(/\s+/g, "").toLowerCase();
  return noAddress.test(plain) ? "" : plain;
}
