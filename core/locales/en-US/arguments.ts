/** The names of the catalogue's arguments as a user reads them. */
export const argumentNames: Record<string, string> = {
  values: "values",
  weights: "weights",
  blanks: "blanks",
  expected: "expected",
  perceived: "perceived",
  y: "y",
  x: "x",
  new_x: "new_x",
  names: "names",
  confidence: "confidence",
  interval: "interval",
};
