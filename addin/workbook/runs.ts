/** Groups an ascending list of positions into runs of consecutive ones. */
export function runsOf(positions: readonly number[]): { readonly first: number; readonly length: number }[] {
  const runs: { first: number; length: number }[] = [];
  for (const position of positions) {
    const last = runs.at(-1);
    if (last !== undefined && last.first + last.length === position) last.length++;
    else runs.push({ first: position, length: 1 });
  }
  return runs;
}
