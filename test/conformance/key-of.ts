import { CrmError } from "@crm-functions/core";

/** The key of the error that rejects a promise. */
export async function keyOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof CrmError) return error.key;
    throw error;
  }
  return "nothing was thrown";
}
