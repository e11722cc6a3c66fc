import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { symmetricEigen } from "../../../../../core/regression/figures/symmetric-eigen";

test("two by two by hand: 1 along (1, −1), 3 along (1, 1)", () => {
  const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
  const [one, three] = values[0] < values[1] ? [0, 1] : [1, 0];
  expect(values[one]).toBeCloseTo(1, 15);
  expect(values[three]).toBeCloseTo(3, 15);
  expect(vectors[one] / vectors[2 + one]).toBeCloseTo(-1, 15);
  expect(vectors[three] / vectors[2 + three]).toBeCloseTo(1, 15);
});

// R 4.2: eigen(round(cor(attitude[, c("complaints", "privileges", "learning")]), 10))$values
test("correlations of three questions of R's attitude", () => {
  const [a, b, c] = [0.5582882007, 0.5967358063, 0.4933309656];
  const { values } = symmetricEigen(Float64Array.of(1, a, b, a, 1, c, b, c, 1), 3);
  const wanted = [2.0999916256269153, 0.5105731300878008, 0.3894352442852841];
  [...values]
    .sort((one, other) => other - one)
    .forEach((value, i) => expect(value).toBeCloseTo(wanted[i], 14));
});

test("of any symmetric matrix: vectors orthonormal, A = V diag(values) Vᵀ", () => {
  const matrix = fc.integer({ min: 1, max: 7 }).chain((size) =>
    fc.tuple(
      fc.constant(size),
      fc.array(fc.double({ min: -9, max: 9, noNaN: true }), {
        minLength: size * size,
        maxLength: size * size,
      }),
    ),
  );
  fc.assert(
    fc.property(matrix, ([size, given]) => {
      const at = (i: number, j: number): number => given[Math.min(i, j) * size + Math.max(i, j)];
      const square = Float64Array.from(given, (_, k) => at(Math.floor(k / size), k % size));
      const { values, vectors } = symmetricEigen(square, size);
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) {
          let [product, inner] = [0, 0];
          for (let t = 0; t < size; t++) {
            product += vectors[i * size + t] * values[t] * vectors[j * size + t];
            inner += vectors[t * size + i] * vectors[t * size + j];
          }
          expect(product).toBeCloseTo(at(i, j), 12);
          expect(inner).toBeCloseTo(Number(i === j), 13);
        }
      }
    }),
  );
});

test("a diagonal is its own answer, and one number too", () => {
  expect([...symmetricEigen(Float64Array.of(4, 0, 0, -1), 2).values]).toEqual([4, -1]);
  expect(symmetricEigen(Float64Array.of(7), 1)).toEqual({
    values: Float64Array.of(7),
    vectors: Float64Array.of(1),
  });
});
