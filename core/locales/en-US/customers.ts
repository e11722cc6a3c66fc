/** What can be wrong with a customer, an interaction, or a change to them. */
export const customers = {
  fieldRequired: "This must not be empty.",
  textTooLong: "This is {length} characters long; at most {limit} are kept.",
  idTaken: "The ID {id} is taken already.",
  idTakenBy: "The ID {id} is taken already, by {holder}.",
  phoneInvalid:
    '"{found}" is not a phone number. Write it as in +44 20 7946 0958, with the country code unless it is a number of your own country.',
  phoneDigitsLost:
    '"{found}" has lost its last digits. Format the column as text where it comes from, and give the whole number.',
  emailInvalid: '"{found}" is not an e-mail address. It looks like name@example.com.',
  dateInvalid: '"{found}" is not a date. Write it as in 2026-01-31.',
  dateAmbiguous:
    '"{found}" can be read in two ways. Say whether the day or the month comes first, or write it as in 2026-01-31.',
  dateTimeInvalid: '"{found}" is not a date. Write it as in 2026-01-31 or 2026-01-31 14:05.',
  notANumber: '"{found}" is not a number.',
  ratingOutOfRange: "{found} is not between {minimum} and {maximum}.",
  kindInvalid: '"{found}" is not known here. Choose Customer or Partner.',
  consentInvalid: '"{found}" is not known here. Choose Yes or No, or leave it empty.',
  analysisInvalid:
    '"{found}" is not known here. Choose Need, Expectation, Perceived, Management, Service, Marketing or Feedback.',
  interactionKindInvalid:
    '"{found}" is not known here. Choose Need, Expectation, Feedback, Consulting, After-sales, Marketing, Visit, Call or Message.',
  yesNoInvalid: '"{found}" is not known here. Choose Yes or No.',
  cellHoldsError: "The cell holds the error {found}.",
  customerNotFound: "There is no customer with the ID {id}.",
  interactionNotFound: "There is no interaction with the ID {id}.",
  changedMeanwhile:
    "{name} ({id}) has been changed meanwhile by somebody else. Look at the new version before you save.",
  cellChanged: "{cell} has been changed meanwhile. It stays as it is.",
  weightsChanged: "The weights have been changed in the sheet meanwhile. They stay as they are.",
  notTakenBack:
    "The write failed, and a part of it could not be taken back. Look at the tables before you go on. ({reason})",
  stopped: "Stopped. Nothing was changed.",
  sheetNotFound: 'There is no sheet named "{name}".',
  tableNotFound: 'There is no table named "{name}".',
  columnMissing:
    'The table "{name}" has no column for {field}. Add it, or say in the mapping which column it is.',
  accessDenied:
    'Excel does not let "{name}" be changed: the workbook is open for reading only, or protected. Choose Edit Workbook, or remove the protection (Review > Unprotect), and try again.',
  cellBeingEdited: "A cell is being edited. Finish it with Enter or Esc, and try again.",
  cellsInTheWay:
    'The rows or columns of "{name}" cannot move: something beside or below is in their way, such as another table. Move that elsewhere, and try again.',
  mergedCells:
    'Merged cells are in the way of "{name}". Unmerge the cells below it or beside it, and try again.',
  rowsMoved:
    'The rows of "{name}" have been moved or changed meanwhile by somebody else. Nothing was written; try again.',
  rowsNotDeleted:
    '{count} rows of "{name}" could not be deleted. Show all rows (Data > Clear), see whether the sheet is protected, and try again.',
  sheetFull: 'There is no room left on the sheet for "{name}".',
  sheetHidden: 'The sheet "{name}" is hidden. Right-click on a sheet\'s tab and choose Unhide.',
  sheetProtected: 'The sheet "{name}" is protected. Choose Review > Unprotect Sheet, and try again.',
  structureProtected:
    "A sheet is needed, but the workbook is protected against new ones. Choose Review > Protect Workbook to lift that, and try again.",
  notPossibleHere: "This spreadsheet does not let an add-in do that.",
  formulaExpected: "A formula starts with an equals sign.",
  nameNotMapped: "No column is mapped to the name.",
  weightTwice: "{criterion} has a weight already.",
  fieldMappedTwice: "Two columns, {first} and {second}, are mapped to the same field.",
} as const;
