/** What can be wrong with a file that is opened. */
export const files = {
  notXlsx: "This is not an Excel workbook (.xlsx).",
  xls: "This is an old Excel workbook (.xls), whatever its name says. Open it in Excel and save it as .xlsx.",
  xlsb: "This is a binary Excel workbook (.xlsb), whatever its name says. Open it in Excel and save it as .xlsx.",
  ods: "This is an OpenDocument spreadsheet (.ods). Open it in its program and save it as .xlsx.",
  html: "This is a web page (HTML), whatever its name says. Open it in Excel and save it as .xlsx.",
  xml2003: "This is an XML Spreadsheet 2003, whatever its name says. Open it in Excel and save it as .xlsx.",
  otherXml: "This is an XML file, not a workbook. Open it in Excel and save it as .xlsx.",
  pdf: "This is a PDF file, not a table.",
  encrypted: "This workbook is protected by a password. Save it without one first.",
  damaged: "This workbook is damaged and cannot be read ({reason}).",
  tooLarge: "This file is too large: {found} MB, of at most {limit} MB.",
  empty: "There is nothing in this file.",
  notText: "This is not a table of text (.csv).",
  cellTooLong:
    "{sheet}, cell {cell}: {length} characters; a cell of an Excel workbook holds at most {limit}.",
  sheetTooLarge:
    "{sheet}: a sheet of an Excel workbook holds at most {rows} rows and {columns} columns. Write the rest to a second file, or all of it to .csv.",
  quoteOpen: "Line {line}: a quoted cell begins there and never ends.",
  cellOccupied: "{sheet}: the table cannot grow, because cell {cell} is in use. Move what stands there.",
  recordTooLong:
    "The record that begins in line {line} is longer than {limit} characters: a quotation mark is probably not closed.",
  encoding:
    'This is not text in {encoding}. Name its encoding, as in readCsv(file, { encoding: "gb18030" }).',
} as const;
