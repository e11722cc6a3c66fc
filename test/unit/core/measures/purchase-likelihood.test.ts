import { expect, test } from "@jest/globals";
import { purchaseLikelihood } from "../../../../core/measures/purchase-likelihood";

const histories = {
  x: Float64Array.of(0, 1, 3),
  recency: Float64Array.of(0, 2, 4),
  age: Float64Array.of(4, 5, 6),
  count: Float64Array.of(3, 2, 1),
};
/** λ, ψ, μ and s as they are. */
const at = (rate: number, psi: number, mu: number, s: number) =>
  purchaseLikelihood(histories)(Float64Array.of(Math.log(rate), Math.log1p(psi), mu, s));

// mpmath 1.2, 40 digits: the mixture over rates and probabilities integrated numerically, without its closed form.
test("r = 2, α = 3, a = 2, b = 3: the integral over all rates and probabilities", () => {
  expect(at(2 / 3, 1 / 2, 2 / 5, 5 / 6).value).toBeCloseTo(-16.154085176390403, 11);
});

test("rate ½ and probability ⅓ for all, by hand: λˣ (1 − p)ˣ⁻¹ ((1 − p) e^(−λT) + p e^(−λt))", () => {
  const each = (x: number, t: number, T: number): number =>
    Math.log(0.5 ** x * (2 / 3) ** (x - 1) * ((2 / 3) * Math.exp(-T / 2) + Math.exp(-t / 2) / 3));
  const expected = 3 * -2 + 2 * each(1, 2, 5) + each(3, 4, 6);
  expect(at(0.5, 0, 1 / 3, 1).value).toBeCloseTo(expected, 12);
});

test("rate ½, and a third of all leave at once, the others never, by hand", () => {
  const left = (x: number, t: number, T: number): number =>
    Math.log(0.5 ** x * ((2 / 3) * Math.exp(-T / 2) + (x === 1 ? Math.exp(-t / 2) / 3 : 0)));
  expect(at(0.5, 0, 1 / 3, 0).value).toBeCloseTo(3 * -2 + 2 * left(1, 2, 5) + left(3, 4, 6), 12);
});

test("first and second derivatives are those of the value, by central differences, at and beside the bounds", () => {
  const places = [
    [0.3, 0.6, 0.3, 0.6],
    [-1, 0.001, 0.1, 0.99],
    [0.5, 3, 0.8, 0.02],
  ];
  for (const place of places) {
    const { gradient, hessian } = purchaseLikelihood(histories)(Float64Array.from(place));
    place.forEach((coordinate, i) => {
      const h = Math.min(1e-5, Math.abs(coordinate) / 50);
      const [up, down] = [h, -h].map((by) =>
        purchaseLikelihood(histories)(Float64Array.from(place, (each, k) => (k === i ? each + by : each))),
      );
      expect(gradient[i]).toBeCloseTo((up.value - down.value) / (2 * h), 6);
      for (let j = 0; j < 4; j++)
        expect(hessian[i][j]).toBeCloseTo((up.gradient[j] - down.gradient[j]) / (2 * h), 5);
    });
  }
});

// Σ ln(1 + kψ) = x ln ψ + ln Γ(r + x) − ln Γ(r), and the like of a, b: mpmath 1.2, 50 digits.
test("somebody who bought a billion times: a long sum is taken by its integral", () => {
  const many = (x: number) =>
    purchaseLikelihood({
      x: Float64Array.of(x),
      recency: Float64Array.of(3),
      age: Float64Array.of(4),
      count: Float64Array.of(1),
    })(Float64Array.of(Math.log(2 / 3), Math.log1p(0.5), 0.4, 5 / 6)).value;
  const expected = [
    [1, -2.7361377829124716],
    [5000, 28617.10193638263],
    [1e5, 872102.040804857],
    [1e9, 17931506339.344154],
  ];
  for (const [x, wanted] of expected) expect(Math.abs(many(x) / wanted - 1)).toBeLessThan(1e-14);
});
