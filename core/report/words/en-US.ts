import { numberText } from "../../charts/number-text";
import { tableNameOf } from "../../customers";
import type { ScoreName } from "../../analyses";

const counted = (n: number, one: string, many = `${one}s`): string =>
  `${numberText(n)} ${n === 1 ? one : many}`;
const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
const numbers = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

const names: Readonly<Record<ScoreName | "feedback" | "loyalty" | "value", string>> = {
  need: "Need",
  expectation: "Expectation",
  feedback: "Feedback",
  management: "Management",
  service: "Service",
  marketing: "Marketing",
  gap: "Gap",
  loyalty: "Loyalty",
  value: "Value",
};

/** How many rows of purchases do not count, by the reason. */
export interface PurchasesLeftOut {
  readonly cancelled: number;
  readonly unread: number;
  /** Without an amount; `insteadIn` is the column that has one in these rows alone. */
  readonly unpriced: number;
  readonly insteadIn: string | undefined;
  readonly free: number;
  /** Returns of customers who have bought nothing. */
  readonly alone: number;
  readonly later: number;
}

/** Every sentence and every word of a report. */
export const words = {
  list,
  names,
  title: "What your customers tell you",
  about: (source: string, n: number, day: string) =>
    [source, counted(n, "customer"), day].filter((each) => each !== "").join(" · "),
  summary: (n: number) => (n < 2 ? "What to know" : `${numbers[n] ?? String(n)} things to know`),
  answers: (n: number) => counted(n, "answer"),
  customersCount: (n: number) => counted(n, "customer"),
  leftOut: (n: number) => `${n} left out`,
  semicolon: "; ",
  comma: ", ",
  verdicts: { clear: "Clear", none: "No difference found", unknown: "Not enough answers to tell" },
  notes: "What was left out",
  contents: "Contents",
  made: "Made on this computer; nothing was sent anywhere. How each number is computed stands in the help of the CRM functions.",

  // Nothing to go on
  withoutRatings: "What there are no ratings for",
  nothingYet:
    "Nothing here can be analysed yet: there are no ratings, no yes or no that other columns explain, and no purchases. A column headed “Overall satisfaction” or “Perceived: Price” would hold ratings.",
  absent: (analysis: string, header: string) =>
    `There are no ratings of ${analysis.toLowerCase()}. A column headed “${header}” would hold some.`,
  noScores: (analysis: string) =>
    `No customer has all the ratings that a score of ${analysis.toLowerCase()} needs.`,
  headers: {
    need: "Need: Price",
    expectation: "Expectation: Price",
    perceived: "Perceived: Price",
    feedback: "Feedback: Overall",
    management: "Management: Contact",
    service: "Service: Speed",
    marketing: "Marketing: Reach",
  },

  // Feedback
  startWith: (name: string, isTop: boolean) =>
    `${name} matters ${isTop ? "most" : "for satisfaction"} and is rated below the rest. Start there.`,
  keep: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0]} matters most for satisfaction.`
      : `${list(names)} matter most for satisfaction, about equally.`,
  wellRated: (name: string) => `${name} matters most for satisfaction, and is not rated below the rest.`,
  negative: (names: readonly string[]) =>
    `Higher ratings of ${list(names)} go with lower satisfaction. Look at how the question was asked before acting on it.`,
  whichUnknown: "The ratings together explain satisfaction, but which of them does cannot be told.",
  driversUnknown: "What drives satisfaction cannot be told.",
  driversNone: "None of the ratings goes with satisfaction.",
  driversTooFew: (n: number, wanted: number) =>
    `${counted(n, "full answer")} ${n === 1 ? "is" : "are"} too few to tell what drives satisfaction; about ${wanted} would do.`,
  sameAnswers: "All give the same overall satisfaction, so nothing can explain it.",
  noAnswers: "There is no overall satisfaction to explain.",
  satisfaction: (mean: string, scale: string, satisfied: string, dissatisfied: string) =>
    `Satisfaction is ${mean} on a scale of ${scale}: ${satisfied} are satisfied, ${dissatisfied} are dissatisfied.`,
  satisfiedIs: (from: string, to: string) => `satisfied from ${from} on, dissatisfied up to ${to}`,
  nothingToExplain:
    "There are no ratings of what customers perceive, nor of the service, that could explain satisfaction.",
  sameRatings: (names: readonly string[]) =>
    `everybody rates ${list(names)} the same, so ${names.length === 1 ? "it explains" : "they explain"} nothing`,
  lowestRated: (name: string, own: string, others: string) =>
    `${name} is rated lowest: ${own}, the others ${others}.`,
  lowestNone: "All is rated alike.",
  lowestUnknown: "What is rated lowest cannot be told.",
  byService: "explained by the service ratings",
  byPerceived: "explained by the perceived ratings",
  byOwn: "explained by the other columns",
  rSquared: (text: string) => `R² ${text}`,
  ratedAgainst: (own: string, others: string) => `rated ${own}, the others ${others}`,
  effect: (effect: string, lower: string, upper: string) =>
    `one point more goes with ${effect} more satisfaction, between ${lower} and ${upper}`,
  pOfF: (text: string) => `p ${text}`,
  collinear: (names: readonly string[]) => `${list(names)} cannot be told apart`,

  // Expectation
  short: (items: readonly string[]) => `Customers get less than they expect on ${list(items)}.`,
  over: (items: readonly string[]) => `Customers get more than they expect on ${list(items)}.`,
  gapNone: "Customers get what they expect.",
  gapUnknown: "Whether customers get what they expect cannot be told.",
  gapMissing: "Expectation and perception share no criterion, so they cannot be compared.",
  gapBetween: (name: string, lower: string, upper: string) => `${name} between ${lower} and ${upper}`,
  expectedMean: (share: string) => `Expectations stand at ${share} of their scale.`,

  // Need
  calls: (n: number, days: number) =>
    `${numbers[n] ?? numberText(n)} ${n === 1 ? "customer" : "customers"} with a strong need ${n === 1 ? "has" : "have"} heard nothing for ${days} days.`,
  callsNone: (days: number) => `Every customer with a strong need was contacted within ${days} days.`,
  needAbove: (share: string) => `need of ${share} and more`,
  strongest: (names: readonly string[], rating: string) =>
    names.length === 1
      ? `What customers need most is ${names[0]} (${rating}).`
      : `What customers need most is ${list(names)}, about equally (${rating}).`,
  needsAlike: (names: readonly string[], rating: string) =>
    `Customers need ${list(names)} about equally (${rating}).`,
  strongestUnknown: "What customers need most cannot be told.",

  // Management, service, marketing
  mean: (analysis: string, share: string) => `${analysis} stands at ${share} of its scale.`,
  between: (lower: string, upper: string) => `between ${lower} and ${upper}`,
  weakest: (name: string, analysis: string, own: string, others: string) =>
    `${name} is the weakest part of ${analysis.toLowerCase()}: ${own}, the others ${others}.`,
  weakestUnknown: (analysis: string) => `Which part of ${analysis.toLowerCase()} is weakest cannot be told.`,
  weakestNone: (analysis: string) => `The parts of ${analysis.toLowerCase()} are rated alike.`,
  compared: (weakest: string, own: string, next: string, other: string) =>
    `${weakest} is the weakest of management, service and marketing: ${own} of its scale, ${next.toLowerCase()} ${other}.`,
  comparedTie: (items: readonly string[]) =>
    `Which of management, service and marketing is weakest cannot be told: ${list(items)}.`,
  comparedAlike: (items: readonly string[]) =>
    `Management, service and marketing stand about equally high: ${list(items)}.`,
  trendUp: (what: string, change: string) => `Ratings of ${what.toLowerCase()} rise, by ${change} a month.`,
  trendDown: (what: string, change: string) => `Ratings of ${what.toLowerCase()} fall, by ${change} a month.`,
  trendNone: (what: string) => `Ratings of ${what.toLowerCase()} stay as they are.`,
  trendUnknown: (what: string) => `Whether ${what.toLowerCase()} is getting better cannot be told yet.`,
  inMonths: (n: number, months: number) => `${counted(n, "rating")} in ${counted(months, "month")}`,
  wouldDo: (n: number) => `about ${n} a month would do`,

  // Loyalty
  nps: (promoters: string, detractors: string) => `${promoters} would recommend us, ${detractors} would not.`,
  npsValue: (nps: string, lower: string, upper: string) => `net ${nps}, between ${lower} and ${upper}`,
  yesAndNo: (yes: number, no: number, said?: { yes: string; no: string }) =>
    said === undefined ? `${yes} yes, ${no} no` : `${yes} yes (${said.yes}), ${no} no (${said.no})`,
  otherYes: (header: string, { yes, no }: { yes: string; no: string }) =>
    `The yes of “${header}” is ${yes} here. CRM.OUTCOME takes the later of two such words, ${no}, so that over this column its signs are opposite; over IF(column="${yes}",1,IF(column="${no}",0,"")) they are those of this report.`,
  neither: (texts: readonly string[]) => `${list(texts.map((each) => `“${each}”`))} counted as neither`,
  outcome: (name: string, more: readonly string[], less: readonly string[]) =>
    [
      ...(less.length > 0 ? [`Higher ratings of ${list(less)} go with fewer yeses of “${name}”.`] : []),
      ...(more.length > 0 ? [`Higher ratings of ${list(more)} go with more yeses of “${name}”.`] : []),
    ].join(" "),
  outcomeBy: (name: string, more: readonly string[], less: readonly string[]) =>
    `“${name}” is ${[
      ...(more.length > 0 ? [`more often yes with ${list(more)}`] : []),
      ...(less.length > 0 ? [`less often yes with ${list(less)}`] : []),
    ].join("; ")}.`,
  level: (column: string, level: string, against: string) => `${column}: ${level} (against ${against})`,
  higher: (column: string) => `higher ${column}`,
  yes: "yes",
  no: "no",
  more: (column: string, step: string) => `${step === "1" ? "one" : step} more of ${column}`,
  per: (column: string, step: string) => `${column} (per ${step})`,
  outcomeUnknown: (name: string) => `What goes with “${name}” cannot be told.`,
  outcomeTooFew: (name: string, wanted: number) =>
    `There are too few yeses or noes to tell what goes with “${name}”; about ${wanted} of each would do.`,
  outcomeTooFewFull: (name: string, wanted: number, yes: number, no: number) =>
    `What goes with “${name}” cannot be told: of what is to explain it, only ${counted(yes, "yes", "yeses")} and ${counted(no, "no", "noes")} have nothing missing; about ${wanted} of each would do.`,
  odds: (name: string, ratio: string, lower: string, upper: string) =>
    `one point more of ${name}: odds × ${ratio}, between ${lower} and ${upper}`,
  oddsBy: (what: string, ratio: string, lower: string, upper: string) =>
    `${what}: odds × ${ratio}, between ${lower} and ${upper}`,
  auc: (text: string) => `AUC ${text}`,
  binaryShort: "answers of 0 and 1: see the odds under Loyalty",
  binary: (name: string) =>
    `“${name}” is answered by 0 and 1 only. For such answers CRM.OUTCOME is made (odds, under Loyalty); the effects under Feedback are differences of shares.`,

  // Value
  value: (share: string, customers: string) => `${share} of what is bought comes from the best ${customers}.`,
  valueTotal: (amount: string) => `${amount} in all`,
  valueNone: "No purchase can be read or counted.",
  valueReturned: "What was returned is worth as much as what was bought, or more.",
  returns: (n: number, amount: string) => `${counted(n, "return")} taken off, ${amount} in all`,
  currencies: (found: readonly { readonly currency: string; readonly rows: number }[]) =>
    `The purchases are in several currencies, ${list(found.map(({ currency, rows }) => `${currency} (${numberText(rows)})`))}, and their amounts are not added up. A table with the rows of one currency would tell who buys.`,
  purchasesLeftOut: (of: PurchasesLeftOut) => [
    ...(of.cancelled > 0 ? [`${counted(of.cancelled, "order")} whose money was not kept`] : []),
    ...(of.unread > 0 ? [`${counted(of.unread, "purchase")} could not be read`] : []),
    ...(of.unpriced > 0
      ? [
          of.insteadIn === undefined
            ? `${counted(of.unpriced, "row")} without an amount`
            : `${counted(of.unpriced, "row")} with an amount in “${of.insteadIn}” alone, such as credits or payments, not counted`,
        ]
      : []),
    ...(of.free > 0 ? [`${counted(of.free, "row")} with an amount of 0`] : []),
    ...(of.alone > 0 ? [`${counted(of.alone, "return")} of customers without a purchase`] : []),
    ...(of.later > 0 ? [`${counted(of.later, "purchase")} after the day of the report`] : []),
  ],
  ordersOnce: (header: string, orders: number, rows: number) =>
    `${counted(orders, "order")} of “${header}” ${orders === 1 ? "stands" : "stand"} on ${numberText(rows)} rows with the same amount on each: it is taken for the total of the order and counted once.`,
  refunded: (header: string, rows: number, amount: string) =>
    `“${header}” is taken off the amounts: ${amount} in ${counted(rows, "row")}.`,
  notKept: (found: readonly { readonly status: string; readonly rows: number; readonly amount: string }[]) =>
    `Left out, since no money was kept: ${found.map(({ status, rows, amount }) => `“${status}” (${counted(rows, "order")}, ${amount})`).join(", ")}.`,
  repeat: (share: string) => `${share} of those who bought came back`,

  // Whom to call
  callTitle: "Whom to call",
  noContact: (days: number) => `no contact for ${days} days`,
  neverContacted: "no contact on record",
  needOf: (share: string) => `need ${share}`,
  followUp: (day: string) => `follow-up due since ${day}`,
  lowRating: (name: string, got: string, expected: string) => `${name} rated ${got}, expected ${expected}`,
  lowSatisfaction: (text: string, of: string) => `satisfaction ${text} of ${of}`,
  tieNote: (n: number) =>
    `${counted(n, "more customer")} ${n === 1 ? "has" : "have"} the same need as the last one shown.`,
  tieNoteOfCalls: (n: number) =>
    `${counted(n, "more customer")} ${n === 1 ? "stands" : "stand"} level with the last one shown.`,
  moreNote: (shown: number, all: number) => `The first ${shown} of ${all}.`,

  // Columns
  columns: {
    analysis: "Analysis",
    meanScore: "Mean score",
    meanShare: "Share of scale",
    lower: "Lower",
    upper: "Upper",
    n: "n",
    leftOut: "Left out",
    criterion: "Criterion",
    weight: "Weight",
    meanRating: "Mean rating",
    scale: "Scale",
    expected: "Expected",
    received: "Received",
    gap: "Gap",
    effect: "Effect",
    share: "Share of R²",
    shareLower: "Share, lower",
    odds: "Odds ratio",
    p: "p",
    shareUpper: "Share, upper",
    place: "Place on the map",
    name: "Name",
    company: "Company",
    reason: "Reason",
    phone: "Phone",
    email: "E-mail",
    lastContact: "Last contact",
    need: "Need",
    month: "Month",
    kind: "Answer",
    count: "Answers",
    segment: "Segment",
    customers: "Customers",
    amount: "Amount",
    shareOfAmount: "Share of amount",
    score: "Score",
  },
  /** Segments that go by another name than in `rfmSegments`. */
  segments: {} as Readonly<Record<string, string>>,
  tables: {
    scores: "The scores",
    criteria: "By criterion",
    drivers: "What drives satisfaction",
    gaps: "Expected and received",
    strongest: "The strongest need",
    months: "By month",
    segments: "By segment",
    answers: "Answers",
    odds: (name: string) => `What goes with “${name}”`,
  },
  captions: {
    spread: (n: number) => `${counted(n, "customer")}, scores as a share of their own scale; dashed: mean`,
    sides: (n: number, range: string | undefined) =>
      `Mean rating${range === undefined ? " as a share of its scale" : `, scale ${range}`}; n ${n}`,
    drivers: (n: number, leftOut: number, r2: string, hasIntervals: boolean) =>
      `Share of what explains satisfaction${hasIntervals ? ", with 95% intervals (bootstrap)" : ""}; n ${n}, ${leftOut} left out; R² ${r2}`,
    map: (n: number, leftOut: number, r2: string) => `n ${n}, ${leftOut} left out; R² ${r2}; lines: means`,
    coefficients: (n: number, r2: string) =>
      `Points of satisfaction per point of rating, 95% intervals; filled: the interval excludes 0; n ${n}, R² ${r2}`,
    months: (n: number, range: string) => `Mean rating, scale ${range}, 95% bands; n ${n}`,
    nps: (n: number) => `n ${n}`,
    odds: (name: string, n: number, leftOut: number) =>
      `Odds of “${name}” for one point more, 95% intervals; n ${n}, ${leftOut} left out`,
    oddsBy: (name: string, n: number, leftOut: number) =>
      `Odds of “${name}” for one more or as many as named, or against the first category, 95% intervals; n ${n}, ${leftOut} left out`,
    gains: "judged by the customers that the regression has seen, so a little too good",
    segments: (n: number) => `Share of all purchases by amount; n ${n} customers`,
  },
  figures: {
    spread: "How the scores are spread",
    gap: "What customers expect and what they get",
    needs: "What customers need and what they expect",
    drivers: "What drives satisfaction",
    map: "What matters, and how well we do it",
    coefficients: "Effect of each rating on satisfaction",
    service: "Service over time",
    marketing: "Marketing over time",
    nps: "Would customers recommend us?",
    gains: (name: string) => `How many of “${name}” are found first`,
    segments: "Who buys",
  },

  // What was left out
  incomplete: (analysis: string, n: number) =>
    `${analysis}: ${counted(n, "customer")} without a score, since a rating is missing.`,
  unrated: (analysis: string, n: number) => `${analysis}: ${counted(n, "customer")} not rated at all.`,
  withoutWeight: (analysis: string, names: readonly string[]) =>
    `${analysis}: ${list(names)} ${names.length === 1 ? "has" : "have"} no weight and ${names.length === 1 ? "counts" : "count"} in no score.`,
  unratedCriteria: (analysis: string, names: readonly string[]) =>
    `${analysis}: ${list(names)} ${names.length === 1 ? "has" : "have"} a weight, but nobody is rated by ${names.length === 1 ? "it" : "them"}.`,
  equalWeights: (names: readonly string[]) =>
    `Without weights of their own, the criteria of ${list(names)} weigh the same.`,
  guessedScales: (scales: readonly string[]) =>
    `The scales are taken from the ratings: ${scales.join("; ")}. A header such as “Price (1-5)”, or the Weights table, can say others.`,
  lowOnly: (criteria: readonly string[]) =>
    `Rated in the lower part of the scale alone: ${criteria.join("; ")}. If the scale ends there, the header can say so, as in “Price (1-5)”.`,
  scalesOf: (analysis: string, items: readonly string[]) => `${analysis}: ${items.join(", ")}`,
  scalesUntold: (names: readonly string[]) =>
    `the scales are not all the same, and ${names.length === 1 ? "that" : "those"} of ${list(names)} can only be guessed: a header such as “Price (1-5)” would say it`,
  byGuess: (scales: readonly string[]) => `by scales taken from the ratings: ${scales.join("; ")}`,
  converted: (name: string, from: string, to: string) =>
    `${name}: what is received was rated ${from}, and is told here on ${to}, the scale of what is expected.`,
  readAs: {
    answers: (told: string) =>
      `Answers count as these numbers: ${told}. A column that is no rating can be kept as it is (on the command line: Own).`,
    swapped: (headers: string) =>
      `${headers}: dates up to the 12th are dates and all later ones are texts, as where Excel has taken days for months, so these dates may be wrong. The file that Excel was given, opened here, has the right ones.`,
    discounts: (header: string) => `The discounts of “${header}” are not taken off.`,
    amounts: (product: string) =>
      `What was paid is ${product}, row by row, as no column holds it; one can be chosen, on the command line with --map "amount=…".`,
    across: () =>
      "The customers are columns of the sheet and the questions its rows: what is said here of row 2 stands in column B, and so on.",
    purchases: (headers: string) =>
      `${headers}: as customers come again, each row counts as a purchase, and these are its day and its amount; others can be chosen, on the command line with --map "purchaseDate=…" and --map "amount=…".`,
    months: (headers: string) =>
      `${headers}: what a customer paid in a month or quarter counts as one purchase on its first day, and whoever paid nothing in all of them as no buyer; on the command line, --map "own=${headers.split(" … ")[0]}" leaves the rows as they are.`,
    groups: (names: string) =>
      `${names} …: a name alone in a row is the customer of the rows below it, down to its total.`,
    questions: (headers: string) =>
      `${headers}: each question counts as a column of its own, so that a customer is one row; on the command line, --map "own=${headers.split(" · ")[0]}" leaves the rows as they are.`,
  },
  leftOutRows: {
    total: (name: string, row: number) => `Row ${row}, “${name}”, is taken for a total and left out.`,
    aside: (name: string, row: number) => `Row ${row}, “${name}”, is no customer and left out.`,
    header: (name: string, row: number) => `Row ${row}, “${name}”, has the headers again and is left out.`,
    note: (name: string, row: number) => `Row ${row}, “${name}”, is taken for a note and left out.`,
    table: (name: string, row: number) =>
      `In row ${row}, “${name}”, another table begins, which is left out.`,
    below: (name: string, row: number) =>
      `From row ${row}, “${name}”, on there are rows below the table, which do not count; drag the table’s lower right corner over them.`,
  },
  weightsInRow: (name: string, row: number, told: readonly string[]) =>
    `Row ${row}, “${name}”, is taken for the weights: ${told.join("; ")}.`,
  repeated: (n: number) =>
    `${counted(n, "row")} ${n === 1 ? "has" : "have"} the name and the contact of an earlier one; ${n === 1 ? "it counts" : "they count"} as ${n === 1 ? "a customer" : "customers"} all the same.`,
  namesAgain: (names: number, rows: number) =>
    `${counted(names, "name")} stand in ${counted(rows, "row")}; each row counts as a customer of its own.`,
  answeredAgain: (customers: number, rows: number) =>
    `${counted(rows, "row")} are answers of ${counted(customers, "customer")}; each row counts as a customer of its own.`,
  sharedNames: (names: readonly string[]) =>
    `${list(names.slice(0, 3).map((each) => `“${each}”`))}${names.length > 3 ? ` and ${counted(names.length - 3, "more name")}` : ""}: each e-mail address or phone number counts as a buyer of that name.`,
  purchasesBeside: (sheet: string) => `The purchases of the sheet “${sheet}” are those of the customers.`,
  answersBeside: (sheet: string) => `The answers of the sheet “${sheet}” are those of the customers.`,
  sheetsUnused: (names: readonly string[]) =>
    `Not used: the ${names.length === 1 ? "sheet" : "sheets"} ${list(names.map((each) => `“${each}”`))}. Choose a sheet for a report on it (--sheet "${names[0]}").`,
  weightsUnmatched: (sheet: string) =>
    `The weights of the sheet “${sheet}” are not used: no rating is about their criteria.`,
  strangers: (n: number) =>
    `${counted(n, "interaction")} of customers who are not in the table ${n === 1 ? "is" : "are"} left out.`,
  tableNames: tableNameOf,
  problem: (table: string, row: number, header: string, said: string, others: number) =>
    `${table}, row ${row}${header === "" ? "" : `, ${header}`}: ${said}${others > 0 ? ` So in ${others} more ${others === 1 ? "row" : "rows"}.` : ""}`,
  oneSide: (names: readonly string[], side: "expected" | "received") =>
    `Only ${side}, so not compared: ${list(names)}.`,
  feedbackLeftOut: (n: number) => `Feedback: ${counted(n, "customer")} without a full answer.`,
  notNps: (name: string) =>
    `“${name}” was not answered on a scale from 0 to 10, so nothing is told of who would recommend us.`,
  sparse: (names: readonly string[]) =>
    `Fewer than half of those who answer have rated ${list(names)}: ${names.length === 1 ? "it takes" : "they take"} no part in what explains the answers, of which few would be left.`,
  ignoredColumns: (groups: readonly { readonly headers: readonly string[]; readonly why: string }[]) =>
    `Not used: ${groups.map(({ headers, why }) => `${list(headers.map((each) => `“${each}”`))} (${why})`).join("; ")}.`,
  whyIgnored: {
    chosen: "left out as chosen",
    same: "blank, or the same wherever it is filled in",
    taken: (other: string, map: string) =>
      `“${other}” is taken for the same; this one can be chosen instead, on the command line with --map "${map}"`,
    purchase:
      "purchases count in a table of their own with a row for each, whose it is, its day and its amount, in which buyers come again",
    day: (map: string) =>
      `if it is the day of the purchases, it can be chosen as that, on the command line with --map "${map}"`,
    sum: (map: string) =>
      `if it is what was paid, it can be chosen as the amount, on the command line with --map "${map}"`,
    date: "a date that no analysis asks for",
    outcome: "a yes or no that no other column explains",
    outcomes: "several are a yes or no; a header such as “Churned” would say which is to be explained",
    beyond:
      "a yes or no; the first three are explained, and if one of these is left out there is room for it",
    permission:
      "whether somebody may be contacted, which is no outcome; headed as in “Churned” it is one to be explained",
    months:
      "a month’s figures; what was paid counts in a table of customers and months that has the years, as in “2026-01” or “Q1 2026”, and no ratings",
    names: "a number or a code that only names",
    counting: "numbers of the rows",
    categories: "too many different texts to be categories",
    sparse: "known for fewer than half of the yeses or of the noes",
    restates: "it says the same as the yes or no that is explained",
    words:
      "ratings cannot be read from it: not all cells are numbers, nor all words of one scale that is known",
    offScale:
      "its numbers do not look like ratings, which go in few steps from 0 to 10 or 100, or as the header says; headed as in “Perceived: Price” they count as they are",
    perhaps:
      'numbers like the ratings beside them; if they are ratings too, they can be chosen as such, on the command line with --map "rating=…"',
    number: "numbers that no analysis asks for; a rating would be headed as in “Perceived: Price”",
    none: "not needed to tell what customers are worth",
    different: "different in most rows",
    texts: "texts that no analysis asks for",
  },
  range: (minimum: string, maximum: string) => `${minimum}–${maximum}`,
  row: (n: string) => `row ${n}`,
  called: (name: string, more: string) => `${name} (${more})`,
};

export type Words = typeof words;
