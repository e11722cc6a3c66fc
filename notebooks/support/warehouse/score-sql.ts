import { checkedWeights } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { double, type Dialect } from "./dialect";
import type { TableColumns } from "./table-columns";
import type { ScoreRequest } from "./warehouse";

/**
 * The score of a row as one expression, added from the first criterion to the last as in the core, so that it is
 * identical to the bit. NaN or NULL if there is no score.
 *
 * @throws NotebookError `noColumns`; CrmError `weightsShape`, `weightNotFinite`
 */
export function scoreSql(request: ScoreRequest, columns: TableColumns, dialect: Dialect): string {
  const { values, blanks = "na", offset = 0 } = request;
  if (values.length === 0) throw new NotebookError("noColumns");
  const weights = checkedWeights(request.weights, 1, values.length);
  const sources = values.map(columns.number);
  const sumOf = (first: number, terms: readonly string[]) => `(${[double(first), ...terms].join(" + ")})`;
  const product = (value: string, j: number) => `${double(weights[j])} * ${value}`;
  // A blank makes the whole sum NULL or NaN.
  if (blanks === "na")
    return sumOf(offset, sources.map((column) => dialect.toDouble(dialect.place(column))).map(product));
  const numbers = sources.map(dialect.number);
  const ifBlank = (value: string, yes: string, no: string) => dialect.branch(dialect.isNaN(value), yes, no);
  const present = numbers.map((value, j) => ifBlank(value, double(0), product(value, j)));
  if (blanks === "zero") return sumOf(offset, present);
  const weightSum = sumOf(
    0,
    numbers.map((value, j) => ifBlank(value, double(0), double(weights[j]))),
  );
  const missing = numbers.map((value) => ifBlank(value, "1", "0")).join(" + ");
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const none = `(${missing}) = ${values.length} OR ${weightSum} = ${double(0)}`;
  const reweighted = `(${sumOf(0, present)} * ${double(all)}) / ${weightSum}`;
  const score = dialect.branch(
    `(${missing}) = 0`,
    sumOf(0, numbers.map(product)),
    dialect.branch(none, dialect.toDouble("'nan'"), reweighted),
  );
  return offset === 0 ? score : sumOf(offset, [score]);
}
