export const measures = {
  ratingOutside: "{argument}: row {row} is {found}, outside the scale {low} to {high}.",
  ratingsEmpty: "{argument} holds no ratings.",
  attributeIncomplete: "{argument}: row {row} is blank, so this attribute has no quadrant.",
  ratingNotWhole:
    "{argument}: row {row} is {found}. A rating is a whole number from {low} to {high}; an average is no rating.",
  scaleTooShort: "{argument} is {found}: here a scale ends at a whole number from {least} up.",
  lengthsDiffer:
    "{argument} has {found} cells, but {otherArgument} has {otherFound}: give ranges of the same length.",
  baseZero: "{argument} is 0, so there is nothing to divide by.",
  argumentNegative: "{argument} is {found}. It cannot be negative.",
  beyondOther: "{argument} is {found}, more than {otherArgument}, which is {otherFound}.",
  staysBeyondStart:
    "end less new is {found}, but start is {start}: no more customers can stay than there were.",
  lossBeyondStart:
    "Contraction and churn add up to {found}, but start is {start}: no more revenue can be lost than there was.",
  resultTooLarge: "The result is too large for a number.",
  comparisonsNotSquare:
    "{argument} is {rows}×{columns}: give as many rows as columns, one for each criterion.",
  comparisonNotPositive:
    "{argument}: row {row}, column {column} is {found}. A comparison is a number above 0, such as 3 or 1/3.",
  comparisonsNotReciprocal:
    "{argument}: row {row}, column {column} is {found}, but its mirror is {mirror}. One must be 1 divided by the other.",
  entropyNegative:
    "{argument}: row {row}, column {column} is {found}. Entropy weights need values from 0 up.",
  entropyColumnZero: "{argument}: column {column} holds only zeros, so it has no shares.",
  entropyTooFew: "{argument} has {rows} complete rows. Entropy weights need at least 2.",
  entropyNoContrast: "{argument}: no column tells the rows apart, so no weights follow from the data.",
  binsOutside: "{argument} is {found}. Give a whole number from 2 to 100.",
  purchasesEmpty:
    "There are no complete purchases: each needs a customer and what the other columns ask for.",
  periodsTooMany:
    'From {first} to {last} there are {found} periods with {cohorts} cohorts, more than a table can show. Is a date mistyped? If not, choose a longer period, such as "year".',
  dateMissing: "{argument} is blank. Give a date.",
  frequencyNotWhole:
    "{argument}: row {row} is {found}. The number of repeat purchases is a whole number from 0 up.",
  recencyWithoutRepeat:
    "{argument}: row {row} is {found}, but the frequency is 0: without a repeat purchase the recency is 0.",
  recencyBeyondAge:
    "{argument}: row {row} is {found}, outside 0 to the age {age}. Recency is the time from the first to the last purchase.",
  monetaryNotPositive:
    "{argument}: row {row} is {found}. The mean value of repeat purchases must be above 0.",
  ageNegative: "{argument}: row {row} is {found}. The time since the first purchase cannot be negative.",
  rowIncomplete: "{argument}: row {row} is blank, so this customer has no answer.",
  noRepeatCustomers: "No customer has a repeat purchase, so the purchase model cannot be fitted.",
  tooFewCustomers:
    "{customers} customers have all three numbers; the purchase model can be fitted to {fewest} or more.",
  parameterWithoutBound:
    "There is no such parameter: the likelihood rises towards a limit, which is the model. Method names it.",
  noMaximum:
    "The purchase model cannot be fitted to these customers: the times add up to nothing, or the likelihood grows without end (is there a repeat purchase on the day of the first one?).",
  noSpendMaximum:
    "The spending model has no maximum: fewer than two customers have repeat purchases, or their mean values differ in a way that it does not describe (next to nothing, or over many powers of ten).",
  noSpendMean:
    "The expected value of a purchase is infinite for this customer: spending differs too much between customers for the model.",
  horizonNegative: "{argument} is {found}. The time ahead cannot be negative.",
  horizonTooLong: "{argument} is {found}. Give at most {most} units of time.",
  discountOutside: "{argument} is {found}. Give a rate above −1 per unit of time, such as 0.0025 a week.",
} as const;
