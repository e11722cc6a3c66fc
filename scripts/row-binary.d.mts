export function rowBinary(
  types: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
): Buffer;
