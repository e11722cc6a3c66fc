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

/** The same of a body that gives a promise. */
export async function bestAsync(body, repeats = 1) {
  let least = Infinity;
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    await body();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
