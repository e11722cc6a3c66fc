import type { OwnValues } from "./customer";

/** What happened between us and a customer. */
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
  /** ISO day by which somebody should get back to the customer. */
  readonly followUp: string;
  /** True once nothing is left to do. */
  readonly done: boolean;
  /** Not there where the user has no columns of their own. */
  readonly own?: OwnValues;
}

/** True for what is still to be done and due on a day, or before it. */
export function isDue({ followUp, done }: Pick<Interaction, "followUp" | "done">, day: string): boolean {
  return followUp !== "" && !done && followUp <= day;
}

/** What is typed in: whose, when and what; the rest may be left out. */
export type InteractionInput = Partial<Interaction> & Pick<Interaction, "customerId" | "when" | "kind">;

/** New values for some fields of the interaction `id`. `own` replaces all of it where it is given. */
export type InteractionChange = Partial<Interaction> & Pick<Interaction, "id">;
