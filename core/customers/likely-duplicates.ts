import type { Customer, CustomerInput } from "./customer";
import { parsePhone, type Region } from "./phone";
import { foldText } from "./search";
import type { CustomerStore } from "./store";

/** A customer who may be the same person, and by what. */
export interface LikelyDuplicate {
  readonly customer: Customer;
  readonly by: readonly ("name" | "phone" | "email")[];
}

/**
 * Customers in a store who are probably the one about to be saved: the same phone, e-mail, or name (width, case and
 * spaces do not count) in the same company or where one has no company. What agrees in most
 * comes first, then phone, e-mail, name; at most 20.
 */
export async function likelyDuplicates(
  store: CustomerStore,
  candidate: CustomerInput,
  region?: Region,
): Promise<LikelyDuplicate[]> {
  const phone = parsePhone(candidate.phone ?? "", region);
  const email = foldText(candidate.email ?? "");
  const name = nameKey(candidate.name);
  const company = nameKey(candidate.company ?? "");
  const found = new Map<string, Customer>();
  // All that are found are looked at: a short name stands in thousands of others, and the one meant may come last.
  for (const query of [phone, email, nameQuery(candidate.name)]) {
    if (query === "") continue;
    for (const customer of (await store.search(query)).items) found.set(customer.id, customer);
  }
  const duplicates: LikelyDuplicate[] = [];
  for (const customer of found.values()) {
    if (customer.id === candidate.id) continue;
    const theirs = nameKey(customer.company);
    const by = [
      ...(phone !== "" && customer.phone === phone ? (["phone"] as const) : []),
      ...(email !== "" && foldText(customer.email) === email ? (["email"] as const) : []),
      ...(name !== "" &&
      nameKey(customer.name) === name &&
      (company === theirs || company === "" || theirs === "")
        ? (["name"] as const)
        : []),
    ];
    if (by.length > 0) duplicates.push({ customer, by });
  }
  return duplicates.sort((a, b) => b.by.length - a.by.length).slice(0, 20);
}

function nameKey(name: string): string {
  return foldText(name).replace(/\s+/g, "");
}

/** Finds a name whether or not its Chinese characters stand apart: each of them is a word of the search. */
function nameQuery(name: string): string {
  return foldText(name).replace(/\p{Script=Han}/gu, " $& ");
}
