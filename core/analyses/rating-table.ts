import { withoutScale, type CriterionWeight, type RatedAnalysis, type RatingRange } from "../customers";
import { valueAt } from "../customers/value-at";
import { criterionKey } from "./criterion-key";
import { isSameScale, onScale, scaleNamed, scaleOf, scalesOf } from "./scale";
import type { Team } from "./team";

/** Ratings of all customers for one analysis, in the form that the core's functions accept. */
export interface RatingTable {
  readonly analysis: RatedAnalysis;
  /** Customer ids, by row. */
  readonly customers: readonly string[];
  readonly criteria: readonly string[];
  /** A typed column per criterion; `NaN` if a customer was not rated. */
  readonly columns: readonly Float64Array[];
  /** A weight per criterion: those of the team unchanged, or 1 / n each if it has none. */
  readonly weights: Float64Array;
  /** The scale of each criterion, by weight, header or ratings in this order; if perceived, by header before weight. */
  readonly ranges: readonly RatingRange[];
  /** Which scales were inferred from the ratings. */
  readonly isGuessed: readonly boolean[];
  /** Whether the weights are the team's own. */
  readonly isWeighed: boolean;
  /** Criteria whose ratings cannot be compared: their scales differ and are only inferred. */
  readonly doubtful: readonly string[];
  /** Rated criteria without a weight while others have one; they do not affect any score. */
  readonly withoutWeight: readonly string[];
  /** Weighted criteria without ratings; they do not affect any score. */
  readonly unrated: readonly string[];
}

/** A rated criterion: its first spelling, every customer's rating under any spelling, its scale. */
interface RatedCriterion {
  readonly criterion: string;
  readonly column: Float64Array;
  readonly told: RatingRange | undefined;
}

type RatedCriteria = ReadonlyMap<string, RatedCriterion>;

const known = new WeakMap<Team, Map<string, unknown>>();

/** Caches what is computed from a team, as every section of a report asks for it again. */
function once<Made>(team: Team, what: string, make: () => Made): Made {
  const ofTeam = valueAt(known, team, () => new Map<string, unknown>());
  return valueAt(ofTeam, what, make) as Made;
}

/** Every rated criterion of an analysis by key, in order of appearance. */
function ratedCriteria(team: Team, analysis: RatedAnalysis): RatedCriteria {
  return once(team, analysis, () => readCriteria(team, analysis));
}

function readCriteria({ customers }: Team, analysis: RatedAnalysis): RatedCriteria {
  const spellings = new Map<string, Float64Array>();
  customers.forEach(({ ratings }, i) => {
    const given = ratings[analysis];
    for (const criterion in given)
      valueAt(spellings, criterion, () => new Float64Array(customers.length).fill(NaN))[i] = given[criterion];
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

/** `perceived` uses the criteria and weights of `expectation`. */
export function weighedAs(analysis: RatedAnalysis): RatedAnalysis {
  return analysis === "perceived" ? "expectation" : analysis;
}

/**
 * The ratings of an analysis. Criteria match whatever their case, width and spaces. If the team has weights for the
 * analysis, its criteria are those with both weight and rating, in the order of the weights; otherwise all rated
 * criteria, for `perceived` those of the expectation first, in its order.
 *
 * @param which `"rated"` adds rated criteria without a weight (`NaN`), which a regression needs
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
  // Perceived criteria take the expectation's spelling, so that each criterion has one name.
  const expected = analysis === "perceived" ? ratedCriteria(team, "expectation") : undefined;
  const order = isWeighed
    ? [...rows.keys(), ...(which === "rated" ? [...rated.keys()].filter((key) => !rows.has(key)) : [])]
    : [...new Set([...(expected?.keys() ?? []), ...rated.keys()])];
  const keys = order.filter((key) => rated.has(key));
  const columns = keys.map((key) => rated.get(key)!.column);
  const told = keys.map((key): Partial<RatingRange> => {
    const { minimum, maximum } = rows.get(key) ?? {};
    const named = rated.get(key)!.told;
    // A weight's scale is that of the expectation; perception may have been rated on another.
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

/** The table restricted to some of its criteria, by position. */
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

/** The weights of an analysis by criterion; of duplicates the first counts. */
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
 * Inferred scales of the criteria without a stated one, by key. Expectation and perception are examined together. Each
 * feedback question has its own scale, as recommendation may be from 0 to 10 and satisfaction from 1 to 5.
 */
function guessedScales(team: Team, analysis: RatedAnalysis): ReadonlyMap<string, RatingRange> {
  const own = [...ratedCriteria(team, analysis)];
  if (analysis === "feedback") return new Map(own.map(([key, { column }]) => [key, scaleOf([column])]));
  const partner =
    analysis === "expectation" ? "perceived" : analysis === "perceived" ? "expectation" : undefined;
  const others = partner === undefined ? [] : [...ratedCriteria(team, partner)];
  const untold = [...own, ...others].filter(([, { told }]) => told === undefined);
  const scales = scalesOf(untold.map(([, { column }]) => column));
  // An inferred scale with the same maximum as a stated one takes its minimum too, if the ratings allow.
  const told = [...own, ...others].flatMap(([, each]) => each.told ?? []);
  const likely = untold.map(([, { column }], i) =>
    told.find(
      ({ minimum, maximum }) => maximum === scales[i].maximum && !column.some((rating) => rating < minimum),
    ),
  );
  // The analysis's own criteria come first and take precedence over the partner's.
  return new Map(untold.map(([key], i): [string, RatingRange] => [key, likely[i] ?? scales[i]]).reverse());
}
