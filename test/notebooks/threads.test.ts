import { expect, test } from "@jest/globals";
import { conclusionOf, runNotebook } from "./run-notebook";

test("a fit by two threads inside the kernel has the bits of a fit by one, though a package has changed meanwhile", async () => {
  const { notebook } = await runNotebook(["test/fixtures/notebooks/threads.ipynb"]);
  const { rows, alone, together } = conclusionOf(notebook);
  expect(rows).toBe(50000);
  expect(together).toEqual(alone);
  // y leans on the first two predictors by 1 and −2; what is left of the cosine hardly moves them.
  expect((together as number[])[1]).toBeCloseTo(1, 1);
  expect((together as number[])[2]).toBeCloseTo(-2, 1);
});
