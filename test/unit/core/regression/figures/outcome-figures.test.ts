import { describe, expect, test } from "@jest/globals";
import { outcome, outcomeTable, type OutcomeResult } from "../../../../../core/regression";
import { off } from "../exact-least-squares";

const visits = Float64Array.of(9, 7, 8, 4, 6, 3, 5, 2, 1, 4);
const years = Float64Array.of(1, 3, 2, 2, 5, 1, 4, 3, 1, 6);
const segment = ["a", "b", "b", "a", "c", "c", "a", "b", "c", "b"];
const weights = [1, 2, 0.5, 1, 3, 1, 2, 1, 0.5, 1];
const y = [0, 0, 1, 1, 0, 1, 0, 0, 1, 1];

// Expected numbers: the maximum in 50 digits and every figure by its formula (Python, mpmath).
const wanted = {
  plain: {
    b: [2.5888794552864445, -0.3329520326106761, -0.32552689255725903],
    se: [2.2166768717880303, 0.30029787264093916, 0.43082096590932234],
    z: [1.1679101668968945, -1.1087392317586642, -0.7555966824181318],
    p: [0.24284300268525252, 0.2675426922854779, 0.44989104562628135],
    orr: [13.314843363534944, 0.7168045765752686, 0.7221467596319027],
    lo: [0.17278151896237523, 0.3979117437653884, 0.3103916258775452],
    hi: [1026.0649105305993, 1.2912632236916222, 1.6801224613340442],
    ll: -5.929894786472825,
    l0: -6.931471805599453,
    chi: 2.003154038253257,
    pc: 0.36729974547216565,
    mcf: 0.14449701985623373,
    nag: 0.24203658268565195,
    aic: 17.85978957294565,
    bic: 18.767544851927788,
    auc: 0.76,
    brier: 0.20541273789494657,
  },
  weighted: {
    b: [1.979527522185916, -0.5869797680050799, 0.22683004679065472, 0.021570610527219498],
    se: [2.269123338655851, 0.3955126139305954, 1.7047415299936026, 1.6725432501526505],
    z: [0.8723754625689579, -1.4840987299284547, 0.13305832162809217, 0.012896892516980223],
    p: [0.3830035820940743, 0.13778273012334685, 0.8941472565067571, 0.9897100538333357],
    orr: [7.239321758078003, 0.5560040125143986, 1.2546166236983254, 1.0218049379755465],
    lo: [0.08476500501583208, 0.2561043637343773, 0.04440505543191309, 0.03852091561952065],
    hi: [618.2714140958651, 1.2070878349138223, 35.447830368632665, 27.104374713827298],
    ll: -6.529470125102648,
    l0: -8.024143006494441,
    chi: 2.989345762783585,
    pc: 0.3932707687068991,
    mcf: 0.18627196451783826,
    nag: 0.28973493160567565,
    aic: 21.058940250205296,
    bic: 22.26928062218148,
    auc: 0.8055555555555556,
    brier: 0.16190519824370697,
  },
};

function expectFigures(result: OutcomeResult, figures: (typeof wanted)["plain"]): void {
  expect(off(result.coefficients, figures.b)).toBeLessThan(1e-14);
  expect(off(result.standardErrors, figures.se)).toBeLessThan(1e-14);
  expect(off(result.z, figures.z)).toBeLessThan(2e-14);
  expect(off(result.p, figures.p)).toBeLessThan(1e-12);
  expect(off(result.oddsRatios, figures.orr)).toBeLessThan(1e-14);
  expect(off(result.lower, figures.lo)).toBeLessThan(1e-13);
  expect(off(result.upper, figures.hi)).toBeLessThan(1e-13);
  const { logLikelihood, logLikelihoodWithout, chiSquared, pOfChiSquared, mcFadden, nagelkerke } = result;
  const { aic, bic, auc, brier } = result;
  const found = [
    logLikelihood,
    logLikelihoodWithout,
    chiSquared,
    pOfChiSquared,
    mcFadden,
    nagelkerke,
    aic,
    bic,
  ];
  const { ll, l0, chi, pc, mcf, nag } = figures;
  expect(
    off(
      [...found, auc, brier],
      [ll, l0, chi, pc, mcf, nag, figures.aic, figures.bic, figures.auc, figures.brier],
    ),
  ).toBeLessThan(1e-13);
}

describe("every figure, against 50 digits", () => {
  test("two predictors", () => {
    const result = outcome(y, [visits, years]);
    expectFigures(result, wanted.plain);
    expect(result.method).toBe("maximum likelihood");
    expect([result.yes, result.no, result.rank, result.rowsUsed]).toEqual([5, 5, 3, 10]);
  });

  test("a category and weights", () => {
    expectFigures(outcome(y, [visits, segment], { caseWeights: weights }), wanted.weighted);
  });
});

