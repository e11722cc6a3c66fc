import { CrmError } from "../errors";

/** A fit that keeps its last answers: formulas over the same ranges in one calculation fit once. */
export function fittedOnce<Model>(
  fit: (columns: readonly Float64Array[]) => Model | CrmError,
): (columns: readonly Float64Array[]) => Model {
  const fits: { columns: readonly Float64Array[]; answer: Model | CrmError }[] = [];
  return (columns) => {
    let found = fits.find((each) => each.columns.every((column, k) => sameNumbers(column, columns[k])));
    if (found === undefined) {
      found = { columns, answer: fit(columns) };
      fits.unshift(found);
      fits.length = Math.min(fits.length, 4);
    }
    if (found.answer instanceof CrmError) throw found.answer;
    return found.answer;
  };
}

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}
