export const regression = {
  feedbackHeights: "y has {rows} rows but x has {otherRows}: both must cover the same customers.",
  feedbackTooFewRows:
    "A regression needs at least 2 rows with a number in y and in every column of x: there are {rows} ({leftOut} left out for blanks).",
  feedbackNotFinite: "Row {row} holds a number too large to calculate with.",
  feedbackTooLarge:
    "The coefficient of column {term} of x (0: the intercept), or its standard error, is too large for a number: give y or that column in another unit.",
  feedbackNames: "{argument} holds {found} labels, but x has {wanted} columns.",
  feedbackColumns: "{argument} has {found} columns, but x has {wanted}.",
  feedbackOneColumn: "{argument} is {rows}×{columns}: give one column, a row per customer.",
  feedbackNewRowBlank: "{argument}: row {row}, column {column} is blank, so there is no prediction.",
  feedbackNewRowTooLarge: "The prediction for row {row} of {argument} is too large for a number.",
  feedbackCollinear:
    "The data cannot tell this term from a combination of others (see Collinear terms): leave one of them out of x.",
  feedbackNoFreedom:
    "{rows} rows for {rank} independent terms leave no degrees of freedom: this figure needs more rows.",
  feedbackConstant: "y is the same in every row: there is nothing to explain.",
  feedbackPerfect: "x fits y without any residual: this figure does not exist for a perfect fit.",
  feedbackNothingVaries: "No column of x varies: there is nothing to explain y by.",
  feedbackRowsNeeded: "This figure needs the rows in their order, and only their sums are at hand.",
  feedbackSingular: "Terms are collinear (see Collinear terms): the condition number is infinite.",
  feedbackOutside:
    "The data say nothing about this row: it does not keep to the relation that the collinear terms have in x.",
  feedbackOwnRow: "A term rests on this row alone (leverage 1): it is fitted whatever its y is.",
  feedbackWithoutRow: "Without this row the fit leaves no residuals to compare it with.",
  feedbackRobustOwnRow:
    "A term rests on a single row (leverage 1): robust standard errors need more than one row for every term.",
  caseWeightTooSmall:
    "{argument}: row {row} is {found}, too small to count with. Give 0 to leave the row out, or weights of a usual size.",
  caseWeightNegative: "{argument}: row {row} is {found}. A weight says as how many a row counts: 0 or more.",
  caseWeightTooLarge: "{argument}: row {row} is too large to count with. Use weights of a usual size.",
  categoryOneLevel:
    '{argument}: column {column} is a category with one level only, "{level}": it explains nothing. Leave it out.',
  categoryLevels:
    "{argument}: column {column} is a category with {levels} levels in {rows} rows, more than a third of them: group the levels, or leave the column out (names and ids are no categories).",
  wideRegression:
    "{argument} has {columns} columns but only {rows} rows: it lies on its side. Give a row per customer and a column per predictor, as in TRANSPOSE({argument}).",
  categoryNumber:
    "{argument}: row {row}, column {column} is {found} in a column of texts. Write it as text if it is a level of the category.",
  categoryUnknown:
    '{argument}: row {row}, column {column}: the data have no "{level}", so there is no prediction.',
  outcomeOneValue: '{argument} holds "{found}" only: an outcome needs a yes and a no.',
  outcomeOneValueUsed:
    "y is the same in all {rows} rows that can be used ({leftOut} left out for blanks): an outcome needs a yes and a no.",
  outcomeThreeValues:
    '{argument}: row {row} is "{found}", a third value beside {values}: an outcome has two, such as 0 and 1 or yes and no.',
  outcomeNotBinary:
    "{argument}: row {row} is {found}: give 0 and 1, TRUE and FALSE, or two texts such as yes and no.",
  outcomeFewRows:
    "{rows} rows without a blank ({leftOut} left out) are fewer than the {terms} terms, the intercept among them: leave predictors out or give more rows.",
  outcomeManyDrivers:
    "{found} predictors are too many to divide the deviance over all orderings: at most {most}. Leave some out of x.",
  badProbability: "{argument}: row {row} is {found}: a probability lies between 0 and 1.",
  outcomeGroups: "{argument} is {found}: give a whole number from 2 to the number of rows, {rows}.",
  outcomeNoBound: "The penalised likelihood has no such bound: there are too few rows to tell.",
} as const;