// A table of 3 : 1 and 1 : 3 in closed form: the coefficient is ln 9 with variance Σ 1/n = 8/3; of the 16 pairs of a yes and a
// no 9 are in order and 6 tied; (1 − π)² is 1/16 six times and 9/16 twice.
test("a table of two by two, in which ties count half", () => {
  const { coefficients, standardErrors, auc, brier } = outcome(
    [1, 0, 0, 0, 1, 1, 1, 0],
    [Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1)],
  );
  expect(coefficients[1]).toBeCloseTo(Math.log(9), 14);
  expect(standardErrors[1]).toBeCloseTo(Math.sqrt(8 / 3), 14);
  expect(auc).toBeCloseTo(0.75, 15);
  expect(brier).toBeCloseTo((6 / 16 + 18 / 16) / 8, 15);
});

describe("separation is found, and answered by Firth", () => {
  // Maximum, profile bounds and likelihood ratio of the penalised likelihood by scipy (Nelder–Mead, brentq).
  test("complete", () => {
    const result = outcome([0, 0, 0, 0, 1, 1, 1, 1], [Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8)]);
    expect(result.method).toBe("Firth");
    expect(result.separated).toEqual([0]);
    expect(off(result.coefficients, [-4.64734967, 1.03274437])).toBeLessThan(5e-8);
    expect(off([result.lower[1], result.upper[1]], [1.143553549165653, 313.0917073202864])).toBeLessThan(
      1e-10,
    );
    expect(off([result.p[1]], [0.01662361120390361])).toBeLessThan(1e-11);
    expect(
      off([result.logLikelihood, result.logLikelihoodWithout], [-1.1550752093646555, -4.022916225617851]),
    ).toBeLessThan(1e-12);
    expect(outcomeTable(result).slice(-2)).toEqual([
      ["Separated terms", "x1", "", "", "", "", "", ""],
      ["Method", "Firth's penalised likelihood", "", "", "", "", "", ""],
    ]);
  });

  test("a level without a yes alone is named", () => {
    const result = outcome(
      [0, 0, 0, 0, 1, 0, 1, 1, 0, 1],
      [Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 2.5), ["a", "a", "a", "b", "b", "b", "b", "b", "b", "b"]],
    );
    expect(result.separated).toEqual([1]);
    expect(Math.max(...result.standardErrors)).toBeLessThan(10);
  });

  test("bounds that steps by the information alone do not reach", () => {
    const levels = ["L3", "L1", "L5", "L4", "L1", "L5", "L2", "L5", "L3", "L1", "L5", "L1", "L5", "L3", "L4"];
    const x = [1.95, 9.66, 0.65, 7.7, 2.37, 2.3, 5.55, 9.79, 8.94, 3.78, 9.87, 7.66, 7.37, 7.85, 9.57];
    const y = [1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1];
    const { lower, upper } = outcome(y, [levels, Float64Array.from(x)]);
    expect(off([lower[1], upper[1]], [0.012100954983, 614.187885136])).toBeLessThan(1e-10);
    expect(off([lower[5], upper[5]], [0.69907625223, 1.5065344211])).toBeLessThan(1e-8);
  });

  // Of the two maxima, compared in 50 digits by mpmath, the one in which the far row decides is the higher.
  test("a row as far away as 1e9 has bounds, too", () => {
    const x = Float64Array.from({ length: 20 }, (_, i) => i || 1e9);
    const { coefficients, lower, upper } = outcome(
      Array.from(x, (value) => Number(value > 9)),
      [x],
    );
    expect(off(coefficients, [0.100083439549, 9.98528969119e-10])).toBeLessThan(1e-11);
    const bounds = [lower[0], upper[0], lower[1], upper[1]].map(Math.log);
    const exact = [-0.7851557161195, 0.99840428676426, -2.0544267265798e-9, 6.0311845917199e-9];
    expect(off(bounds.slice(0, 2), exact.slice(0, 2))).toBeLessThan(1e-9);
    // Odds ratios this close to 1 keep 7 digits of their logarithms.
    expect(off(bounds.slice(2), exact.slice(2))).toBeLessThan(1e-7);
  });

  test("a single customer on the wrong side is no separation: the maximum is far off, and found", () => {
    const x = Float64Array.from({ length: 40 }, (_, i) => i);
    const near = Array.from(x, (value) => Number(value > 19.5));
    [near[19], near[20]] = [1, 0];
    const result = outcome(near, [x]);
    expect(result.method).toBe("maximum likelihood");
    expect(result.separated).toEqual([]);
  });
});
