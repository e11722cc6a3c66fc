import { createMemoryWorkbook } from "../../../../../addin/workbook/memory/memory-workbook";
import { workbookConformance } from "../../../../conformance/workbook";
import { calculateSum } from "../../../../spreadsheet/sum";

workbookConformance("in memory", () => {
  const workbook = createMemoryWorkbook({ calculate: calculateSum });
  return {
    workbook,
    typeAt: (area, values) => workbook.typeAt(area.sheet, area.row, area.column, values),
  };
});
