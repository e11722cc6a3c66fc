import { keyOf, useOf, useOfHeader } from "../columns";
import type { Field } from "../field";
import { looksLikePhone } from "../phone";
import { readDay } from "../read-day";
import { isEmail } from "../email";
import type { Draft } from "./column-draft";
import { isMisread, shareOf } from "./column-values";

const isPhone = (text: string): boolean =>
  looksLikePhone(text) && text.replace(/\D/g, "").length >= 8 && readDay(text) === "";

/** Finds the columns of e-mail addresses and phone numbers in a table without headers. */
export function contactsWithoutHeaders({ roles, values, isOpen, claim }: Draft): void {
  roles.forEach((_, i) => {
    if (!isOpen(i)) return;
    if (shareOf(values[i], isEmail) >= 0.8) claim(i, useOf("email", "customer"));
    else if (shareOf(values[i], isPhone) >= 0.8) claim(i, useOf("phone", "customer"));
  });
}

/** Takes the first of several numbered or qualified contacts: Phone 1, 邮箱2, Customer Email, Email - Work. */
export function numberedContacts({ roles, values, isOpen, claim }: Draft): void {
  roles.forEach(({ header }, i) => {
    const [, one, two, other = ""] =
      /^(.*\D)\d$|^(?:customer|client|contact|buyer|recipient|客户|买家|收件人)[ _-]*(.+)$|^(.+?) - \p{L}+$/iu.exec(
        header.normalize("NFKC").trim(),
      ) ?? [];
    const use = isOpen(i) ? useOfHeader(one ?? two ?? other, "customer") : undefined;
    const isContact = ["name", "givenName", "familyName", "company", "phone", "email"].includes(keyOf(use));
    if (isContact && !isMisread(use as Field, values[i])) claim(i, use);
  });
}
