/** What can be wrong with a file whose rows are imported. */
export const imports = {
  nothingToImport: "There is no table in this file.",
  headerRowNotFound: "There is no row {row} in this sheet.",
  mapHeaderNotFound: 'No column is called "{header}". The nearest is "{nearest}".',
  mapFieldUnknown:
    '"{field}" is nothing that a column can be. Write a field such as Name or Phone, "Perceived: Price", Amount, Refund, "Purchase date", Outcome, Own or Ignore.',
  rowWithoutName: "There is no name in this row.",
  tooManyCells:
    "This row has {cells} cells, but there are {headers} headers: a separator in a text is not quoted.",
  badBytes: '"{found}" holds bytes that are no letters in the encoding of the file.',
  digitsLost:
    '"{found}" has more digits than a number keeps: its last ones are lost. Format the column as text where it comes from.',
  formulaWithoutValue:
    "This formula has no value in the file. Open the workbook in Excel, let it calculate, and save it.",
  purchaseWithoutCustomer: "This purchase does not say whose it is.",
  purchaseLine: "This row has neither a day nor an amount: it is taken for a line of the purchase above.",
  purchaseWithoutDay: "This purchase has no date.",
  idTwice: "The ID {id} stands in row {firstRow} already.",
  idsAgain:
    "{rows} rows have the ID of an earlier row, as in a survey answered more than once: only the first row of each ID can be a customer here. A report counts every row.",
  askEncoding: "Which lines read rightly?",
  askDelimiter: "What separates the cells?",
  askSheet: "Which sheet is it?",
  askHeader: "Which row holds the headers?",
  askName: "Which column holds the names?",
  askDates: "{column}: does the day or the month come first?",
  askDecimal: "{column}: which mark stands before the decimals?",
  askRegion: "{column}: which country are numbers without a country code from?",
} as const;
