/** Union-find over 0 … count − 1; the root of a set is its least element. Uses path halving (Tarjan 1975). */
export function disjointSets(count: number): {
  readonly rootOf: (i: number) => number;
  readonly join: (i: number, j: number) => void;
} {
  const parent = Uint32Array.from({ length: count }, (_, i) => i);
  const rootOf = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  };
  const join = (i: number, j: number): void => {
    const [a, b] = [rootOf(i), rootOf(j)];
    parent[Math.max(a, b)] = Math.min(a, b);
  };
  return { rootOf, join };
}
