import { numberText, percentText } from "../charts/number-text";
import { shareOfScale } from "../analyses";
import { presentNumber } from "../numbers/present";
import { dayOf, serialOf } from "../numbers/calendar";
import type { Finding, ReportTable, SectionParts } from "./document";
import { reportTable, type Column } from "./report-table";
import type { Telling } from "./telling";

/** From this share of its scale a need is strong; after this many days without contact a customer is forgotten. */
const strongNeed = 0.7;
const quietDays = 90;
/** Reasons to call: a rating this share of the scale below expectation, and a satisfaction in the lowest quarter. */
const farBelow = 0.2;
const lowSatisfaction = 0.25;
const shown = 10;

interface Call {
  readonly row: number;
  readonly need: number;
  readonly satisfaction: number;
  readonly lastContact: string;
  readonly reasons: readonly string[];
}

/**
 * Whom to call, and why: customers with a strong need who were not contacted for 90 days, or who received much less
 * than expected in a criterion that matters; overdue follow-ups; dissatisfied customers. The strongest need comes
 * first. If none of these reasons applies, lists the customers with known needs.
 *
 * @param startWith name of the criterion that matters and is rated low, if there is one
 */
export function callsOf(
  telling: Telling,
  startWith: string | undefined,
): Pick<SectionParts, "tables" | "findings"> {
  const { words, analyses, asOf } = telling;
  const { team, scores, answer } = analyses;
  const today = serialOf(asOf);
  const contact = lastContacts(telling);
  const due = new Map<string, string>();
  for (const { customerId, followUp, done } of team.interactions) {
    if (done || followUp === "" || followUp >= asOf) continue;
    const before = due.get(customerId);
    if (before === undefined || followUp < before) due.set(customerId, followUp);
  }
  const hasContacts =
    team.interactions.length > 0 || team.customers.some(({ serviceDate }) => serviceDate !== "");
  const worst = worstGap(telling, startWith);
  let quiet = 0;
  const calls = team.customers.map((customer, row): Call => {
    const need = scores.need?.shares[row] ?? NaN;
    const lastContact = contact.get(customer.id) ?? "";
    const days = lastContact === "" ? Infinity : today - serialOf(lastContact);
    const reasons: string[] = [];
    const isStrong = need >= strongNeed - 1e-9;
    if (isStrong && hasContacts && days >= quietDays) {
      quiet++;
      reasons.push(days === Infinity ? words.neverContacted : words.noContact(days));
    }
    const followUp = due.get(customer.id);
    if (followUp !== undefined) reasons.push(words.followUp(followUp));
    if (isStrong && worst !== undefined) {
      const [expected, received] = [worst.expected[row], worst.received[row]];
      if (expected - received >= farBelow * worst.span) {
        reasons.push(words.lowRating(worst.criterion, numberText(received), numberText(expected)));
      }
    }
    const satisfaction = answer === undefined ? NaN : shareOfScale(answer.values[row], answer.range);
    if (answer !== undefined && satisfaction <= lowSatisfaction) {
      const digits = Number.isInteger(answer.values[row]) ? 0 : 1;
      reasons.push(
        words.lowSatisfaction(numberText(answer.values[row], digits), numberText(answer.range.maximum)),
      );
    }
    return { row, need, satisfaction, lastContact, reasons };
  });
  const some = calls.filter(({ reasons }) => reasons.length > 0);
  const wanted = some.length > 0 ? some : calls.filter(({ need }) => Number.isFinite(need));
  wanted.sort(
    (a, b) =>
      rank(b.need) - rank(a.need) || rank(a.satisfaction, 2) - rank(b.satisfaction, 2) || a.row - b.row,
  );
  const rated = scores.need?.meanShare.count ?? 0;
  const finding: Finding = {
    id: "calls",
    section: "need",
    text: quiet === 0 ? words.callsNone(quietDays) : words.calls(quiet, quietDays),
    n: rated,
    leftOut: team.customers.length - rated,
    evidence: [words.needAbove(percentText(strongNeed))],
  };
  return {
    tables: wanted.length === 0 ? [] : [tableOf(telling, wanted)],
    findings: rated === 0 || !hasContacts ? [] : [finding],
  };
}

/** A share rounded to nine digits, so that equal sums of ratings compare equal; missing shares come last. */
const rank = (share: number, missing = -1): number =>
  Number.isFinite(share) ? Math.round(share * 1e9) / 1e9 : missing;

/** The day of the last contact with each customer, from interactions until `asOf` and from stamps. */
function lastContacts({ analyses: { team }, asOf }: Telling): Map<string, string> {
  const last = new Map<string, string>();
  const note = (id: string, day: string): void => {
    if (day !== "" && day <= asOf && day > (last.get(id) ?? "")) last.set(id, day);
  };
  for (const { customerId, when } of team.interactions) note(customerId, dayOf(when));
  for (const { id, serviceDate, marketingDate } of team.customers) {
    note(id, serviceDate);
    note(id, marketingDate);
  }
  return last;
}

/** The criterion to talk about: `startWith`, or the one with the widest gap. */
function worstGap({ analyses: { gap } }: Telling, startWith: string | undefined) {
  if (gap === undefined) return undefined;
  const named = gap.criteria.findIndex((criterion) => criterion === startWith);
  const widest = gap.byCriterion.reduce(
    (worst, each, j) => (each.gap.mean < gap.byCriterion[worst].gap.mean ? j : worst),
    0,
  );
  const j = named >= 0 ? named : widest;
  const { criterion, range } = gap.byCriterion[j];
  const span = range.maximum - range.minimum;
  return { criterion, span, expected: gap.expected[j], received: gap.received[j] };
}

function tableOf({ words, analyses, nameOf }: Telling, calls: readonly Call[]): ReportTable {
  const { customers } = analyses.team;
  const first = calls.slice(0, shown);
  const last = first[first.length - 1];
  const tied = calls
    .slice(shown)
    .filter(
      ({ need, satisfaction }) =>
        rank(need) === rank(last.need) && rank(satisfaction, 2) === rank(last.satisfaction, 2),
    ).length;
  const c = words.columns;
  const columns: readonly Column<Call>[] = [
    [c.name, "text", ({ row }) => nameOf(row)],
    [c.company, "text", ({ row }) => customers[row].company],
    [
      c.reason,
      "text",
      ({ need, reasons }) =>
        [...(Number.isFinite(need) ? [words.needOf(percentText(need))] : []), ...reasons].join(
          words.semicolon,
        ),
    ],
    [c.phone, "text", ({ row }) => customers[row].phone],
    [c.email, "text", ({ row }) => customers[row].email],
    [c.need, "percent", ({ need }) => presentNumber(need)],
    [c.lastContact, "date", ({ lastContact }) => lastContact],
  ];
  const isUsed = ([header, , cell]: Column<Call>): boolean =>
    header === c.name || header === c.reason || first.some((call, i) => (cell(call, i) ?? "") !== "");
  return reportTable("calls", words.callTitle, first, columns.filter(isUsed), [
    ...(calls.length > shown ? [words.moreNote(shown, calls.length)] : []),
    ...(tied > 0 ? [words.tieNoteOfCalls(tied)] : []),
  ]);
}
