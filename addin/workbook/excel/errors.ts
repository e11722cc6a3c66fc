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

/** Translates an error of Excel into one with a message for the user; other errors are returned unchanged. */
export function toldError(error: unknown, name: string, missing?: MessageKey): unknown {
  const code = codeOf(error) ?? "";
  if (code === "ItemNotFound" && missing !== undefined) return new CrmError("value", missing, { name });
  const key = messages[code];
  return key === undefined || error instanceof CrmError ? error : new CrmError("value", key, { name });
}
