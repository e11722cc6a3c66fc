import type { OwnValues } from "./customer";

/** The kinds of contact with a customer. */
export const interactionKinds = [
  "need",
  "expectation",
  "feedback",
  "consulting",
  "after-sales",
  "marketing",
  "visit",
  "call",
  "message",
] as const;
export type InteractionKind = (typeof interactionKinds)[number];

/** One contact with a customer. A missing text or date is `""`, a missing number `null`. */
export interface Interaction {
  /** Unique in its store; never changes. */
  readonly id: string;
  /** `id` of the customer. */
  readonly customerId: string;
  /** Local day or minute: `2026-01-31` or `2026-01-31T14:05`. */
  readonly when: string;
  readonly kind: InteractionKind;
  readonly channel: string;
  readonly rating: number | null;
  readonly amount: number | null;
  readonly note: string;
  /** ISO day by which somebody should follow up with the customer. */
  readonly followUp: string;
  /** True once nothing remains to be done. */
  readonly done: boolean;
  /** Absent if the user has no columns of their own. */
  readonly own?: OwnValues;
}

/** Whether the interaction has an open follow-up due on the given day or before. */
export function isDue({ followUp, done }: Pick<Interaction, "followUp" | "done">, day: string): boolean {
  return followUp !== "" && !done && followUp <= day;
}

/** What a user enters; only customer, time and kind are required. */
export type InteractionInput = Partial<Interaction> & Pick<Interaction, "customerId" | "when" | "kind">;

/** New values for some fields of the interaction `id`. `own`, if given, replaces all of it. */
export type InteractionChange = Partial<Interaction> & Pick<Interaction, "id">;
