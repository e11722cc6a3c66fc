import type { Language } from "@crm-functions/core";
import type { WorkbookFile } from "../../workbook/file";
import { sampleTexts } from "../sample/sample-texts";
import { exampleTexts, type ExampleId } from "./example-texts";
import { expectationsWorkbook } from "./expectations";
import { feedbackWorkbook } from "./feedback";
import { managementWorkbook } from "./management";
import { marketingWorkbook } from "./marketing";
import { needsWorkbook } from "./needs";
import { retentionWorkbook, type ExamplePurchase } from "./retention-and-value";
import { serviceWorkbook } from "./service";

// What the build needs to write the example workbooks; the page itself only opens the files.
export { CellErrorObject, errorCodes } from "../../functions/cell-error-object";
export { writeXlsx } from "../../workbook/file";
export { computeWorkbook } from "./compute-workbook";
export { exampleFile, exampleIds } from "./example-texts";

/** An example workbook, its formulas not computed yet. `purchases` are those of the CDNOW sample. */
export function exampleWorkbook(
  id: ExampleId,
  language: Language,
  purchases: readonly ExamplePurchase[],
): WorkbookFile {
  const texts = exampleTexts[language];
  const sample = sampleTexts[language];
  switch (id) {
    case "needs":
      return needsWorkbook(texts, sample);
    case "expectations":
      return expectationsWorkbook(texts, sample);
    case "feedback":
      return feedbackWorkbook(texts);
    case "management":
      return managementWorkbook(texts, sample);
    case "service":
      return serviceWorkbook(texts, sample);
    case "marketing":
      return marketingWorkbook(texts, sample);
    case "retention-and-value":
      return retentionWorkbook(texts, purchases);
  }
}
