import { CrmError } from "../errors";

/** Throws `lengthsDiffer` unless all columns have one length; the keys are argument names of the catalogue. */
export function checkSameLength(columns: Readonly<Record<string, ArrayLike<unknown>>>): void {
  const names = Object.keys(columns);
  const otherFound = columns[names[0]].length;
  for (const argument of names) {
    const found = columns[argument].length;
    if (found !== otherFound) {
      throw new CrmError("value", "lengthsDiffer", { argument, found, otherArgument: names[0], otherFound });
    }
  }
}
