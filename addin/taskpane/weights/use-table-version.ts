import { useEffect, useState } from "react";
import { usePane } from "../shell/pane-context";

/** Counts up whenever the workbook reports a change of the table `name`. */
export function useTableVersion(name: string): number {
  const { workbook } = usePane();
  const [version, setVersion] = useState(0);
  useEffect(
    () =>
      workbook.onTableChange((table) => {
        if (table === name) setVersion((before) => before + 1);
      }),
    [workbook, name],
  );
  return version;
}
