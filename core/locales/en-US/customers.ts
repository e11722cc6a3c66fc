/** What can be wrong with a customer, an interaction, or a change to them. */
export const customers = {
  fieldRequired: "This must not be empty.",
  textTooLong: "This is {length} characters long; at most {limit} are kept.",
  idTaken: "The ID {id} is taken already.",
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
  idChanged: "The ID {id} cannot be changed.",
  customerNotFound: "There is no customer with the ID {id}.",
  interactionNotFound: "There is no interaction with the ID {id}.",
  changedMeanwhile:
    "{name} ({id}) has been changed meanwhile by somebody else. Look at the new version before you save.",
  cellChanged: "{cell} has been changed meanwhile. It stays as it is.",
  weightsChanged: "The weights have been changed in the sheet meanwhile. They stay as they are.",
  notTakenBack:
    "The write failed, and a part of it could not be taken back. Look at the tables before you go on. ({reason})",
  stopped: "Stopped. Nothing was changed.",
  nothingToUndo: "There is nothing to undo.",
  sheetNotFound: 'There is no sheet named "{name}".',
  tableNotFound: 'There is no table named "{name}".',
  columnMissing:
    'The table "{name}" has no column for {field}. Add it, or say in the mapping which column it is.',
  notPossibleHere: "This spreadsheet does not let an add-in do that.",
  formulaExpected: "A formula starts with an equals sign.",
  nameNotMapped: "No column is mapped to the name.",
  weightTwice: "{criterion} has a weight already.",
  fieldMappedTwice: "Two columns, {first} and {second}, are mapped to the same field.",
} as const;
