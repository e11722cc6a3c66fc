import { CrmError } from "../errors";

/** The result of `fit`, or the error that says why there is none. */
export function fittedOrWhyNot<Model>(fit: () => Model): Model | CrmError {
  try {
    return fit();
  } catch (error) {
    if (error instanceof CrmError) return error;
    throw error;
  }
}

/** The result of `fit`; undefined if the data allow none. */
export function fitted<Model>(fit: () => Model): Model | undefined {
  const found = fittedOrWhyNot(fit);
  return found instanceof CrmError ? undefined : found;
}
