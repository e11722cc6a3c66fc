import { customerOf, type Answer, type Customer, type Interaction, type Purchase } from "../customers";
import { countedPurchases } from "./counted-purchases";
import type { Team } from "./team";

/** What rows of purchases or answers may call a customer, the most certain first; ambiguous names are left out. */
function namesOf(customers: readonly Customer[]): ReadonlyMap<string, Customer> {
  const found = new Map<string, Customer>();
  for (const key of ["id", "email", "phone", "name"] as const) {
    const shared = new Set<string>();
    const own = new Map<string, Customer>();
    for (const customer of customers) {
      const text = customer[key].toLowerCase();
      if (text === "" || found.has(text)) continue;
      if (own.has(text)) shared.add(text);
      own.set(text, customer);
    }
    for (const [text, customer] of own) if (!shared.has(text)) found.set(text, customer);
  }
  return found;
}

/** A number without leading zeros, which spreadsheets take off: 123 and 00123 are one customer's unless both are there. */
export const withoutZeros = (called: string): string =>
  /^\d+$/.test(called) ? called.replace(/^0+(?=\d)/, "") : called;

/**
 * Adds the tables of purchases and answers to a team. Purchases that count (`countedPurchases`) are visits with an amount; buyers who are not
 * customers yet are added. Answers are ratings of the customer they name, the last one winning; an answer that names
 * nobody becomes a customer of its own.
 *
 * @param rowWord the name of somebody without one, by the number of the answer
 */
export function withOwnTables(
  team: Team,
  purchases: readonly Purchase[],
  answers: readonly Answer[],
  rowWord: (row: string) => string,
): Team {
  if (purchases.length + answers.length === 0) return team;
  const blank = customerOf({ name: "-" }).record;
  const names = new Map(namesOf(team.customers));
  const bare = new Map<string, Customer | undefined>();
  for (const [text, customer] of names) {
    const key = withoutZeros(text);
    bare.set(key, bare.has(key) && bare.get(key) !== customer ? undefined : customer);
  }
  const customers = new Map(team.customers.map((each) => [each.id, each]));
  const somebody = (called: string): Customer => {
    const known = names.get(called.toLowerCase()) ?? bare.get(withoutZeros(called.toLowerCase()));
    if (known !== undefined) return customers.get(known.id)!;
    const made: Customer = { ...blank, id: called, name: called };
    names.set(called.toLowerCase(), made);
    customers.set(called, made);
    return made;
  };
  answers.forEach(({ customer, ratings, own }, i) => {
    const word = rowWord(String(i + 1));
    const who = customer === "" ? { ...blank, id: `answer-${i + 1}`, name: word } : somebody(customer);
    const merged = { ...who.ratings };
    for (const [analysis, given] of Object.entries(ratings)) {
      merged[analysis as keyof typeof ratings] = { ...merged[analysis as keyof typeof ratings], ...given };
    }
    customers.set(who.id, { ...who, ratings: merged, own: { ...who.own, ...own } });
  });
  const { counted, aside } = countedPurchases(purchases);
  for (const { customer } of purchases) if (customer !== "") somebody(customer);
  const bought = counted.flatMap(({ customer, date, amount }, i): Interaction[] =>
    customer === "" ? [] : [purchaseAsInteraction(`purchase-${i + 1}`, somebody(customer).id, date, amount)],
  );
  return {
    ...team,
    customers: [...customers.values()],
    interactions: [...team.interactions, ...bought],
    ...(purchases.length > 0 && { purchasesAside: aside }),
  };
}

/** A purchase as an interaction with an amount. */
export function purchaseAsInteraction(
  id: string,
  customerId: string,
  when: string,
  amount: Interaction["amount"],
): Interaction {
  return {
    id,
    customerId,
    when,
    kind: "visit",
    channel: "",
    rating: null,
    amount,
    note: "",
    followUp: "",
    done: true,
  };
}
