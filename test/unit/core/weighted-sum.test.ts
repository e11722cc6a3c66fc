import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { weightedColumnSums, weightedRowSums } from "../../../core/weighted-sum";

/** What both have to give: one row after another, from the first criterion to the last. */
function plainLoop(columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  return Float64Array.from({ length: columns[0].length }, (_, i) =>
    weights.reduce((sum, w, j) => sum + w * columns[j][i], 0),
  );
}

function bothWays(columns: readonly Float64Array[], weights: Float64Array): Float64Array[] {
  const [rows, n] = [columns[0].length, columns.length];
  const data = Float64Array.from({ length: rows * n }, (_, k) => columns[k % n][Math.floor(k / n)]);
  const [byRows, byColumns] = [new Float64Array(rows), new Float64Array(rows).fill(7)];
  weightedRowSums(data, weights, byRows, rows);
  weightedColumnSums(columns, weights, byColumns);
  return [byRows, byColumns];
}

// The function catalogue's example: 10, 20, 30 by .3, .4, .3 is 20.
test("10, 20, 30 by .3, .4, .3 is 20; a blank makes its own row blank", () => {
  const columns = [Float64Array.of(10, NaN), Float64Array.of(20, 1), Float64Array.of(30, 1)];
  for (const sums of bothWays(columns, Float64Array.of(0.3, 0.4, 0.3))) expect([...sums]).toEqual([20, NaN]);
});

test("rows and columns give the bits of a plain loop, whatever their number", () => {
  const table = fc.tuple(fc.nat(13), fc.integer({ min: 1, max: 19 })).chain(([rows, n]) => {
    const numbers = (length: number) =>
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: length, maxLength: length });
    return fc.tuple(fc.array(numbers(rows), { minLength: n, maxLength: n }), numbers(n));
  });
  fc.assert(
    fc.property(table, ([given, weights]) => {
      const columns = given.map((column) => Float64Array.from(column));
      const wanted = plainLoop(columns, Float64Array.from(weights));
      for (const sums of bothWays(columns, Float64Array.from(weights))) expect(sums).toEqual(wanted);
    }),
  );
});

test.each([3, 10, 23])("%i long columns, with what is no number here and there", (n) => {
  const rows = 50_003;
  const columns = Array.from({ length: n }, (_, j) =>
    Float64Array.from({ length: rows }, (_row, i) => Math.sin(i * (j + 1)) * 10 ** ((i + j) % 9)),
  );
  columns.forEach((column, j) => {
    column[7 * j] = [NaN, Infinity, -Infinity, -0][j % 4];
    column[rows - 1 - j] = NaN;
  });
  const weights = Float64Array.from(columns, (_, j) => Math.cos(j));
  const wanted = plainLoop(columns, weights);
  for (const sums of bothWays(columns, weights)) expect(sums).toEqual(wanted);
});
