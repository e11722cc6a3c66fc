import { expect, test } from "@jest/globals";
import { feedback } from "../../../../../core/regression";
import { dataOf, expectClose } from "../r-figures";

// statsmodels 0.15: OLS(y, add_constant(x)).fit(cov_type="HC3"), and WLS with weights 1, 2, 3, 1, 2, 3 …; bse and f_test of all slopes.
test("attitude agrees with statsmodels, with and without case weights", () => {
  const { y, x } = dataOf("attitude");
  const plain = feedback(y, x, { errors: "robust" });
  expectClose(
    plain.standardErrors,
    [
      17.19750898299022, 0.15361297292754175, 0.15155159725849132, 0.19028037381218815, 0.21882372776513476,
      0.21464301219875162, 0.195900743291256,
    ],
  );
  expectClose([plain.f], [7.678837624053679], 11);
  const caseWeights = y.map((_, i) => 1 + (i % 3));
  expectClose(
    feedback(y, x, { errors: "robust", caseWeights }).standardErrors,
    [
      17.815363993325352, 0.12689163413874022, 0.12281563737479596, 0.19614447311677663, 0.17883410562751062,
      0.2514223122649073, 0.19874024374660054,
    ],
  );
});

test("HC3 keeps its digits where a row lies as far away as 1e9", () => {
  // By their formulas in 120 digits (Python, mpmath).
  const columnOf = (rows: number, value: (i: number) => number) =>
    Float64Array.from({ length: rows }, (_, i) => value(i));
  const far = (rows: number) => columnOf(rows, (i) => i || 1e9);
  const response = (rows: number) => columnOf(rows, (i) => i + ((37 * i) % 23) / 4);
  const alone = feedback(response(20), [far(20)], { errors: "robust" });
  expectClose(
    [...alone.standardErrors, alone.f],
    [10.598852324344145, 1.050000012921052, 1.514318222744634e-16],
    14.5,
  );
  const others = [columnOf(25, (i) => (i * i) % 7), columnOf(25, (i) => (i === 3 ? 1e7 : i % 5))];
  const weighted = feedback(response(25), [far(25), ...others], {
    errors: "robust",
    caseWeights: columnOf(25, (i) => 1 + (i % 3) / 2),
  });
  expectClose(
    [...weighted.standardErrors, weighted.f],
    [13.481055878214281, 0.9966524174910031, 1.3307318248402042, 1.1681350296933737, 0.06523697898626005],
    14.3,
  );
});

test("a row that alone tells of its level has leverage 1, and no robust error; where nothing varies there is no F", () => {
  const { standardErrors } = feedback([1, 2, 4, 3, 9], [[0], [0], [0], [0], [1]], { errors: "robust" });
  expect(standardErrors[1]).toBeNaN();
  expect(feedback([1, 2, 4], [[5], [5], [5]], { errors: "robust" }).f).toBeNaN();
});
