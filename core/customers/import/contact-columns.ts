import { keyOf, useOf, useOfHeader } from "../columns";
import type { Field } from "../field";
import { looksLikePhone } from "../phone";
import { readDay } from "../read-day";
import { isEmail } from "../email";
import type { Draft } from "./column-draft";
import { isMisread, shareOf } from "./column-values";
import { shownText } from "./source";

const isPhone = (text: string): boolean =>
  looksLikePhone(text) && text.replace(/\D/g, "").length >= 8 && readDay(text) === "";

/** Finds the column of e-mail addresses whatever its header; few addresses again and again are those of our own people. */
export function emailsByValue({ roles, values, isOpen, claim }: Draft): void {
  roles.forEach((_, i) => {
    if (!isOpen(i) || !(shareOf(values[i], isEmail) >= 0.8)) return;
    if (new Set(values[i].map(shownText)).size * 2 > values[i].length) claim(i, useOf("email", "customer"));
  });
}

/** Finds the column of phone numbers in a table without headers. */
export function phonesWithoutHeaders({ roles, values, isOpen, claim }: Draft): void {
  roles.forEach((_, i) => {
    if (isOpen(i) && shareOf(values[i], isPhone) >= 0.8) claim(i, useOf("phone", "customer"));
  });
}

/** Takes the first of several numbered or qualified contacts: Phone 1, 邮箱2, Customer Email, Email - Work. */
export function numberedContacts({ roles, values, isOpen, claim }: Draft): void {
  roles.forEach(({ header }, i) => {
    // Phone / Mobile, 收货人手机号/提货人手机号: what stands first.
    const plain = header.normalize("NFKC").trim();
    const first = plain.replace(/\s*\/.*$/, "");
    const [, one, two, three, other = first === plain ? "" : first] =
      /^(.*\D)\d$|^(?:customer|client|contact|buyer|recipient|user|person|respondent|requester|guest|reviewer|客户|买家|收[件货]人)[ _:-]*(.+)$|^(?:billing|work|office|home|private|primary|main)[ _-]*((?:e-?mail|tele|phone|mobile|cell).*)$|^(.+?) - \p{L}+$/iu.exec(
        first,
      ) ?? [];
    const use = isOpen(i) ? useOfHeader(one ?? two ?? three ?? other, "customer") : undefined;
    const isContact = ["name", "givenName", "familyName", "company", "phone", "email"].includes(keyOf(use));
    if (isContact && !isMisread(use as Field, values[i])) claim(i, use);
  });
}
