import { CrmError, type MessageKey } from "@crm-functions/core";
import { codeOf } from "./run";

/** What Excel refuses, as a user has to be told it. Codes: Microsoft's "Error handling with the Excel JavaScript APIs". */
const messages: Readonly<Record<string, MessageKey>> = {
  AccessDenied: "accessDenied",
  FilteredRangeConflict: "cellsInTheWay",
  InsertDeleteConflict: "cellsInTheWay",
  InvalidOperationInCellEditMode: "cellBeingEdited",
  MergedRangeConflict: "mergedCells",
  NonBlankCellOffSheet: "sheetFull",
  OperationCellsExceedLimit: "sheetFull",
};

/** The error that says to the user what Excel said to us; others stay as they are. */
export function toldError(error: unknown, name: string, missing?: MessageKey): unknown {
  const code = codeOf(error) ?? "";
  if (code === "ItemNotFound" && missing !== undefined) return new CrmError("value", missing, { name });
  const key = messages[code];
  return key === undefined || error instanceof CrmError ? error : new CrmError("value", key, { name });
}
