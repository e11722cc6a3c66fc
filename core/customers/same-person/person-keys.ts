import { contactText, emailKey, sharedMailbox } from "./contact";
import { nameKey, namesAgree } from "./name-key";
import { phoneKeys } from "./phone-keys";

type Text = string | number | null | undefined;

/** The keys by which two records may be one person; `""`, or no phone, if the record has none. */
export interface PersonKeys {
  readonly name: string;
  /** The likeliest first. */
  readonly phones: readonly string[];
  readonly email: string;
  readonly company: string;
}

/** @param companies cache of company keys, shared between calls; whoever creates it discards it */
export function personKeys(
  record: {
    readonly name: Text;
    readonly phone?: Text;
    readonly email?: Text;
    readonly company?: Text;
  },
  companies?: Map<string, string>,
): PersonKeys {
  const company = contactText(record.company);
  const companyKey = companies?.get(company) ?? nameKey(company);
  companies?.set(company, companyKey);
  return {
    name: nameKey(contactText(record.name)),
    phones: phoneKeys(contactText(record.phone)),
    email: emailKey(contactText(record.email)),
    company: companyKey,
  };
}

/** Whether two records may share a mailbox or phone: their names agree, or one has none. */
export function mayShare(one: PersonKeys, other: PersonKeys): boolean {
  return one.name === "" || other.name === "" || namesAgree(one.name, other.name);
}

/** Whether a mailbox belongs to one person. */
export function isPersonal(email: string): boolean {
  return email !== "" && !sharedMailbox.test(email);
}

/** Whether records of one name are different people: their phone numbers, addresses or companies differ. */
export function contradicts(records: readonly PersonKeys[]): boolean {
  const facts = records.map(({ phones: [phone = ""], email, company }) => [phone, email, company]);
  return [0, 1, 2].some((i) => new Set(facts.flatMap((each) => each[i] || [])).size > 1);
}

/** Lookup keys of a record; records without a common key cannot match. */
export function blocksOf({ name, phones, email }: PersonKeys): string[] {
  return [
    ...(name === "" ? [] : [`name ${name}`]),
    ...(email === "" ? [] : [`email ${email}`]),
    ...phones.map((phone) => `phone ${phone}`),
  ];
}

/** What two records of one person have in common, the most certain first. */
export function agreement(one: PersonKeys, other: PersonKeys): readonly ("email" | "phone" | "name")[] {
  return [
    ...(one.email !== "" && one.email === other.email ? (["email"] as const) : []),
    ...(one.phones.some((key) => other.phones.includes(key)) ? (["phone"] as const) : []),
    ...(one.name !== "" && one.name === other.name ? (["name"] as const) : []),
  ];
}
