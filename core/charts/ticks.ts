import type { RatingRange } from "../customers";
import { numberText, percentText } from "./number-text";

/**
 * Round ticks from the last one at or below `low` to the first at or above `high`: multiples of 1, 2, 2.5 or 5 × 10ᵏ,
 * about `wanted` of them.
 *
 * ```ts
 * roundTicks(0, 23, 3); // => [0, 10, 20, 30]
 * ```
 */
export function roundTicks(low: number, high: number, wanted = 4): number[] {
  const span = high > low ? high - low : Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / wanted));
  const step = power * ([1, 2, 2.5, 5, 10].find((head) => head * power * wanted >= span * 0.999) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

/** Ticks for a full rating scale, from its lowest to its highest rating. */
export function scaleTicks({ minimum, maximum }: RatingRange): number[] {
  const span = maximum - minimum;
  const parts = [4, 3, 5, 2].find((each) => Number.isInteger(span / each)) ?? 1;
  return Array.from({ length: parts + 1 }, (_, k) => minimum + (span * k) / parts);
}

/** An axis with explicit ends and ticks, so that nothing depends on the renderer. */
export function fixedAxis(
  ticks: readonly number[],
  extra: Record<string, unknown> = {},
  digits = ticks.every(Number.isInteger)
    ? 0
    : ticks.every((tick) => Number.isInteger(Math.round(tick * 1e4) / 1e3))
      ? 1
      : 2,
): Record<string, unknown> {
  return {
    range: [ticks[0], ticks[ticks.length - 1]],
    tickvals: ticks,
    ticktext: ticks.map((tick) => numberText(tick, digits)),
    zeroline: false,
    ...extra,
  };
}

/** Shares at the ticks of an axis as percent, with a decimal if any of them needs one. */
export function percentTicks(ticks: readonly number[]): string[] {
  const digits = ticks.every((tick) => Number.isInteger(Math.round(tick * 1e5) / 1e3)) ? 0 : 1;
  return ticks.map((tick) => percentText(tick, digits));
}

/** An axis with a line per name, the first on top; positions count from 0. */
export function namesAxis(names: readonly string[]): Record<string, unknown> {
  return {
    range: [names.length - 0.5, -0.5],
    tickvals: names.map((_, i) => i),
    ticktext: names,
    showgrid: false,
    zeroline: false,
  };
}

/** Height in pixels of a drawing with this many lines of names. */
export function heightOfNames(count: number): number {
  return 28 * count + 64;
}
