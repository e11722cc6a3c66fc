import { useLoaded, usePane } from "./pane-context";
import { useSheetVersion } from "./use-sheet-version";

/** The names of the workbook's sheets, read again when cells change: sheets come and go while views stay. */
export function useSheets(): readonly string[] {
  const { workbook } = usePane();
  const version = useSheetVersion(true);
  return useLoaded(() => workbook.sheets(), [workbook, version]).value ?? [];
}
