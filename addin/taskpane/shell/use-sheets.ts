import { useLoaded, usePane } from "./pane-context";
import { useSheetVersion } from "./use-sheet-version";

/** The names of the workbook's sheets, read again when cells have changed on any: views stay while sheets come and go. */
export function useSheets(): readonly string[] {
  const { workbook } = usePane();
  const version = useSheetVersion(true);
  return useLoaded(() => workbook.sheets(), [workbook, version]).value ?? [];
}
