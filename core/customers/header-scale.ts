import { simplified } from "../letters";
import { withoutBrackets, withoutNumber } from "./headers";
import type { RatingRange } from "./weight";

/** Things whose number a header of their name alone states: `Kinder`, `Rooms booked`, `Visites par an`. */
const counted =
  "adults|kids|household members|users|seats|units|items|vehicles|cars|pets|licen[cs]es|lessons|sessions|deliveries|referrals|errors|defects|incidents|subscriptions|modules|floors|sites|branches|accounts|follow-?ups|meetings|emails|reminders|absences|siblings|kinder|besuche|bestellungen|einkäufe|verträge|lieferungen|standorte|lizenzen|fahrzeuge|haustiere|enfants|nuits|visites|commandes|achats|contrats|niños|hijos|noches|visitas|pedidos|compras|contratos|figli|notti|visite|ordini|acquisti|contratti";
/** Headers of counts and numbers, which are not ratings even if they contain small integers. */
const counts = new RegExp(
  [
    "^(?:how (?:often|many)|wie (?:oft|viele?)|多久|#|no\\.?|nr\\.?|number|count|qty|quantity|orders|visits|purchases|children|age|years?|months?|days?|employees|nights|nächte|guests|anzahl|menge|alter|jahre?|mitarbeiter|id|row|index|respondent|participant|teilnehmer|zeile)\\b",
    "\\b(?:id|no|nr|number|count|anzahl|booked|bought|taken|owned|made|held|sent|attended|placed|completed)$|(?:nummer|zahl)$",
    "(?:数量|次数|人数|年龄|件数|年|月|月份|季度|楼层|数|[桌房]号|编号|序号|编码|回数)$",
  ].join("|"),
  "i",
);
/** What may be counted, classed or rated: `Seats`, `Visit frequency`, `Case type`; it is rated where a scale is stated. */
const things = new RegExp(
  `^(?:order|visit|purchase|night|guest|case|response)\\b(?! (?:process|accuracy|handling|experience|service|quality|speed|time|comfort)\\b)|^(?:${counted})(?: (?:per|in|this|last|so far|total|pro|im|par|por|all)\\b.*)?$`,
  "i",
);

const isCounted = (bare: string): boolean => counts.test(bare.trim());

/** What stands before the upper end of a scale, in a header or an answer: `/20`, `4 out of 5`. */
export const outOfWords = "\\/|out of|of|von|sur|su|de";
/** The same where no brackets say that a scale follows. */
const outOf = "(?:\\/|out of|von|sur) ?";
/** The end of a header: brackets, or a bare scale after a space: `[1-5]`, ` 0–10`, ` /20`. */
const behind = new RegExp(
  `(?:\\s*[([]([^()[\\]]{2,60})[)\\]]|[\\s,:_]([01] ?[-–~至] ?(?:[3-9]|10|100)|${outOf}(?:5|7|10|20|100)))\\s*[?？]?\\s*$`,
);
/** Any upper end after a space, on a usual scale or not. */
const upperEndBehind = new RegExp(` ${outOf}\\d{1,3}$`, "i");
/** Only the upper end of a scale: `/20`, `out of 10`, `满分5分`, `十分制`. */
const upperEnd = new RegExp(
  `^(?:(?:${outOfWords}|max\\.?|note sur|满分)\\s*(5|6|7|10|20|100)\\s*(?:points?|punkten?|stars?|sternen?|分)?|(5|10|100)\\s*分制)$`,
  "i",
);
/** The two ends of a scale, with or without their meanings: `1-5`, `1 = bad, 5 = good`, `-3 to 3`, `1～7分`. */
const twoEnds =
  /^(?:[^\d]*?[^\p{Script=Latin}\d.,])??([-−+]?\d{1,3})(?![\d.%])([^\d]*?(?:-|–|—|\.\.|…|~|=|:|,|;|\/|至|到|\b(?:to|bis|through|and|und)\b)[^\d]*?)([-−+]?\d{1,3})(?![\d.%])[^\d]*$/u;
const asNumber = (text: string): number => Number(text.replace("−", "-"));

/** The scale stated in a header: 1 to 5 for `Price (1-5)`, `Price [1 = bad, 5 = good]` and `Price 1–5`. */
export function scaleTold(header: string): RatingRange | undefined {
  if (header.length > 300) return undefined;
  const found = behind.exec(header.normalize("NFKC"));
  if (found === null || isCounted(header.slice(0, found.index))) return undefined;
  const said = (found[1] ?? found[2]).trim();
  const upper = upperEnd.exec(simplified(said));
  if (upper !== null) {
    const maximum = Number(upper[1] ?? upper[2]);
    return { minimum: maximum < 10 ? 1 : 0, maximum };
  }
  const ends = twoEnds.exec(said);
  if (ends === null) return undefined;
  const [one, other] = [asNumber(ends[1]), asNumber(ends[3])];
  // If 5 is the worst and 1 the best, the numbers still range from 1 to 5.
  const [minimum, maximum] = [Math.min(one, other), Math.max(one, other)];
  const isUsual =
    minimum <= 1 && minimum >= -10 && ((maximum >= 2 && maximum <= 11) || [20, 100].includes(maximum));
  return isUsual ? { minimum, maximum } : undefined;
}

/** A header without its scale; `Price (online)` stays as it is. */
export function withoutScale(header: string): string {
  if (scaleTold(header) === undefined) return header;
  const bare = header.normalize("NFKC").replace(behind, "").trim();
  return bare === "" ? header : bare;
}

/** A criterion's name with its scale, `Price (1-5)`, so that the scale goes wherever the ratings go. */
export function withScale(criterion: string, { minimum, maximum }: RatingRange): string {
  return scaleTold(criterion) === undefined ? `${criterion} (${minimum}-${maximum})` : criterion;
}

/** A question without its number, scale and trailing brackets, nor the upper end of a scale, `/20`, whatever that is. */
export function questionAsked(header: string): string {
  return withoutBrackets(withoutNumber(withoutScale(header))).replace(upperEndBehind, "");
}

const year = /\b(?:19|20)\d\d(?!\d)年?/;

/** The year of a question asked in several years. */
export const yearIn = (header: string): string | undefined => year.exec(header)?.[0].slice(0, 4);

/** A header without its scale, unit or year: `Satisfaction (1-5)`, `Revenue 2024 (EUR)`. */
export function bareHeader(header: string): string {
  return withoutBrackets(withoutNumber(withoutScale(header).normalize("NFKC").trim()))
    .trim()
    .replace(new RegExp(` ?${year.source}$`), "")
    .trim();
}

/**
 * Whether a header is that of a count, or another number that is not a rating.
 * @param scale the scale of the column's ratings, if it is known
 */
export function isCount(header: string, scale = scaleTold(header)): boolean {
  const bare = bareHeader(header);
  return isCounted(bare) || (things.test(bare) && scale === undefined);
}
