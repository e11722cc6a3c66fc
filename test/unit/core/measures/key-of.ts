import type { CrmError } from "../../../../core/errors";

/** The key of the error that `body` throws, or `"nothing thrown"`. */
export function keyOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    return (error as CrmError).key ?? String(error);
  }
  return "nothing thrown";
}
