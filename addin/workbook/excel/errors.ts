import { CrmError, type MessageKey } from "@crm-functions/core";
import { codeOf } from "./run";

/** Messages for users by Excel's error code, from Microsoft's "Error handling with the Excel JavaScript APIs". */
const messages: Readonly<Record<string, MessageKey>> = {
  AccessDenied: "accessDenied",
  FilteredRangeConflict: "cellsInTheWay",
  InsertDeleteConflict: "cellsInTheWay",
  InvalidOperationInCellEditMode: "cellBeingEdited",
  MergedRangeConflict: "mergedCells",
  NonBlankCellOffSheet: "sheetFull",
  OperationCellsExceedLimit: "sheetFull",
};

/** Translates errors of Excel into ones with a message for the user; other errors stay as they are. */
export async function told<Result>(
  work: Promise<Result>,
  name: string,
  missing?: MessageKey,
): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const code = codeOf(error) ?? "";
    const key = code === "ItemNotFound" && missing !== undefined ? missing : messages[code];
    throw key === undefined || error instanceof CrmError ? error : new CrmError("value", key, { name });
  }
}
