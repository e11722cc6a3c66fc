import { csvOf, type CsvCell } from "@crm-functions/core";
import { writeXlsx } from "../../workbook/file";
import type { OfficeServices } from "../shell/office-services";
import { usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import { download, xlsxType } from "./download";

type Rows = readonly (readonly CsvCell[])[];

/** A file for the user: a table, whose rows may differ between `.csv` and cells, or a whole workbook. */
export type Delivery =
  | { readonly name: string; readonly rows: Rows | ((forCsv: boolean) => Rows) }
  | { readonly name: string; readonly xlsx: Uint8Array };

/** Downloads a file or, if downloads do not work (Mac), opens it as a new workbook. True if it was opened. */
export async function deliver(delivery: Delivery, office: OfficeServices | undefined): Promise<boolean> {
  if (office === undefined || office.downloads) {
    if ("xlsx" in delivery) download(delivery.name, delivery.xlsx, xlsxType);
    else download(delivery.name, csvOf(rowsOf(delivery.rows, true)), "text/csv");
    return false;
  }
  await office.openWorkbook("xlsx" in delivery ? delivery.xlsx : workbookOf(rowsOf(delivery.rows, false)));
  return true;
}

function rowsOf(rows: Rows | ((forCsv: boolean) => Rows), forCsv: boolean): Rows {
  return typeof rows === "function" ? rows(forCsv) : rows;
}

/** A workbook of these cells; a text stays a text, whatever it looks like. */
function workbookOf(rows: Rows): Uint8Array {
  const cells = rows.map((row) =>
    row.map((value) => (value === null || value === "" ? undefined : { value })),
  );
  return writeXlsx({ sheets: [{ name: "CRM", cells }] });
}

/** Delivers to the user the file that a function makes, if it makes one; a table as `.csv`. */
export function useDeliver() {
  const { office, notify, attempt } = usePane();
  const { t } = useText();
  return (make: () => Promise<Delivery | undefined>): Promise<boolean> =>
    attempt(async () => {
      const delivery = await make();
      if (delivery !== undefined && (await deliver(delivery, office)))
        notify({ intent: "info", text: t("openedInstead") });
    });
}
