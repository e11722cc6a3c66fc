import type { AnswerScale } from "../answer-scales";
import { isOwn, keyOf, type ColumnUse, type Own } from "../columns";
import type { RatedAnalysis } from "../customer";
import type { SourceCell } from "./source";

/**
 * Additional role of an own column: a purchase's date, amount or what was given back of it, or the yes/no outcome that an
 * analysis explains.
 */
export type OwnRole = "purchaseDate" | "amount" | "refund" | "outcome";

/** What a column is for. */
export interface Meaning {
  /** Undefined if the column is left out. */
  use: ColumnUse;
  role?: OwnRole;
}

export interface Role extends Meaning {
  readonly header: string;
}

/** What is known about the columns so far; columns about which nothing is known are the user's own. */
export interface Draft {
  readonly roles: readonly Role[];
  /** The values of each column, without blank cells. */
  readonly values: readonly (readonly SourceCell[])[];
  /** The scale of each column of verbal answers. */
  readonly scales: readonly (AnswerScale | undefined)[];
  /** What the names of two sheets say that the ratings of this one are. */
  readonly side: RatedAnalysis | undefined;
  /** Whether the user has not decided what the column is. */
  readonly isFree: (i: number) => boolean;
  /** Whether nothing is known about the column. */
  readonly isOpen: (i: number) => boolean;
  /** Gives a column a use unless another column already has it. */
  readonly claim: (i: number, use: ColumnUse) => void;
}

export const ownOf = (header: string): Own => ({ own: header.trim() });

/** A draft that updates the given columns in place. */
export function draftOf(
  roles: readonly Role[],
  values: Draft["values"],
  scales: Draft["scales"],
  side: Draft["side"],
  isFree: (i: number) => boolean,
): Draft {
  const taken = new Set(roles.map(({ use }) => keyOf(use)));
  const claim = (i: number, use: ColumnUse): void => {
    if (taken.has(keyOf(use))) return;
    taken.add(keyOf(use));
    roles[i].use = use;
  };
  return { roles, values, scales, side, isFree, isOpen: (i) => isFree(i) && isOwn(roles[i].use), claim };
}
