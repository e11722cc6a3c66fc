import { withoutScale, type CriterionWeight, type RatedAnalysis, type RatingRange } from "../customers";
import { criterionKey } from "./criterion-key";
import { isSameScale, onScale, scaleNamed, scaleOf, scalesOf } from "./scale";
import type { Team } from "./team";

/** Ratings of all customers for one analysis, in the form that the core's functions take. */
export interface RatingTable {
  readonly analysis: RatedAnalysis;
  /** Ids of the customers, by row. */
  readonly customers: readonly string[];
  readonly criteria: readonly string[];
  /** A typed column per criterion; `NaN` where a customer was not rated. */
  readonly columns: readonly Float64Array[];
  /** A weight per criterion: those of the team as they are, 1 / n each where it has none. */
  readonly weights: Float64Array;
  /** The scale of each criterion: that of its weight, else the one its header tells, else one read off the ratings. */
  readonly ranges: readonly RatingRange[];
  /** Which of the scales were read off the ratings. */
  readonly isGuessed: readonly boolean[];
  /** Whether the weights are the team's own. */
  readonly isWeighed: boolean;
  /** Criteria of which ratings cannot be held against each other: their scales differ, and these are only guessed. */
  readonly doubtful: readonly string[];
  /** Criteria that customers are rated by but that have no weight while others have: they count in no score. */
  readonly withoutWeight: readonly string[];
  /** Criteria that have a weight but that nobody is rated by: they count in no score. */
  readonly unrated: readonly string[];
}

/** A criterion that somebody is rated by: its first spelling, the rating of every customer under any of them, its scale. */
interface RatedCriterion {
  readonly criterion: string;
  readonly column: Float64Array;
  readonly told: RatingRange | undefined;
}

type RatedCriteria = ReadonlyMap<string, RatedCriterion>;

const known = new WeakMap<Team, Map<string, unknown>>();

/** What is made of a team, made once: every section of a report asks for it again. */
function once<Made>(team: Team, what: string, make: () => Made): Made {
  let ofTeam = known.get(team);
  if (ofTeam === undefined) known.set(team, (ofTeam = new Map<string, unknown>()));
  if (!ofTeam.has(what)) ofTeam.set(what, make());
  return ofTeam.get(what) as Made;
}

/** Every criterion of an analysis that somebody of a team is rated by, by its key, in order of appearance. */
function ratedCriteria(team: Team, analysis: RatedAnalysis): RatedCriteria {
  return once(team, analysis, () => readCriteria(team, analysis));
}

function readCriteria({ customers }: Team, analysis: RatedAnalysis): RatedCriteria {
  const spellings = new Map<string, Float64Array>();
  customers.forEach(({ ratings }, i) => {
    const given = ratings[analysis];
    for (const criterion in given) {
      let column = spellings.get(criterion);
      if (column === undefined) {
        spellings.set(criterion, (column = new Float64Array(customers.length).fill(NaN)));
      }
      column[i] = given[criterion];
    }
  });
  const byKey = new Map<string, RatedCriterion>();
  for (const [criterion, column] of spellings) {
    const key = criterionKey(criterion);
    const told = scaleNamed(criterion, column);
    const before = byKey.get(key);
    if (before === undefined) byKey.set(key, { criterion: withoutScale(criterion), column, told });
    else {
      const same = told && before.told ? onScale(column, told, before.told) : column;
      same.forEach((rating, i) => Number.isNaN(before.column[i]) && (before.column[i] = rating));
    }
  }
  return byKey;
}

/** `perceived` is rated by the criteria and weights of `expectation`. */
export function weighedAs(analysis: RatedAnalysis): RatedAnalysis {
  return analysis === "perceived" ? "expectation" : analysis;
}

/**
 * The ratings of an analysis. Criteria are the same whatever their case, width and blanks. Where the team has weights for
 * the analysis, its criteria are those that have a weight and a rating, in the order of the weights; else all that are
 * rated, of `perceived` first those that are expected too, in the order of these.
 *
 * @param which `"rated"` adds the criteria that have ratings but no weight (their weight is `NaN`): a regression wants them
 */
export function ratingTable(
  team: Team,
  analysis: RatedAnalysis,
  which: "weighed" | "rated" = "weighed",
): RatingTable {
  return once(team, `${analysis} ${which}`, () => tableOf(team, analysis, which));
}

