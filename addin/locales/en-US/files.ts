/** What can be wrong with a file that is opened. */
export const files = {
  notXlsx: "This is not an Excel workbook (.xlsx). An older .xls file: save it as .xlsx in Excel first.",
  encrypted: "This workbook is protected by a password. Save it without one first.",
  damaged: "This workbook is damaged and cannot be read ({reason}).",
  tooLarge: "This file is too large: {found} MB, of at most {limit} MB.",
  empty: "There is nothing in this file.",
  notText: "This is not a table of text (.csv).",
  quoteOpen: "Line {line}: a quoted cell begins there and never ends.",
} as const;
