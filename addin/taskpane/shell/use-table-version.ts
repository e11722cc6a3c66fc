import { useEffect, useState } from "react";
import { usePane } from "./pane-context";

/** A counter that rises with every change that the workbook reports for one of these tables. */
export function useTableVersion(...names: readonly string[]): number {
  const { workbook } = usePane();
  const [version, setVersion] = useState(0);
  useEffect(
    () =>
      workbook.onTableChange((table) => {
        if (names.includes(table)) setVersion((before) => before + 1);
      }),
    [workbook, names.join()],
  );
  return version;
}
