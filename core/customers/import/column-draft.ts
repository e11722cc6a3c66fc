import type { AnswerScale } from "../answer-scales";
import { keyOf, type ColumnUse, type Own } from "../columns";
import type { SourceCell } from "./source";

/** What a column of the user's own is besides: a purchase's day or amount, the yes or no that an analysis explains. */
export type OwnRole = "purchaseDate" | "amount" | "outcome";

/** What a column is for. */
export interface Meaning {
  /** Undefined where it is left out. */
  use: ColumnUse;
  role?: OwnRole;
}

export interface Role extends Meaning {
  readonly header: string;
}

/** Columns as far as they are known: those of which nothing is known are the user's own. */
export interface Draft {
  readonly roles: readonly Role[];
  /** What each column holds, without its blank cells. */
  readonly values: readonly (readonly SourceCell[])[];
  /** The scale of each column of answers in words. */
  readonly scales: readonly (AnswerScale | undefined)[];
  /** Whether nobody has said what a column is. */
  readonly isFree: (i: number) => boolean;
  /** Whether nothing is known of a column. */
  readonly isOpen: (i: number) => boolean;
  /** Gives a column a use that no other has; where one has it the column stays as it is. */
  readonly claim: (i: number, use: ColumnUse) => void;
}

export const ownOf = (header: string): Own => ({ own: header.trim() });

export const isOwn = (use: ColumnUse): use is Own => use !== undefined && "own" in use;

/** A draft of columns that change with it. */
export function draftOf(
  roles: readonly Role[],
  values: Draft["values"],
  scales: Draft["scales"],
  isFree: (i: number) => boolean,
): Draft {
  const taken = new Set(roles.map(({ use }) => keyOf(use)));
  const claim = (i: number, use: ColumnUse): void => {
    if (taken.has(keyOf(use))) return;
    taken.add(keyOf(use));
    roles[i].use = use;
  };
  return { roles, values, scales, isFree, isOpen: (i) => isFree(i) && isOwn(roles[i].use), claim };
}
