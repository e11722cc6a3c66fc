import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The CDNOW purchases, dates as Excel serials. */
export function cdnow(): { customers: string[]; dates: number[]; amounts: number[] } {
  const path = join(__dirname, "../../../fixtures/measures/cdnow_sample.csv");
  const rows = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(","));
  return {
    customers: rows.map((row) => row[0]),
    dates: rows.map((row) => serialOf(row[1])),
    amounts: rows.map((row) => Number(row[3])),
  };
}

/** Excel serial of an ISO date. */
export function serialOf(iso: string): number {
  return Date.parse(iso) / 86400000 + 25569;
}

/** The numbers 0 … n − 1 in another order, the same for the same seed. */
export function shuffled(n: number, seed: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  let state = seed;
  for (let i = n - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
