/** What the words of pane, page and functions mean, in the order that somebody meets them. */
export const glossary: readonly (readonly [term: string, meaning: string])[] = [
  ["Rating", "A number that a customer gave, usually from 1 to 10. Blank means that they were not asked."],
  ["Criterion", "One thing that is rated, such as Price or Delivery."],
  [
    "Analysis",
    "A set of criteria that are looked at together: need, expectation, management, service, marketing.",
  ],
  [
    "Weight",
    "How much a criterion counts in its analysis, as a share. The weights of an analysis add up to 1.",
  ],
  ["Score", "The ratings of one customer times the weights, added up. It lies on the scale of the ratings."],
  ["Expected, received", "What a customer expects of a criterion, and what they say they got."],
  ["Gap", "Received minus expected. Below zero a customer got less than they expected."],
  ["Overall satisfaction", "One rating of everything, which the other ratings are to explain."],
  [
    "Driver",
    "A criterion that satisfaction goes along with. Its share says how much of the differences in satisfaction it explains.",
  ],
  [
    "Coefficient",
    "How much higher satisfaction is where a rating is one point higher and the others are the same.",
  ],
  [
    "R²",
    "The share of the differences in satisfaction that all ratings together explain: 1 is all of it, 0 nothing.",
  ],
  [
    "95% interval",
    "Where the true value lies: in repeated surveys 95 of 100 such intervals would hold it. Few answers make it wide.",
  ],
  [
    "Clear, no difference found, cannot be told",
    "The interval excludes zero; it lies within what hardly matters; or there are too few answers for either.",
  ],
  [
    "n, left out",
    "How many customers a figure rests on, and how many could not be used because an answer is missing.",
  ],
  [
    "Importance and performance",
    "A map of the criteria: how much each matters, and how it is rated. Start where one is high and the other low.",
  ],
  [
    "NPS",
    "Net promoter score: the share who answer 9 or 10 to “would you recommend us?” minus the share who answer 0 to 6.",
  ],
  ["CSAT, CES", "The share of satisfied answers; the mean answer to how easy it was."],
  ["Retention, churn", "The share of customers who stayed in a period, and the share who left."],
  [
    "RFM, segment",
    "Customers sorted by how recently they bought, how often and for how much. A segment is a group of customers.",
  ],
  [
    "Forecast",
    "Purchases to expect, by a model of who is still a customer and how often they buy (BG/NBD). It needs customers who came back.",
  ],
  [
    "Comparing in pairs (AHP)",
    "Weights made of answers to “which counts more, and how much?” for each pair of criteria.",
  ],
  ["Consistency ratio", "How much such answers contradict each other: 0 not at all, above 0.1 too much."],
  [
    "From the answers (entropy)",
    "Weights made of the ratings: a criterion counts more the more customers differ in it.",
  ],
  [
    "Interaction",
    "Something that happened with a customer: a call, a visit, a service, an order. A follow-up is what you promised to do by a day.",
  ],
  [
    "Spill",
    "A formula that gives several values fills the cells below and beside it. #SPILL! says that one of them is not empty.",
  ],
  [
    "Table[Column]",
    "All cells of a column of a table, however many rows there are. A1# are all the cells that the formula in A1 fills.",
  ],
];
