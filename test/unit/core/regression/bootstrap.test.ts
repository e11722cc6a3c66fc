import { describe, expect, test } from "@jest/globals";
import { driverShares, feedbackDrivers } from "../../../../core/regression";

const rows = 200;
const noise = (i: number, k: number): number =>
  Math.sin(i * 12.9898 + k * 78.233) * 43758.5453 -
  Math.floor(Math.sin(i * 12.9898 + k * 78.233) * 43758.5453) -
  0.5;
const strong = Float64Array.from({ length: rows }, (_, i) => noise(i, 1));
const nothing = Float64Array.from({ length: rows }, (_, i) => noise(i, 2));
const y = strong.map((value, i) => 3 * value + noise(i, 3));

describe("driver shares with bootstrap bounds", () => {
  const shares = driverShares(y, [strong, nothing], { replicates: 400 });
  test("shares are those of FEEDBACKDRIVERS, within their bounds", () => {
    expect(shares.share).toEqual(feedbackDrivers(y, [strong, nothing]).share);
    shares.share.forEach((value, j) => {
      expect(shares.lower[j]).toBeLessThan(value + 0.01);
      expect(shares.upper[j]).toBeGreaterThan(value);
    });
    expect(shares.lower[0]).toBeGreaterThan(shares.upper[1]);
  });
  test("the same seed gives the same bounds, another one others", () => {
    expect(driverShares(y, [strong, nothing], { replicates: 400 }).lower).toEqual(shares.lower);
    expect(driverShares(y, [strong, nothing], { replicates: 400, seed: 2 }).lower).not.toEqual(shares.lower);
  });
  test("many customers, drawn in groups, give the width that so many give", () => {
    const many = Float64Array.from({ length: 8000 }, (_, i) => noise(i, 4));
    const answers = many.map((value, i) => value + 2 * noise(i, 5));
    const one = driverShares(answers, [many], { replicates: 1000 });
    const r2 = one.share[0];
    const wanted = (2 * 1.96 * 2 * Math.sqrt(r2) * (1 - r2)) / Math.sqrt(8000);
    expect((one.upper[0] - one.lower[0]) / wanted).toBeGreaterThan(0.6);
    expect((one.upper[0] - one.lower[0]) / wanted).toBeLessThan(1.4);
    expect(one.lower[0]).toBeLessThan(r2);
    expect(one.upper[0]).toBeGreaterThan(r2);
  });
  test("for one driver the width is that of the delta method: 4 R (1 − R²)/√n on either side", () => {
    const one = driverShares(y, [strong], { replicates: 2000 });
    const r2 = one.share[0];
    // Var R² ≈ 4 R² (1 − R²)² / n for normal data (Stuart & Ord); these are uniform, so within a third.
    const wanted = (2 * 1.96 * 2 * Math.sqrt(r2) * (1 - r2)) / Math.sqrt(rows);
    expect((one.upper[0] - one.lower[0]) / wanted).toBeGreaterThan(0.6);
    expect((one.upper[0] - one.lower[0]) / wanted).toBeLessThan(1.4);
  });
});
