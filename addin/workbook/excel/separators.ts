/// <reference types="office-js" />
import { englishSeparators, type FormulaSeparators } from "../workbook";

/** Excel reports only the decimal mark; if that is a comma, arguments are separated by semicolons. */
export async function readSeparators(context: Excel.RequestContext): Promise<FormulaSeparators> {
  const { application } = context;
  application.load("decimalSeparator");
  await context.sync();
  if (application.decimalSeparator !== ",") return englishSeparators;
  // German and French separate the columns of an array by a point, other languages by a backslash.
  const points = /^(de|fr)\b/i.test(Office.context.contentLanguage ?? "");
  return { list: ";", decimal: ",", arrayColumn: points ? "." : "\\" };
}
