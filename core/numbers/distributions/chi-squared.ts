import { normalTail } from "./normal";

/**
 * P(χ² > x) with k degrees of freedom, a whole number: the finite sums Q(k/2, x/2) for even k and from the normal tail
 * for odd k (Abramowitz & Stegun 26.4.4 and 26.4.5), whose terms are all positive.
 */
export function chiSquaredTail(x: number, k: number): number {
  if (!(k >= 1) || x !== x) return NaN;
  if (x <= 0) return 1;
  const even = k % 2 === 0;
  let sum = even ? Math.exp(-x / 2) : 2 * normalTail(Math.sqrt(x));
  // (x/2)^(j/2) e^(−x/2) / Γ(j/2 + 1), for j = 2, 4 … or 1, 3 …
  let term = even ? sum * (x / 2) : Math.sqrt((2 * x) / Math.PI) * Math.exp(-x / 2);
  for (let j = even ? 2 : 1; j < k; j += 2) {
    sum += term;
    term *= x / (j + 2);
  }
  return Math.min(1, sum);
}
