import { CrmError } from "../errors";

/** Throws `lengthsDiffer` unless the columns have one length; names are those of the catalogue's arguments. */
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
