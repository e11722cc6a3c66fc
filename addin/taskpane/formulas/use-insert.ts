import type { Area, CellValue } from "../../workbook/workbook";
import { usePane } from "../shell/pane-context";
import { useText, type TextKey } from "../shell/text";
import { areaReference } from "./formula-text";
import { insertUndoably } from "./insert-undoably";
import { placeFor, type Place, type Size } from "./place";

export interface Insertion {
  readonly formula: string;
  /** The size of the result. */
  readonly size: Size;
  /** The place chosen for it; default: the selection, or beside it if that is filled. */
  readonly target?: Area;
  /** The user's answer if the chosen place is occupied. */
  readonly answer?: "replace" | "beside";
  /** A place that is already known to be free, such as a blank column of a table. */
  readonly exactly?: Area;
}

/** Inserts a formula, never over filled cells without asking, and reports the outcome. */
export function useInsert(): (insertion: Insertion) => Promise<Place | undefined> {
  const { workbook, did, notify, attempt } = usePane();
  const { t } = useText();

  async function insert(insertion: Insertion): Promise<Place | undefined> {
    const { formula, size, target, answer, exactly } = insertion;
    const cell = exactly ?? target ?? (await workbook.selection());
    if (cell === undefined) {
      notify({ intent: "warning", text: t("selectCellFirst") });
      return undefined;
    }
    const place: Place = exactly ? { area: exactly } : await placeFor(workbook, cell, size);
    // A place that the user has chosen is not replaced by another without asking.
    if (place.instead !== undefined && target !== undefined && answer === undefined) return place;
    const area =
      answer === "replace"
        ? cell
        : (place.area ?? { ...cell, sheet: await workbook.addSheet("CRM"), row: 0, column: 0 });
    const where = exactly ?? { ...area, rows: 1, columns: 1 };
    const { values, takeBack } = await insertUndoably(workbook, where, formula);
    const moved = place.instead !== undefined && answer === undefined;
    const parameters = {
      formula,
      cell: areaReference(where),
      wanted: areaReference({ ...cell, rows: 1, columns: 1 }),
    };
    const label = t("formulaInserted", parameters);
    const trouble = troubleOf(values);
    const why = place.instead === "table" ? "insertedBesideTable" : "insertedBeside";
    did(
      { label, undo: takeBack },
      trouble !== undefined
        ? { intent: "warning", text: `${label}. ${t(trouble)}` }
        : moved
          ? { text: t(why, parameters) }
          : {},
    );
    if (moved) await workbook.select(where);
    return undefined;
  }

  return async (insertion) => {
    let place: Place | undefined;
    await attempt(async () => (place = await insert(insertion)));
    return place;
  };
}

/** The message for a formula that is in place but shows no result. */
export function troubleOf(values: readonly (readonly CellValue[])[]): TextKey | undefined {
  const [first] = values[0];
  if (typeof first !== "object" || first === null) return undefined;
  if (first.error === "#SPILL!") return "troubleSpill";
  if (first.error === "#NAME?") return "troubleName";
  return /^#(BUSY|GETTING|CONNECT)/.test(first.error) ? "troubleBusy" : undefined;
}
