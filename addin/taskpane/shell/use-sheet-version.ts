import { useEffect, useState } from "react";
import { usePane } from "./pane-context";

/** Milliseconds without a change before a sheet is read again, so that filling in a column counts once. */
const rest = 400;

/** A counter that rises once per burst of changes to a sheet's cells (`true`: any sheet); constant for `undefined`. */
export function useSheetVersion(name: string | true | undefined): number {
  const { workbook } = usePane();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    if (name === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = workbook.onSheetChange((sheet) => {
      if (name !== true && sheet !== name) return;
      clearTimeout(timer);
      timer = setTimeout(() => setVersion((before) => before + 1), rest);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [workbook, name]);
  return version;
}
