/** The numbers of a column in the given rows (from 0), in their order. */
export function rowsAt(column: ArrayLike<number>, rows: ArrayLike<number>): Float64Array {
  const numbers = new Float64Array(rows.length);
  for (let k = 0; k < numbers.length; k++) numbers[k] = column[rows[k]];
  return numbers;
}
