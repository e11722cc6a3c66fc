import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  feedback,
  feedbackTable,
  plainKernels,
  readGroup,
  useKernels,
  type KernelsFor,
  type RowBlock,
} from "@crm-functions/core";
import { kernelsInUse } from "../../../../core/regression/compress/plain-kernels";
import { pairKernels } from "../../../../notebooks/support/kernels";

const p = 7;
const rows = 30_000;
const data = Float64Array.from({ length: rows * p }, (_, i) => Math.sin(i * i * 0.37) * (1 + (i % p)) + 5);
const y = Float64Array.from({ length: rows }, (_, i) => {
  let sum = 20 + Math.cos(i * 3.1);
  for (let j = 0; j < p; j++) sum += (j + 1) * data[i * p + j];
  return sum;
});

afterEach(() => useKernels(plainKernels));

describe("Excel's functions.js, which has no WebAssembly, and the notebooks' kernels give the same doubles", () => {
  test.each([
    ["", y],
    [", one of its coefficients close to 0", y.map((value, i) => value - 4 * data[i * p + 3])],
  ])("all figures of 30,000 × 7%s", (_, y) => {
    const functions = new Map<string, (...range: unknown[]) => unknown[][]>();
    const host = {
      associate: (id: string, body: (...range: unknown[]) => unknown[][]) => functions.set(id, body),
      Error: class {},
      ErrorCode: {},
    };
    new Function("CustomFunctions", readFileSync("dist/functions.js", "utf8"))(host);
    const cells = functions.get("FEEDBACK")!(
      Array.from(y, (value) => [value]),
      Array.from(y, (_, i) => Array.from(data.subarray(i * p, (i + 1) * p))),
      null,
      null,
    );
    useKernels(pairKernels);
    expect(cells).toEqual(feedbackTable(feedback(y, { data, columns: p })));
  });
});

test("whoever imports the notebooks' package has feedback and outcome read rows by them", async () => {
  const { pairKernels: used } = await import("@crm-functions/notebooks");
  expect(kernelsInUse(p)).toBe(used(p));
});

test("sums and residuals of a block with blanks, by either kernels", () => {
  const block: RowBlock = { rows: 3000, x: data.slice(0, 3000 * p), y: y.slice(0, 3000) };
  // A blank in the first row, a strip without a complete row, and blanks at its edges.
  block.y[0] = NaN;
  block.x.fill(NaN, 512 * p, 1024 * p);
  block.x[1024 * p + 3] = NaN;
  block.y[2999] = NaN;
  const shift = Float64Array.from({ length: p + 2 }, (_, j) => (j <= p ? 5 : 0));
  const estimate = {
    shift: shift.subarray(0, p + 1),
    order: [0, 1, 2, 3, 4, 5, 6],
    w: new Float64Array(64),
    high: Float64Array.from({ length: p + 1 }, (_, j) => j),
    low: new Float64Array(p + 1),
  };
  const read = (kernels: KernelsFor) => {
    useKernels(kernels);
    return [
      readGroup({ kind: "sums", shift }, block, p),
      readGroup({ kind: "residuals", estimate, isDoubled: false }, block, p),
      readGroup({ kind: "residuals", estimate, isDoubled: true }, block, p),
    ];
  };
  const found = read(plainKernels);
  expect(found).toEqual(read(pairKernels));
  const [plain, doubled] = found.slice(1) as { rows: number; squares: number }[];
  expect(doubled.rows).toBe(plain.rows);
  expect(doubled.squares / plain.squares).toBeCloseTo(1, 12);
  expect(found[0].rows).toBe(3000 - 512 - 3);
  expect(found[1].rows).toBe(found[0].rows);
});
