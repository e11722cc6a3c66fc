import { randomFrom } from "@crm-functions/core";

/** Ratings of some people on some criteria, the same every time; who likes one thing tends to like others. */
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