function tableOf(team: Team, analysis: RatedAnalysis, which: "weighed" | "rated"): RatingTable {
  const { customers } = team;
  const rated = ratedCriteria(team, analysis);
  const rows = weightsFor(team.weights, weighedAs(analysis));
  const isWeighed = rows.size > 0;
  // What is perceived is called as it is expected, so that one criterion has one name.
  const expected = analysis === "perceived" ? ratedCriteria(team, "expectation") : undefined;
  const order = isWeighed
    ? [...rows.keys(), ...(which === "rated" ? [...rated.keys()].filter((key) => !rows.has(key)) : [])]
    : [...new Set([...(expected?.keys() ?? []), ...rated.keys()])];
  const keys = order.filter((key) => rated.has(key));
  const columns = keys.map((key) => rated.get(key)!.column);
  const told = keys.map((key): Partial<RatingRange> => {
    const { minimum, maximum } = rows.get(key) ?? {};
    const named = rated.get(key)!.told;
    // The scale of a weight is that of what is expected: what is perceived may have been asked on another.
    return analysis === "perceived" && named !== undefined
      ? named
      : { minimum: minimum ?? named?.minimum, maximum: maximum ?? named?.maximum };
  });
  const isGuessed = told.map(({ minimum, maximum }) => minimum === undefined || maximum === undefined);
  const guesses = isGuessed.includes(true) ? guessedScales(team, analysis) : undefined;
  const ranges = told.map(({ minimum, maximum }, j): RatingRange => ({
    minimum: minimum ?? guesses!.get(keys[j])!.minimum,
    maximum: maximum ?? guesses!.get(keys[j])!.maximum,
  }));
  const criteria = keys.map(
    (key) => rows.get(key)?.criterion ?? (expected?.get(key) ?? rated.get(key)!).criterion,
  );
  return {
    analysis,
    customers: customers.map(({ id }) => id),
    criteria,
    columns,
    weights: Float64Array.from(keys, (key) => (isWeighed ? (rows.get(key)?.weight ?? NaN) : 1 / keys.length)),
    ranges,
    isWeighed,
    isGuessed,
    doubtful: ranges.every((range) => isSameScale(range, ranges[0]))
      ? []
      : criteria.filter((_, j) => isGuessed[j]),
    withoutWeight: isWeighed
      ? [...rated].filter(([key]) => !rows.has(key)).map(([, { criterion }]) => criterion)
      : [],
    unrated: [...rows].filter(([key]) => !rated.has(key)).map(([, { criterion }]) => criterion),
  };
}

/** A table of some of its criteria, by position. */
export function partOf(table: RatingTable, places: readonly number[]): RatingTable {
  const criteria = places.map((j) => table.criteria[j]);
  return {
    ...table,
    criteria,
    columns: places.map((j) => table.columns[j]),
    weights: Float64Array.from(places, (j) => table.weights[j]),
    ranges: places.map((j) => table.ranges[j]),
    isGuessed: places.map((j) => table.isGuessed[j]),
    doubtful: table.doubtful.filter((criterion) => criteria.includes(criterion)),
  };
}

/** The weights of an analysis by criterion; of two for one the first counts. */
function weightsFor(
  weights: readonly CriterionWeight[],
  analysis: RatedAnalysis,
): Map<string, CriterionWeight> {
  const rows = new Map<string, CriterionWeight>();
  for (const row of weights) {
    const key = criterionKey(row.criterion);
    if (row.analysis === analysis && !rows.has(key)) rows.set(key, row);
  }
  return rows;
}

/**
 * Scales of the criteria of an analysis that tell none, by key. What is expected and what is perceived are looked at
 * together; each question of the feedback has its own, as a recommendation from 0 to 10 stands beside a satisfaction from 1
 * to 5.
 */
function guessedScales(team: Team, analysis: RatedAnalysis): ReadonlyMap<string, RatingRange> {
  const own = [...ratedCriteria(team, analysis)];
  if (analysis === "feedback") return new Map(own.map(([key, { column }]) => [key, scaleOf([column])]));
  const partner =
    analysis === "expectation" ? "perceived" : analysis === "perceived" ? "expectation" : undefined;
  const others = partner === undefined ? [] : [...ratedCriteria(team, partner)];
  const untold = [...own, ...others].filter(([, { told }]) => told === undefined);
  const scales = scalesOf(untold.map(([, { column }]) => column));
  // One that ends where a scale that is told ends begins where that begins, if its ratings do.
  const told = [...own, ...others].flatMap(([, each]) => each.told ?? []);
  const likely = untold.map(([, { column }], i) =>
    told.find(
      ({ minimum, maximum }) => maximum === scales[i].maximum && !column.some((rating) => rating < minimum),
    ),
  );
  // The criteria of the analysis itself come first, and go before those of the partner.
  return new Map(untold.map(([key], i): [string, RatingRange] => [key, likely[i] ?? scales[i]]).reverse());
}
