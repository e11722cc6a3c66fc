/** What can be wrong with a range or a single argument, whatever the function. */
export const ranges = {
  weightsShape:
    "{argument} is {rows}×{columns}, but {otherArgument} is {otherRows}×{otherColumns}: give one row or one column with as many weights as there are criteria.",
  weightNotNumber: "{argument}: weight {position} is {found}. Every weight must be a number.",
  weightNotFinite: "{argument}: weight {position} is too large to calculate with.",
  sameShape:
    "{argument} is {rows}×{columns}, but {otherArgument} is {otherRows}×{otherColumns}: the two ranges must have the same shape.",
  cellBlank:
    '{argument}: row {row}, column {column} is blank. Fill it in, or choose "zero" or "reweight" for blanks.',
  cellNotNumber: "{argument}: row {row}, column {column} is {found} where a number belongs.",
  cellReference:
    "{argument}: row {row}, column {column} holds {found}, an error that a function cannot hand on.",
  headerPartly:
    'Row 1 of {withHeader} holds a header ("{found}"), but row 1 of {without} does not: select all of these ranges with their headers, or all without.',
  rowAllBlank: "{argument}: customer {customer} has no values to reweight.",
  weightsCancel:
    "The weights of the values that customer {customer} has add up to 0, so the score cannot be reweighted.",
  resultNotFinite: "The result for customer {customer} is too large for a number.",
  badChoice: "{argument} is {found}. Choose one of: {choices}.",
  badConfidence: "{argument} is {found}. Give a number between 0 and 1, such as 0.95.",
  partBlank: "{argument}: row {row}, column {column} is blank, so it has no part.",
  numberTooLarge: "{argument}: row {row}, column {column} is too large for a number.",
  columnLengths: "{argument}: the columns differ in length ({found} and {wanted}).",
  rowLengths: "{argument}: row {row} has {found} cells where {wanted} are expected.",
  notVector: "{argument} is {rows}×{columns}: give a single row or a single column.",
  cellNotDate:
    "{argument}: row {row}, column {column} is {found}, not a date. Use a date cell or text like 2026-01-31.",
  argumentNotNumber: "{argument} is {found} where a number belongs.",
  notSingle: "{argument} is {rows}×{columns}: give a single cell.",
  cellError: "{argument}: row {row}, column {column} holds the error {found}.",
  argumentTooLarge: "{argument} is too large for a number.",
  emptyRange: "{argument} is empty.",
  foundBlank: "blank",
  foundNumber: "{text}",
  foundText: 'the text "{text}"',
  foundFraction: 'the text "{text}" (to make it a number, write ={text})',
  foundNumberText:
    'the text "{text}", a number stored as text (to make it a number, choose Data > Text to Columns > Finish, or use VALUE)',
  foundBoolean: "the logical value {text}",
  foundError: "the error {text}",
} as const;
