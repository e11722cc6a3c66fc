import type { Region } from "../phone";
import type { DateOrder } from "../read-day";

/** What has been said about a file; what is missing is found out, or asked. */
export interface ImportAnswers {
  readonly sheet?: string;
  /** As users count; 0 where there are no headers. */
  readonly headerRow?: number;
  /** What columns are, by their headers: `[{ field: "Name", header: "Client" }]`. */
  readonly map?: readonly { readonly field: string; readonly header: string }[];
  /** What single columns are, by position: a key, `""` to leave it out. Goes before `map`. */
  readonly columns?: Readonly<Record<number, string>>;
  readonly dates?: DateOrder;
  readonly decimal?: "." | ",";
  readonly region?: Region;
  readonly encoding?: string;
  readonly delimiter?: string;
}
