/** The sets that 0 … count − 1 fall into by being joined two by two; the least of a set stands for it. Paths are halved (Tarjan 1975). */
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
