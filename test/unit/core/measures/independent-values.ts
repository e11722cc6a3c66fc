import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PurchaseModel, SpendingModel } from "../../../../core/measures";

type Parameters = Pick<PurchaseModel, "r" | "alpha" | "a" | "b">;

/** What scipy and mpmath find; test/fixtures/measures/purchase-models.py makes it. */
export interface IndependentValues {
  readonly purchases: readonly {
    readonly name: string;
    readonly columns: [frequency: number[], recency: number[], age: number[]];
    readonly model: Parameters & { readonly logLikelihood: number };
  }[];
  readonly spending: readonly {
    readonly name: string;
    readonly frequency: number[];
    readonly monetary: number[];
    readonly model: Omit<SpendingModel, "customers">;
  }[];
  readonly answers: readonly {
    readonly name: string;
    readonly model: Parameters;
    readonly x: number;
    readonly recency: number;
    readonly age: number;
    readonly horizon: number;
    readonly alive: number;
    readonly purchases: number;
  }[];
}

export const independent = JSON.parse(
  readFileSync(join(__dirname, "../../../fixtures/measures/purchase-models.json"), "utf8"),
) as IndependentValues;

/** A model with given parameters. */
export function modelOf(parameters: Parameters): PurchaseModel {
  return {
    ...parameters,
    dropOut: parameters.a / (parameters.a + parameters.b),
    method: "BG/NBD",
    logLikelihood: NaN,
    customers: 0,
  };
}

/** Parameters as published for CDNOW (Fader, Hardie, Lee 2005, table 2). */
export const published = modelOf({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 });

/** 1 where `found` is `wanted` to the last digit that doubles hold. */
export function ratio(found: number, wanted: number): number {
  return found === wanted ? 1 : found / wanted;
}
