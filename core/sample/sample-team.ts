import {
  customerOf,
  interactionOf,
  ratedAnalyses,
  type Customer,
  type Interaction,
  type InteractionKind,
  type RatedAnalysis,
} from "../customers";
import { weighedAs, type Team } from "../analyses";
import { dayOfSerial, minuteOfSerial } from "../numbers/calendar";
import { people, type Person } from "./people";
import { randomFrom } from "../numbers/random-from";

const scale = { minimum: 1, maximum: 10 };
/** Serial number of 2026-01-05, the first day of the sample. Nothing here reads the clock. */
const firstDay = 46027;

type WeightedAnalysis = Exclude<RatedAnalysis, "perceived" | "feedback">;

/** Weights per criterion, in the order of the criteria's names. Each row sums to 1. */
const weights: Readonly<Record<WeightedAnalysis, readonly number[]>> = {
  need: [0.3, 0.25, 0.2, 0.15, 0.1],
  expectation: [0.32, 0.22, 0.19, 0.16, 0.11],
  management: [0.3, 0.3, 0.25, 0.15],
  service: [0.35, 0.25, 0.2, 0.2],
  marketing: [0.2, 0.3, 0.35, 0.15],
};

/** The words of the sample in one language. */
export interface SampleWords {
  /** As many names as weights: 5, 5, 4, 4, 4. */
  readonly criteria: Readonly<Record<WeightedAnalysis, readonly string[]>>;
  /** The name of the overall question. */
  readonly overall: string;
  readonly segments: Readonly<Record<Person[3], string>>;
  readonly owners: readonly string[];
  readonly channels: Readonly<Record<keyof typeof channels, string>>;
  /** The note of an interaction, by kind. */
  readonly notes: Readonly<Partial<Record<string, string>>>;
}

/** Missing ratings: row of the customer (from 0), analysis, position of the criterion. */
const blanks: readonly (readonly [number, RatedAnalysis, number])[] = [
  [3, "need", 2],
  [7, "service", 1],
  [11, "need", 0],
  [11, "need", 4],
  [18, "expectation", 1],
  [18, "perceived", 1],
  [24, "management", 3],
  [31, "service", 0],
  [37, "marketing", 2],
  [44, "need", 1],
  [52, "perceived", 4],
];

const middles: Readonly<Record<Exclude<RatedAnalysis, "feedback">, number>> = {
  need: 6.2,
  expectation: 7.6,
  perceived: 6.9,
  management: 6.4,
  service: 7.1,
  marketing: 5.3,
};

const channels = {
  phone: ["call", "after-sales", "consulting"],
  visit: ["visit", "need", "expectation"],
  message: ["message", "marketing", "feedback"],
} as const satisfies Readonly<Record<string, readonly InteractionKind[]>>;

/**
 * The sample, all fictitious: sixty customers and partners, half of them with Chinese names, with ratings for all six
 * analyses, the weights, and ninety interactions. The playground page, the notebooks and `npm run report` start with
 * it. It is always the same; only its words depend on the language.
 *
 * Satisfaction consists of the perceived ratings, above all responsiveness, and some chance. Responsiveness is rated
 * low, so that the report has a place to start.
 */
export function sampleTeam(words: SampleWords): Team {
  const random = randomFrom(20260105);
  const chance = randomFrom(20260930);
  return {
    customers: people.map((person, i) => customerFrom(person, i, words, random, chance)),
    interactions: interactionsOf(words),
    weights: (Object.keys(weights) as WeightedAnalysis[]).flatMap((analysis) =>
      weights[analysis].map((weight, j) => ({
        analysis,
        criterion: words.criteria[analysis][j],
        weight,
        ...scale,
      })),
    ),
  };
}

