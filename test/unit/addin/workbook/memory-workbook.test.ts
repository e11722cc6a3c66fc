import type { Area } from "../../../../addin/workbook/workbook";
import { createMemoryWorkbook } from "../../../doubles/memory-workbook";
import { coAuthorConformance } from "../../../conformance/co-author";
import { workbookConformance } from "../../../conformance/workbook";
import { calculateSum } from "../../../doubles/sum";

const make = () => {
  const workbook = createMemoryWorkbook({ calculate: calculateSum });
  return {
    workbook,
    typeAt: (area: Area, values: (string | number)[][]) =>
      workbook.typeAt(area.sheet, area.row, area.column, values),
    merge: (area: Area) => workbook.merge(area),
  };
};

workbookConformance("in memory", make);
coAuthorConformance("in memory", make);
