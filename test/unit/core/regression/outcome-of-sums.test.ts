import { describe, expect, test } from "@jest/globals";
import { momentsOf, outcome, outcomeOfSums, rowsOf, type OutcomeLine } from "../../../../core/regression";

/** The sums of a line by their definition, row by row. */
function summed(y: readonly number[], x: readonly (readonly number[])[]) {
  const rows = x.map((row) => [...row]);
  const p = rows[0].length;
  const at = ({ theta, scale, shift }: OutcomeLine) =>
    rows.map((row, i) => {
      const z = [1, ...row.map((value, j) => value * scale[j] - shift[j])];
      const eta = z.reduce((sum, value, t) => sum + theta[t] * value, 0);
      return { z, chance: 1 / (1 + Math.exp(-eta)), eta, y: y[i] };
    });
  const all = momentsOf(rowsOf(Float64Array.from(y), rows));
  return {
    moments: all,
    yesLabel: "1",
    sumsAt: (line: OutcomeLine) => {
      const size = p + 1;
      const gradient = new Float64Array(size);
      const information = new Float64Array(size * size);
      let logLikelihood = 0;
      for (const row of at(line)) {
        logLikelihood += Math.log(row.y === 1 ? row.chance : 1 - row.chance);
        for (let a = 0; a < size; a++) {
          gradient[a] += (row.y - row.chance) * row.z[a];
          for (let b = 0; b < size; b++)
            information[a * size + b] += row.chance * (1 - row.chance) * row.z[a] * row.z[b];
        }
      }
      return Promise.resolve({ logLikelihood, gradient, information });
    },
    qualityAt: (line: OutcomeLine) => {
      const found = at(line);
      const [ones, zeros] = [1, 0].map((value) => found.filter((row) => row.y === value));
      const wins = ones.flatMap((one) =>
        zeros.map((zero) => (one.eta > zero.eta ? 1 : one.eta === zero.eta ? 0.5 : 0)),
      );
      return Promise.resolve({
        auc: wins.reduce<number>((sum, each) => sum + each, 0) / wins.length,
        brier: found.reduce((sum, row) => sum + (row.y - row.chance) ** 2, 0) / found.length,
      });
    },
  };
}

// Hours studied and passing, 20 students (Wikipedia, "Logistic regression"): −4.0777 + 1.5046 hours, standard errors
// 1.7610 and 0.6287.
const hours = [
  0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5,
].map((value) => [value]);
const passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

describe("a yes/no outcome by sums", () => {
  test("is the published one, and every figure that of the rows", async () => {
    const found = (await outcomeOfSums(summed(passed, hours)))!;
    expect(found.coefficients[0]).toBeCloseTo(-4.0777, 4);
    expect(found.coefficients[1]).toBeCloseTo(1.5046, 4);
    expect(found.standardErrors[0]).toBeCloseTo(1.761, 4);
    expect(found.standardErrors[1]).toBeCloseTo(0.6287, 4);
    const expected = outcome(passed, hours);
    for (const figure of ["logLikelihood", "auc", "brier", "nagelkerke", "bic", "yes", "rowsUsed"] as const)
      expect(Math.abs(found[figure] / expected[figure] - 1)).toBeLessThan(1e-12);
    expected.upper.forEach((value, j) => expect(Math.abs(found.upper[j] / value - 1)).toBeLessThan(1e-10));
  });

  test("begins anywhere", async () => {
    const found = (await outcomeOfSums({ ...summed(passed, hours), start: [3, -2] }))!;
    expect(found.coefficients[1]).toBeCloseTo(1.5046, 4);
  });

  test("is left to the rows where terms are collinear, or yes and no separated", async () => {
    expect(
      await outcomeOfSums(
        summed(
          passed,
          hours.map(([h]) => [h, 2 * h]),
        ),
      ),
    ).toBeUndefined();
    const separated = hours.map((_, i) => (i < 9 ? 0 : 1));
    expect(await outcomeOfSums(summed(separated, hours))).toBeUndefined();
  });

  test("one value only, and fewer rows than terms, are errors that say so", async () => {
    await expect(
      outcomeOfSums(
        summed(
          passed.map(() => 1),
          hours,
        ),
      ),
    ).rejects.toMatchObject({
      key: "outcomeOneValueUsed",
    });
    await expect(
      outcomeOfSums(
        summed(
          [0, 1],
          [
            [1, 2],
            [2, 1],
          ],
        ),
      ),
    ).rejects.toMatchObject({ key: "outcomeFewRows" });
  });
});
