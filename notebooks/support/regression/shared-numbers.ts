import { toRowMajor, type Values } from "@crm-functions/core";

/**
 * An array of doubles that threads can read without copying; fill it as you would a `Float64Array`.
 *
 * ```ts
 * const data = sharedNumbers(rows * columns);
 * for (let i = 0; i < data.length; i++) data[i] = measurement(i);
 * ```
 */
export function sharedNumbers(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

/** The numbers in memory that threads can read: the array itself if it is shared already, else a copy. */
export function shared(numbers: Float64Array): Float64Array {
  // Checked by tag, because an array may come from another realm (a notebook's cell, a test).
  if (Object.prototype.toString.call(numbers.buffer) === "[object SharedArrayBuffer]") return numbers;
  const copy = sharedNumbers(numbers.length);
  copy.set(numbers);
  return copy;
}

/** Predictors in memory that threads can read, in their own layout; plain rows become row-major. */
export function sharedValues(values: Values): SharedValues {
  if (Array.isArray(values) && ArrayBuffer.isView(values[0]))
    return (values as readonly Float64Array[]).map(shared);
  const { data, columns } = toRowMajor(values, "x");
  return { data: shared(data), columns };
}

export type SharedValues =
  readonly Float64Array[] | { readonly data: Float64Array; readonly columns: number };
