export const regression = {
  feedbackHeights: "y has {rows} rows but x has {otherRows}: both must cover the same customers.",
  feedbackTooFewRows:
    "Only {rows} rows have a number in y and in every column of x ({leftOut} left out for blanks): a regression needs at least 2.",
  feedbackNotFinite: "Row {row} holds a number too large to calculate with.",
  feedbackTooLarge:
    "The coefficient of column {term} of x (0: the intercept) is too large for a number: give y or that column in another unit.",
  feedbackSourceChanged:
    "The source of rows gave other rows at its second reading, between row {first} and row {last}: it must give the same rows each time it is read.",
  feedbackNames: "{argument} holds {found} labels, but x has {wanted} columns.",
  feedbackColumns: "{argument} has {found} columns, but x has {wanted}.",
  feedbackOneColumn: "{argument} is {rows}×{columns}: give one column, a row per customer.",
} as const;
