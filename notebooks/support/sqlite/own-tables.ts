import type { Answer, Customer, Purchase, Ratings } from "@crm-functions/core";
import type { Database } from "./database";
import { jsonOf, ownOf, textsIn, textsOf } from "./records";

/** The imported purchases, in their original order. */
export function purchasesIn(database: Database): Purchase[] {
  return database
    .all(`SELECT ${textsIn("customer, date, own")}, amount FROM purchases ORDER BY row`)
    .map(([blob, amount]) => {
      const [customer, date, own] = textsOf(blob);
      return {
        customer: customer ?? "",
        date: date ?? "",
        amount: amount as number | null,
        ...ownOf(own),
      };
    });
}

/** The imported survey answers, in their original order. */
export function answersIn(database: Database): Answer[] {
  return database
    .all(`SELECT ${textsIn("customer, ratings, own")} FROM answers ORDER BY row`)
    .map(([blob]) => {
      const [customer, ratings, own] = textsOf(blob);
      return {
        customer: customer ?? "",
        ratings: JSON.parse(ratings ?? "{}") as Ratings,
        own: {},
        ...ownOf(own),
      };
    });
}

export function addRows(
  database: Database,
  purchases: readonly Purchase[],
  answers: readonly Answer[],
): void {
  for (const { customer, date, amount, own } of purchases) {
    const sql = "INSERT INTO purchases (customer, date, amount, own) VALUES (?, ?, ?, ?)";
    database.run(sql, customer, date, amount, jsonOf(own));
  }
  for (const { customer, ratings, own } of answers) {
    const sql = "INSERT INTO answers (customer, ratings, own) VALUES (?, ?, ?)";
    database.run(sql, customer || null, JSON.stringify(ratings), jsonOf(own));
  }
}

/** Erases a customer's purchases and answers, by id, e-mail or phone; by name only if no other customer has it. */
export function eraseRowsOf(database: Database, { id, name, email, phone }: Customer): void {
  const alone = database.number("SELECT count(*) FROM customers WHERE name = ?", name) <= 1;
  for (const whose of [id, email, phone, alone ? name : ""]) {
    if (whose === "") continue;
    database.run("DELETE FROM purchases WHERE customer = ?", whose);
    database.run("DELETE FROM answers WHERE customer = ?", whose);
  }
}
