import { CrmError } from "@crm-functions/core";
import type { Workbook } from "../workbook";

/** What one write has done so far, and how each step of it is taken back. */
export interface Journal {
  did(takeBack: () => Promise<void>): void;
}

/**
 * Runs writes; when one fails, those before it are taken back, the last first.
 *
 * @throws CrmError `notTakenBack` where that fails too: the tables hold a part of the write
 */
export async function allOrNothing(
  workbook: Workbook,
  work: (journal: Journal) => Promise<void>,
): Promise<void> {
  const steps: (() => Promise<void>)[] = [];
  await workbook.quietly(async () => {
    try {
      await work({ did: (takeBack) => void steps.push(takeBack) });
    } catch (error) {
      for (const takeBack of steps.reverse()) {
        await takeBack().catch((failure: unknown) => {
          const reasons = [error, failure].map((each) =>
            each instanceof Error ? each.message : String(each),
          );
          throw new CrmError("value", "notTakenBack", { reason: reasons.join(" / ") });
        });
      }
      throw error;
    }
  });
}
