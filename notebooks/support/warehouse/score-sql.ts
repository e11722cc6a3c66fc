import { CrmError } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { double, type Dialect } from "./dialect";
import type { TableColumns } from "./table-columns";
import type { ScoreRequest } from "./warehouse";

/**
 * The score of a row as one expression, added from the first criterion to the last as in the core, so that it is
 * identical to the bit. NaN or NULL if there is no score.
 */
export function scoreSql(request: ScoreRequest, columns: TableColumns, dialect: Dialect): string {
  const { values, weights, blanks = "na", offset = 0 } = request;
  if (values.length === 0) throw new NotebookError("noColumns");
  if (values.length !== weights.length) {
    throw new CrmError("value", "weightsShape", {
      argument: "weights",
      rows: 1,
      columns: weights.length,
      otherArgument: "values",
      otherRows: 1,
      otherColumns: values.length,
    });
  }
  weights.forEach((weight, j) => {
    if (!Number.isFinite(weight)) {
      throw new CrmError("value", "weightNotFinite", { argument: "weights", position: j + 1 });
    }
  });
  const numbers = values.map((name) => dialect.number(columns.number(name)));
  const zero = double(0);
  const nan = dialect.toDouble("'nan'");
  const plain = numbers.map((value, j) => `${double(weights[j])} * ${value}`);
  const start = double(offset);
  if (blanks === "na") {
    // A blank makes the whole sum NULL or NaN.
    const cells = values.map((name) => dialect.toDouble(dialect.place(columns.number(name))));
    return `(${[start, ...cells.map((cell, j) => `${double(weights[j])} * ${cell}`)].join(" + ")})`;
  }
  const present = numbers.map((value, j) =>
    dialect.branch(dialect.isNaN(value), zero, `${double(weights[j])} * ${value}`),
  );
  if (blanks === "zero") return `(${[start, ...present].join(" + ")})`;
  const presentWeights = numbers.map((value, j) =>
    dialect.branch(dialect.isNaN(value), zero, double(weights[j])),
  );
  const missing = numbers.map((value) => dialect.branch(dialect.isNaN(value), "1", "0")).join(" + ");
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const weightSum = `(${[zero, ...presentWeights].join(" + ")})`;
  const sum = `(${[zero, ...present].join(" + ")})`;
  const none = `(${missing}) = ${values.length} OR ${weightSum} = ${zero}`;
  const reweighted = `(${sum} * ${double(all)}) / ${weightSum}`;
  const score = dialect.branch(
    `(${missing}) = 0`,
    `(${[zero, ...plain].join(" + ")})`,
    dialect.branch(none, nan, reweighted),
  );
  return offset === 0 ? score : `(${start} + ${score})`;
}
