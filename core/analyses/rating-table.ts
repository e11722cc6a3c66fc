import type { CriterionWeight, Customer, RatedAnalysis, RatingRange } from "../customers";
import { criterionKey } from "./criterion-key";
import { scaleNamed, scaleOf } from "./scale";
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
  /** The scale of each criterion: that of its weight, else the one in its name, else `scaleOf` the ratings. */
  readonly ranges: readonly RatingRange[];
  /** Whether the weights are the team's own. */
  readonly isWeighed: boolean;
  /** Whether the scale of some criterion was read off its ratings. */
  readonly isScaleGuessed: boolean;
  /** Criteria that customers are rated by but that have no weight while others have: they count in no score. */
  readonly withoutWeight: readonly string[];
  /** Criteria that have a weight but that nobody is rated by: they count in no score. */
  readonly unrated: readonly string[];
}

/** A criterion that somebody is rated by: its first spelling, and the rating of every customer under any of them. */
interface RatedCriterion {
  readonly criterion: string;
  readonly column: Float64Array;
}

type RatedCriteria = ReadonlyMap<string, RatedCriterion>;

const known = new WeakMap<Team, Map<RatedAnalysis, RatedCriteria>>();

/** Every criterion of an analysis that somebody of a team is rated by, by its key, in order of appearance. Read once. */
function ratedCriteria(team: Team, analysis: RatedAnalysis): RatedCriteria {
  let ofTeam = known.get(team);
  if (ofTeam === undefined) known.set(team, (ofTeam = new Map<RatedAnalysis, RatedCriteria>()));
  let found = ofTeam.get(analysis);
  if (found === undefined) ofTeam.set(analysis, (found = readCriteria(team.customers, analysis)));
  return found;
}

function readCriteria(customers: readonly Customer[], analysis: RatedAnalysis): RatedCriteria {
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
    const before = byKey.get(key)?.column;
    if (before === undefined) byKey.set(key, { criterion, column });
    else column.forEach((rating, i) => Number.isNaN(before[i]) && (before[i] = rating));
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
  const guessed = guessedScales(team, analysis, columns);
  const told = keys.map((key, j): Partial<RatingRange> => {
    const { minimum, maximum } = rows.get(key) ?? {};
    const named = scaleNamed(rated.get(key)!.criterion, columns[j]);
    return { minimum: minimum ?? named?.minimum, maximum: maximum ?? named?.maximum };
  });
  const ranges = told.map(({ minimum, maximum }, j): RatingRange => ({
    minimum: minimum ?? guessed(j).minimum,
    maximum: maximum ?? guessed(j).maximum,
  }));
  return {
    analysis,
    customers: customers.map(({ id }) => id),
    criteria: keys.map(
      (key) => rows.get(key)?.criterion ?? (expected?.get(key) ?? rated.get(key)!).criterion,
    ),
    columns,
    weights: Float64Array.from(keys, (key) => (isWeighed ? (rows.get(key)?.weight ?? NaN) : 1 / keys.length)),
    ranges,
    isWeighed,
    isScaleGuessed: told.some(({ minimum, maximum }) => minimum === undefined || maximum === undefined),
    withoutWeight: isWeighed
      ? [...rated].filter(([key]) => !rows.has(key)).map(([, { criterion }]) => criterion)
      : [],
    unrated: [...rows].filter(([key]) => !rated.has(key)).map(([, { criterion }]) => criterion),
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
 * One scale for what is rated together: the criteria of an analysis, and what is expected with what is perceived. Each
 * question of the feedback has its own, as a recommendation from 0 to 10 stands beside a satisfaction from 1 to 5.
 */
function guessedScales(
  team: Team,
  analysis: RatedAnalysis,
  columns: readonly Float64Array[],
): (criterion: number) => RatingRange {
  if (analysis === "feedback") return (j) => scaleOf([columns[j]]);
  const partner =
    analysis === "expectation" ? "perceived" : analysis === "perceived" ? "expectation" : undefined;
  let shared: RatingRange | undefined;
  return () => {
    if (shared !== undefined) return shared;
    const others =
      partner === undefined ? [] : [...ratedCriteria(team, partner).values()].map(({ column }) => column);
    return (shared = scaleOf([...columns, ...others]));
  };
}
