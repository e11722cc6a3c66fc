import type { DoubledKernel } from "./doubled-kernels";
import { stripRowsFor } from "./row-kernels";
import { keepTopBits, topBits } from "./top-bits";

/** The kernel in plain JavaScript. */
export function plainDoubledKernel(p: number): DoubledKernel {
  const stripRows = stripRowsFor(p);
  const heads = new Float64Array(stripRows * p);
  const residuals = new Float64Array(stripRows);
  const tops = new Float64Array(stripRows);
  const rests = new Float64Array(stripRows);
  const high = new Float64Array(p);
  const low = new Float64Array(p);
  const others = new Float64Array(5);
  return ({ x, y }, at, rows, line, last) => {
    heads.set(x.subarray(at * p, (at + rows) * p));
    keepTopBits(rows < stripRows ? heads.subarray(0, rows * p) : heads);
    const [constantHigh, constantLow] = line.constant;
    let squares = 0;
    let steps = 0;
    let sumHigh = 0;
    let sumLow = 0;
    let sum = 0;
    let part = 0;
    for (let i = 0, k = 0; i < rows; i++) {
      const response = y[at + i];
      let evenHigh = response + constantHigh;
      part = evenHigh - response;
      let evenLow = response - (evenHigh - part) + (constantHigh - part) + constantLow;
      let oddHigh = 0;
      let oddLow = 0;
      for (let j = 0; j < p; j += 2, k++) {
        let top = heads[k];
        let product = top * line.heads[j];
        sum = evenHigh + product;
        part = sum - evenHigh;
        evenLow +=
          evenHigh -
          (sum - part) +
          (product - part) +
          (top * line.rests[j] + (x[at * p + k] - top) * line.slopes[j]);
        evenHigh = sum;
        if (j + 1 === p) continue;
        k++;
        top = heads[k];
        product = top * line.heads[j + 1];
        sum = oddHigh + product;
        part = sum - oddHigh;
        oddLow +=
          oddHigh -
          (sum - part) +
          (product - part) +
          (top * line.rests[j + 1] + (x[at * p + k] - top) * line.slopes[j + 1]);
        oddHigh = sum;
      }
      sum = evenHigh + oddHigh;
      part = sum - evenHigh;
      const rest = evenLow + oddLow + (evenHigh - (sum - part) + (oddHigh - part));
      const e = sum + rest;
      const below = rest - (e - sum);
      const top = topBits(e);
      residuals[i] = e;
      tops[i] = top;
      rests[i] = e - top + below;
      squares += e * e;
      const step = e - last;
      steps += step * step;
      last = e;
      sum = sumHigh + e;
      part = sum - sumHigh;
      sumLow += sumHigh - (sum - part) + (e - part) + below;
      sumHigh = sum;
    }
    for (let j = 0; j < p; j++) {
      let sumOfHeads = 0;
      let rest = 0;
      for (let i = 0, k = j; i < rows; i++, k += p) {
        const top = heads[k];
        const product = top * tops[i];
        sum = sumOfHeads + product;
        part = sum - sumOfHeads;
        rest +=
          sumOfHeads -
          (sum - part) +
          (product - part) +
          (top * rests[i] + (x[at * p + k] - top) * residuals[i]);
        sumOfHeads = sum;
      }
      high[j] = sumOfHeads;
      low[j] = rest;
    }
    others.set([squares, steps, last, sumHigh, sumLow]);
    return { high, low, others };
  };
}
