import { useEffect, useState } from "react";
import { usePane } from "../shell/pane-context";

/** Counts up whenever the workbook reports a change of the table `name`, of any where none is named. */
export function useTableVersion(name: string | undefined): number {
  const { workbook } = usePane();
  const [version, setVersion] = useState(0);
  useEffect(
    () =>
      workbook.onTableChange((change) => {
        if (name === undefined || change.table === name) setVersion((before) => before + 1);
      }),
    [workbook, name],
  );
  return version;
}
