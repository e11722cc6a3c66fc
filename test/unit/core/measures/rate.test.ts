import { expect, test } from "@jest/globals";
import { cac, churnRate, grr, nrr, retentionRate, romi } from "../../../../core/measures";

test.each<[string, string, (base: number) => number]>([
  ["CAC", "customers", (base) => cac(1, base)],
  ["ROMI", "cost", (base) => romi(1, base)],
  ["CHURNRATE", "start", (base) => churnRate(base, 1)],
  ["RETENTIONRATE", "start", (base) => retentionRate(base, 1, 1)],
  ["NRR", "start", (base) => nrr(base, 1, 1, 1)],
  ["GRR", "start", (base) => grr(base, 1, 1)],
])("%s: a base of 0 is #DIV/0!, a negative one is named", (_, argument, rate) => {
  expect(() => rate(0)).toThrow(expect.objectContaining({ code: "div0", key: "baseZero" }));
  expect(() => rate(0)).toThrow(`${argument} is 0`);
  expect(() => rate(-1)).toThrow(`${argument} is -1. It cannot be negative.`);
});
