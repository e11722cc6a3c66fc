/** Row and column, from 0, of an address such as `B3` or `$B$3`. */
export function cellAt(address: string): { row: number; column: number } {
  const parts = /^\$?([A-Z]{1,3})\$?(\d+)$/.exec(address);
  if (parts === null) throw new Error(`${address} is no cell.`);
  let column = 0;
  for (const letter of parts[1]) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(parts[2]) - 1, column: column - 1 };
}
