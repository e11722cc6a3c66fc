import { randomFrom } from "@crm-functions/core";

/** Reproducible ratings of criteria by people; the ratings of one person are positively correlated. */
export function ratings(seed: number, people: number, criteria: number, high = 10, middle = 6.5): number[][] {
  const random = randomFrom(seed);
  return Array.from({ length: people }, () => {
    const leaning = (random() - 0.5) * 0.4 * high;
    return Array.from({ length: criteria }, () => {
      const rating = Math.round(middle + leaning + (random() - 0.5) * 0.5 * high);
      return Math.min(high, Math.max(1, rating));
    });
  });
}
