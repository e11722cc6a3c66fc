import { CrmError } from "@crm-functions/core";
import type { FormulaSeparators } from "./workbook";

/** @throws CrmError `formulaExpected` for a text without `=` */
export function mustBeFormula(text: string): void {
  if (!text.startsWith("=")) throw new CrmError("value", "formulaExpected");
}

/**
 * A formula (English names, commas) as it has to be typed in the user's locale: `=CRM.NEEDSCORE({10\20};{0,5\0,5})` if
 * the decimal mark is a comma. Texts, sheet names and headers stay as they are.
 */
export function localFormula(formula: string, { list, decimal, arrayColumn }: FormulaSeparators): string {
  if (list === ",") return formula;
  let brackets = 0;
  let braces = 0;
  // Quoted texts and sheet names (quotes doubled within), names and numbers, then single characters.
  return formula.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'!|[A-Za-z_\d.]+|[^]/g, (part) => {
    if (part === "[") brackets++;
    else if (part === "]") brackets--;
    else if (brackets > 0) return part;
    else if (part === "{") braces++;
    else if (part === "}") braces--;
    else if (part === ",") return braces > 0 ? arrayColumn : list;
    else if (/^\d*\.\d+$/.test(part)) return part.replace(".", decimal);
    return part;
  });
}
