/** Coefficients B₂ₖ / (2k (2k − 1)) of Stirling's series. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** ln Γ(x) for x > 0: Stirling's series after shifting x beyond 10 (Abramowitz & Stegun 6.1.40). */
export function logGamma(x: number): number {
  let shift = 1;
  let logShift = 0;
  while (x < 10) {
    shift *= x;
    x++;
    if (shift > 1e250 || shift < 1e-250) {
      logShift += Math.log(shift);
      shift = 1;
    }
  }
  const inverse = 1 / (x * x);
  let series = 0;
  for (let k = stirling.length - 1; k >= 0; k--) series = series * inverse + stirling[k];
  return (x - 0.5) * Math.log(x) - x + 0.9189385332046727 + series / x - Math.log(shift) - logShift;
}

/** ψ(x), the derivative of ln Γ, for x > 0 (Abramowitz & Stegun 6.3.18, term by term from the series above). */
export function digamma(x: number): number {
  let below = 0;
  while (x < 10) below -= 1 / x++;
  const inverse = 1 / (x * x);
  let series = 0;
  for (let k = stirling.length - 1; k >= 0; k--) series = series * inverse + (2 * k + 1) * stirling[k];
  return below + Math.log(x) - 0.5 / x - series * inverse;
}
