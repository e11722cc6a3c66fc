import { tableNameOf, type FieldValue, type Language } from "@crm-functions/core";
import { notebookText } from "../notebook-error";
import { rowProblemText } from "../workbook/team-workbook";
import { fieldTitle } from "./flat-record";
import type { SyncChange, SyncConflict } from "./merge";
import type { SyncResult } from "./plan-sync";

/**
 * A synchronisation in words: one line of counts, then one line for each table missing in the file, each conflict and
 * each unreadable row.
 */
export function syncTexts(result: SyncResult, language: Language = "en-US"): string[] {
  return [
    notebookText("syncSummary", language, {
      toStore: counts(result.toStore, language),
      toFile: counts(result.toFile, language),
      conflicts: result.conflicts.length,
      problems: result.problems.length,
    }),
    ...result.missing.map((kind) => notebookText("syncMissing", language, { table: tableNameOf[kind] })),
    ...result.conflicts.map((conflict) => conflictText(conflict, language)),
    ...result.problems.map((problem) => rowProblemText(problem, language)),
  ];
}

function counts(changes: readonly SyncChange[], language: Language): string {
  const count = (action: SyncChange["action"]): number =>
    changes.filter((change) => change.action === action).length;
  return changes.length === 0
    ? notebookText("syncNothing", language)
    : notebookText("syncCounts", language, {
        add: count("add"),
        change: count("change"),
        remove: count("remove"),
      });
}

/** The conflict in words, with both values and the way to settle it. */
function conflictText(conflict: SyncConflict, language: Language = "en-US"): string {
  const { kind, id, reason, field, before, file, store, settled } = conflict;
  const shown = (value: FieldValue | undefined): string =>
    value === undefined
      ? notebookText("syncNever", language)
      : value === null || value === ""
        ? notebookText("syncBlank", language)
        : String(value);
  const parameters = {
    title: field === "" ? "" : fieldTitle(kind, field, language),
    before: shown(before),
    file: shown(file),
    store: shown(store),
  };
  const what = {
    changed: "syncChanged",
    formula: "syncFormula",
    removedInFile: "syncRemovedInFile",
    removedInStore: "syncRemovedInStore",
  } as const;
  const end =
    settled === undefined
      ? notebookText("syncOpen", language)
      : notebookText("syncSettled", language, {
          side: settled === "file" ? "syncSideFile" : "syncSideStore",
        });
  const colon = language === "zh-CN" ? "：" : ": ";
  const gap = language === "zh-CN" ? "" : " ";
  const name = kind === "weight" ? fieldTitle("weight", id, language) : id;
  return `${name}${colon}${notebookText(what[reason], language, parameters)}${gap}${end}`;
}
