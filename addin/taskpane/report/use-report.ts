import { useMemo } from "react";
import { analysesOf, reportOf, tableNames, type Analyses, type Report } from "@crm-functions/core";
import { readWeights } from "../../workbook/store/weights";
import { useLoaded, usePane, useStoreVersion } from "../shell/pane-context";
import { useText } from "../shell/text";
import { useTableVersion } from "../weights/use-table-version";

export interface LoadedReport {
  readonly analyses: Analyses | undefined;
  readonly report: Report | undefined;
  readonly error: unknown;
}

/** The report about the customers of the workbook's table, made again when the table or the weights change. */
export function useReport(): LoadedReport {
  const { t, language } = useText();
  const { store, workbook, today } = usePane();
  const version = useStoreVersion();
  const tableVersion = useTableVersion(tableNames.weights);
  const { value: analyses, error } = useLoaded(async () => {
    const [customers, interactions, weights] = await Promise.all([
      store.list(),
      store.listInteractions(),
      readWeights(workbook),
    ]);
    return analysesOf({ customers: customers.items, interactions: interactions.items, weights });
  }, [store, workbook, version, tableVersion]);
  const source = t("reportOf", { table: tableNames.customers });
  const report = useMemo(
    () => analyses && reportOf(analyses, { language, asOf: today(), source }),
    [analyses, language, today, source],
  );
  return { analyses, report, error };
}
