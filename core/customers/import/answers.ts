import type { Region } from "../phone";
import type { DateOrder } from "../read-day";

/** What the user has decided about a file; anything missing is inferred or becomes a question. */
export interface ImportAnswers {
  readonly sheet?: string;
  /** Counted from 1; 0 if there are no headers. */
  readonly headerRow?: number;
  /** What columns contain, by header: `[{ field: "Name", header: "Client" }]`. */
  readonly map?: readonly { readonly field: string; readonly header: string }[];
  /** What single columns contain, by position: a key, or `""` to leave the column out. Takes precedence over `map`. */
  readonly columns?: Readonly<Record<number, string>>;
  readonly dates?: DateOrder;
  readonly decimal?: "." | ",";
  readonly region?: Region;
  readonly encoding?: string;
  readonly delimiter?: string;
}
