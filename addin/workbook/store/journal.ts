import { CrmError } from "@crm-functions/core";
import type { Workbook } from "../workbook";

/** Records how to undo each step of a write. */
export interface Journal {
  did(takeBack: () => Promise<void>): void;
}

/**
 * Runs writes; if one fails, undoes the earlier ones, the last first.
 *
 * @throws CrmError `notTakenBack` if undoing fails too: the tables then hold part of the write
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
