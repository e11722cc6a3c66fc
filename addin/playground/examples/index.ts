import type { Language } from "@crm-functions/core";
import type { WorkbookFile } from "../../workbook/file";
import { playgroundTexts, type SampleTexts } from "../texts";
import { exampleTexts, type ExampleId, type ExampleTexts } from "../../locales/example-texts";
import { expectationsWorkbook } from "./expectations";
import { feedbackWorkbook } from "./feedback";
import { managementWorkbook } from "./management";
import { marketingWorkbook } from "./marketing";
import { needsWorkbook } from "./needs";
import { retentionWorkbook, type ExamplePurchase } from "./retention-and-value";
import { serviceWorkbook } from "./service";

// For the build, which writes the example workbooks; the page itself only opens the files.
export { CellErrorObject, errorCodes } from "../../functions/cell-error-object";
export { writeXlsx } from "../../workbook/file";
export { computeWorkbook } from "./compute-workbook";
export { exampleFile, exampleIds } from "../../locales/example-texts";

const workbooks: Readonly<
  Record<
    ExampleId,
    (texts: ExampleTexts, sample: SampleTexts, purchases: readonly ExamplePurchase[]) => WorkbookFile
  >
> = {
  needs: needsWorkbook,
  expectations: expectationsWorkbook,
  feedback: feedbackWorkbook,
  management: managementWorkbook,
  service: serviceWorkbook,
  marketing: marketingWorkbook,
  "retention-and-value": (texts, _, purchases) => retentionWorkbook(texts, purchases),
};

/** An example workbook without computed values. `purchases` are those of the CDNOW sample. */
export const exampleWorkbook = (
  id: ExampleId,
  language: Language,
  purchases: readonly ExamplePurchase[],
): WorkbookFile => workbooks[id](exampleTexts[language], playgroundTexts[language].sample, purchases);
