/**
 * Tells work begun last from work begun before it, whose late result is dropped: each call begins one, and returns
 * whether that is still the latest.
 */
export function latest(): () => () => boolean {
  let begun = 0;
  return () => {
    const mine = ++begun;
    return () => mine === begun;
  };
}
