export const relativeError = (found: number, wanted: number): number =>
  Math.abs(found - wanted) / Math.abs(wanted);
