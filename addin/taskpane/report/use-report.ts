import { useMemo } from "react";
import {
  analysesOf,
  reportOf,
  reportWords,
  tableNameOf,
  withOwnTables,
  type Analyses,
  type Language,
  type Proposal,
  type Report,
  type Team,
  type TeamOfTable,
} from "@crm-functions/core";
import { readAnswers, readPurchases } from "../../workbook/store/own-rows";
import { readWeights } from "../../workbook/store/weights";
import { useLoaded, usePane, useStoreVersion, type Pane } from "../shell/pane-context";
import { useText } from "../shell/text";
import { useTableVersion } from "../shell/use-table-version";
import { openQuestions, teamOfOwn } from "./own-table";
import { useSheetVersion } from "../shell/use-sheet-version";

interface Loaded {
  readonly analyses: Analyses;
  readonly notes?: readonly string[];
  readonly columns?: Report["columns"];
  /** For the user's own table: the use of its columns, and the rows it covers. */
  readonly proposal?: Proposal;
  readonly rows?: TeamOfTable["rows"];
}

/**
 * The report on the workbook's customers, or on the user's own table if one is chosen; updated when the table, a sheet
 * or the weights change.
 */
export function useReport(): Partial<Loaded> & {
  readonly report: Report | undefined;
  readonly error: unknown;
} {
  const text = useText();
  const { t, language } = text;
  const pane = usePane();
  const { store, workbook, today, reportTable: own } = pane;
  const version = useStoreVersion();
  const tableVersion = useTableVersion(tableNameOf.weight, tableNameOf.purchase, tableNameOf.answer);
  const sheetVersion = useSheetVersion(own?.isSheet === true || undefined);
  const { value, error } = useLoaded<Loaded>(
    async () => {
      if (own === undefined) return { analyses: analysesOf(await teamOfStore(pane, language)) };
      const { proposal, team } = await teamOfOwn(workbook, own, language, pane.region);
      const { notes, columns, rows } = team;
      return {
        analyses: analysesOf(team),
        notes: [...openQuestions(proposal, text), ...notes],
        columns,
        proposal,
        rows,
      };
    },
    // The notes on the user's own table depend on the language of the pane.
    [store, workbook, version, tableVersion, sheetVersion, own, own === undefined ? "" : language],
  );
  const source = own === undefined ? t("reportOf", { table: tableNameOf.customer }) : own.name;
  const report = useMemo(
    () =>
      value &&
      reportOf(value.analyses, {
        language,
        asOf: today(),
        source,
        notes: value.notes,
        columns: value.columns,
      }),
    [value, language, today, source],
  );
  return { ...value, report, error };
}

async function teamOfStore({ store, workbook }: Pane, language: Language): Promise<Team> {
  const [customers, interactions, weights, purchases, answers] = await Promise.all([
    store.list(),
    store.listInteractions(),
    readWeights(workbook),
    readPurchases(workbook),
    readAnswers(workbook),
  ]);
  const team = { customers: customers.items, interactions: interactions.items, weights };
  return withOwnTables(team, purchases, answers, reportWords(language).row);
}
