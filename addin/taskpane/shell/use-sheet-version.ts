import { useEffect, useState } from "react";
import { usePane } from "./pane-context";

/** Milliseconds without a change after which a sheet is read again: once for somebody who fills in a column. */
const rest = 400;

/** Counts up when cells of a sheet (`true`: of any) have changed, once for a burst of changes; never for `undefined`. */
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
