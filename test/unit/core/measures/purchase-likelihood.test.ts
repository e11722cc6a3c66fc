import { expect, test } from "@jest/globals";
import { purchaseLikelihood, type PurchaseShape } from "../../../../core/measures/purchase-likelihood";

const histories = {
  x: Float64Array.of(0, 1, 3),
  recency: Float64Array.of(0, 2, 4),
  age: Float64Array.of(4, 5, 6),
  count: Float64Array.of(3, 2, 1),
};
const valueAt = (shape: PurchaseShape, point: number[]): number =>
  purchaseLikelihood(histories, shape)(Float64Array.from(point), new Float64Array(point.length));

// mpmath 1.2, 40 digits: the mixture over rates and probabilities integrated numerically, without its closed form.
test("r = 2, α = 3, a = 2, b = 3: the integral over all rates and probabilities", () => {
  const point = [2, 3, 2, 3].map(Math.log);
  expect(valueAt({ rate: "gamma", dropOut: "beta" }, point)).toBeCloseTo(-16.154085176390403, 11);
});

test("rate ½ and probability ⅓ for all, by hand: λˣ (1 − p)ˣ⁻¹ ((1 − p) e^(−λT) + p e^(−λt))", () => {
  const each = (x: number, t: number, T: number): number =>
    Math.log(0.5 ** x * (2 / 3) ** (x - 1) * ((2 / 3) * Math.exp(-T / 2) + Math.exp(-t / 2) / 3));
  const expected = 3 * -2 + 2 * each(1, 2, 5) + each(3, 4, 6);
  expect(valueAt({ rate: "same", dropOut: "same" }, [Math.log(0.5), Math.log(0.5)])).toBeCloseTo(
    expected,
    12,
  );
});

test("the derivatives are those of the value, by central differences", () => {
  const shapes: [PurchaseShape, number[]][] = [
    [{ rate: "gamma", dropOut: "beta" }, [0.3, 1.1, -0.4, 0.8]],
    [{ rate: "gamma", dropOut: "same" }, [0.3, 1.1, -0.7]],
    [{ rate: "gamma", dropOut: "split" }, [0.3, 1.1, -0.7]],
    [{ rate: "same", dropOut: "beta" }, [-1, -0.4, 0.8]],
    [{ rate: "gamma", dropOut: 0 }, [0.3, 1.1]],
  ];
  for (const [shape, point] of shapes) {
    const gradient = new Float64Array(point.length);
    purchaseLikelihood(histories, shape)(Float64Array.from(point), gradient);
    const h = 1e-5;
    const slopes = point.map((_, i) => {
      const [up, down] = [h, -h].map((by) =>
        valueAt(
          shape,
          point.map((each, k) => (k === i ? each + by : each)),
        ),
      );
      return (up - down) / (2 * h);
    });
    slopes.forEach((slope, i) => expect(gradient[i]).toBeCloseTo(slope, 7));
  }
});
