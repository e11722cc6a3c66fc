/** Milliseconds of the best of `repeats` runs. */
export function best(body, repeats) {
  let least = Infinity;
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    body();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