function customerFrom(
  [name, mailbox, company, segment, kind]: Person,
  i: number,
  words: SampleWords,
  random: () => number,
  chance: () => number,
): Customer {
  const contacted = random() < 0.6;
  const served = random() < 0.5;
  const { record } = customerOf({
    id: `C${String(i + 1).padStart(4, "0")}`,
    name,
    company,
    kind: kind ?? "customer",
    // Numbers reserved for fiction or for an operator's own services.
    phone:
      i % 2 === 0
        ? `+861380013${String(8000 + i).padStart(4, "0")}`
        : `+442079460${String(100 + i).padStart(3, "0")}`,
    email: `${mailbox}@example.com`,
    segment: words.segments[segment],
    owner: words.owners[i % words.owners.length],
    created: dayOfSerial(firstDay + Math.floor(i * 2.4)),
    consent: i % 9 === 4 ? "" : i % 13 === 6 ? "no" : "yes",
    marketingValue: contacted ? Math.round(random() * 190 + 10) * 10 : null,
    marketingDate: contacted ? dayOfSerial(firstDay + 150 + Math.floor(random() * 60)) : "",
    serviceDate: served ? dayOfSerial(firstDay + 160 + Math.floor(random() * 60)) : "",
  });
  return { ...record, ratings: ratingsOf(i, words, random, chance) };
}

const onScale = (rating: number): number =>
  Math.min(scale.maximum, Math.max(scale.minimum, Math.round(rating)));

function ratingsOf(
  i: number,
  words: SampleWords,
  random: () => number,
  chance: () => number,
): Customer["ratings"] {
  const leaning = random() * 4 - 2;
  const ratings: Partial<Record<RatedAnalysis, Record<string, number>>> = {};
  let perceived: readonly number[] = [];
  for (const analysis of ratedAnalyses) {
    if (analysis === "feedback") continue;
    const criteria = words.criteria[weighedAs(analysis) as WeightedAnalysis];
    const given = criteria.map((_, j) => {
      const slow = analysis === "perceived" && j === 1 ? 1.4 : 0;
      const rating = onScale(middles[analysis] - slow + leaning + (random() - 0.5) * 5);
      return blanks.some(([row, at, k]) => row === i && at === analysis && k === j) ? NaN : rating;
    });
    if (analysis === "perceived") perceived = given;
    ratings[analysis] = Object.fromEntries(
      criteria.flatMap((criterion, j) => (Number.isNaN(given[j]) ? [] : [[criterion, given[j]]])),
    );
  }
  const noise = 2 * (chance() - 0.5);
  const [reliability, responsiveness, assurance, empathy, tangibles] = perceived;
  const overall =
    0.15 * reliability +
    0.55 * responsiveness +
    0.1 * assurance +
    0.15 * empathy +
    0.05 * tangibles +
    0.6 +
    noise;
  return Number.isNaN(overall) ? ratings : { ...ratings, feedback: { [words.overall]: onScale(overall) } };
}

/**
 * From 1 June to 21 October, eight days for every five interactions. Feedback, service (consulting, after-sales) and
 * marketing are rated, so that the chart of service and marketing over time has both lines.
 */
function interactionsOf(words: SampleWords): Interaction[] {
  const random = randomFrom(7);
  const names = Object.keys(channels) as (keyof typeof channels)[];
  return Array.from({ length: 90 }, (_, i) => {
    const channel = names[Math.floor(random() * names.length)];
    const kinds = channels[channel];
    const kind = kinds[Math.floor(random() * kinds.length)];
    const day = firstDay + 147 + Math.floor((i * 8) / 5);
    const rated = ["feedback", "consulting", "after-sales", "marketing"].includes(kind);
    const open = i > 75 && i % 3 === 0;
    return interactionOf({
      id: `I${String(i + 1).padStart(5, "0")}`,
      customerId: `C${String(1 + Math.floor(random() * people.length)).padStart(4, "0")}`,
      when: minuteOfSerial(day + (9 + Math.floor(random() * 8)) / 24),
      kind,
      channel: words.channels[channel],
      rating: rated ? 4 + Math.floor(random() * 7) : null,
      amount: kind === "marketing" ? Math.round(random() * 190 + 10) * 10 : null,
      note: words.notes[kind] ?? "",
      followUp: open ? dayOfSerial(day + 14) : "",
      done: !open,
    }).record;
  });
}
