import type { Values } from "@crm-functions/core";

/**
 * An array of doubles that threads can read without a copy: fill it where you would fill a `Float64Array`.
 *
 * ```ts
 * const data = sharedNumbers(rows * columns);
 * for (let i = 0; i < data.length; i++) data[i] = measurement(i);
 * ```
 */
export function sharedNumbers(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

/** The numbers where threads can read them: themselves where they are shared already, else a copy. */
export function shared(numbers: Float64Array): Float64Array {
  // By its tag, for an array may come from another realm (a notebook's cell, a test).
  if (Object.prototype.toString.call(numbers.buffer) === "[object SharedArrayBuffer]") return numbers;
  const copy = sharedNumbers(numbers.length);
  copy.set(numbers);
  return copy;
}

/** Predictors where threads can read them, in the form they have; plain rows become row-major. */
export function sharedValues(
  values: Values,
  rowMajor: (values: Values) => { data: Float64Array; columns: number },
): SharedValues {
  if (Array.isArray(values) && ArrayBuffer.isView(values[0]))
    return (values as readonly Float64Array[]).map(shared);
  const { data, columns } = rowMajor(values);
  return { data: shared(data), columns };
}

export type SharedValues =
  readonly Float64Array[] | { readonly data: Float64Array; readonly columns: number };
