import { useLoaded, usePane } from "./pane-context";
import { useSheetVersion } from "./use-sheet-version";

/** The names of the workbook's sheets, read again when cells change on any of them, as sheets come and go. */
export function useSheets(): readonly string[] {
  const { workbook } = usePane();
  const version = useSheetVersion(true);
  return useLoaded(() => workbook.sheets(), [workbook, version]).value ?? [];
}
