import type { Returns } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { countRows } from "./counted-rows";
import { integer } from "./dialect";
import { dayOf } from "./days";
import { numbersOf, type Engine, type RunOptions } from "./engine";
import { watchRows } from "./fingerprint";
import { tableColumns } from "./table-columns";
import type { AmountsRequest, PurchasesRequest } from "./warehouse";
import { isPresent, isUntidy, tidied } from "./words-for-none";

/** The purchases of a request, scanned once before they are grouped. */
export interface Purchases {
  /** Number of rows without a customer, a date or, if requested, an amount. */
  readonly rowsLeftOut: number;
  /** Days since 1970-01-01 of the first and last purchase; NaN if there are none. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Number of parts in which customers are grouped, one after another. */
  readonly parts: number;
  /** Rows of `crm_customer`, `crm_day` and, if requested, `crm_amount` for part `part` of `of` of the customers. */
  readonly rows: (part: number, of: number) => string;
  /** The customer's name, as an expression of `crm_customer`. */
  readonly label: string;
  /** Watches rows that are read more than once; the returned check fails if they have changed. */
  readonly watch: () => Promise<() => Promise<void>>;
}

/** Scan results of unchanged files. */
const seen = new WeakMap<Engine["close"], Map<string, readonly number[]>>();

/**
 * Scans the purchases of a request: their number, their range of days, and whether raw cells identify the customers. If
 * names have blanks around them or include words for "none", the names are trimmed first. For unchanged files this is
 * done only once.
 */
export async function purchasesOf(
  engine: Engine,
  request: PurchasesRequest & Partial<Pick<AmountsRequest, "amount">>,
  options: RunOptions,
): Promise<Purchases> {
  const { dialect, groupedRows = Infinity } = engine;
  const columns = await tableColumns(engine, request);
  const customer = columns.key(request.customer);
  const date = columns.date(request.date);
  const amount = request.amount === undefined ? [] : [columns.number(request.amount)];
  const day = dialect.day(date);
  const filled = [...[customer, ...amount].map(dialect.isFilled), isPresent(dialect, date)].join(" AND ");
  const place = dialect.place(customer);
  const isText = customer.kind === "text";
  const text = dialect.textOf(customer);
  const hasUntidyText = isText ? `${filled} AND ${isUntidy(dialect, text)}` : "1 = 0";
  const figures = [
    "count(*)",
    `sum(${dialect.branch(filled, "1", "0")})`,
    `min(${dialect.branch(filled, day, "NULL")})`,
    `max(${dialect.branch(filled, day, "NULL")})`,
    `max(${dialect.branch(hasUntidyText, "1", "0")})`,
  ].map(dialect.toDouble);
  const stamp = await engine.stamp?.(request.table);
  const asked = `${stamp} ${columns.from} ${figures.join()}`;
  const known = seen.get(engine.close) ?? new Map<string, readonly number[]>();
  seen.set(engine.close, known);
  const found =
    (stamp === undefined ? undefined : known.get(asked)) ??
    (await numbersOf(engine, figures, `FROM ${columns.from}`, { signal: options.signal }))[0];
  if (stamp !== undefined) known.set(asked, found);
  const [all, usable, firstDay, lastDay, hasUntidy] = found;
  const nameless =
    hasUntidy === 1
      ? await countRows(
          engine,
          `${columns.from} WHERE ${filled} AND ${tidied(dialect, text)} = ${dialect.text("")}`,
          { signal: options.signal },
        )
      : 0;
  const key = hasUntidy === 1 ? tidied(dialect, text) : place;
  const isMeant = hasUntidy === 1 ? `${filled} AND ${key} <> ${dialect.text("")}` : filled;
  const amounts = amount
    .map((column) => `, ${dialect.toDouble(dialect.place(column))} AS crm_amount`)
    .join("");
  const parts = Math.max(1, Math.ceil(usable / groupedRows) || 1);
  const cells = [text, dialect.textOf(date), ...amount.map(dialect.number)];
  return {
    rowsLeftOut: all - (usable || 0) + nameless,
    firstDay,
    lastDay,
    parts,
    rows: (part, of) =>
      `(SELECT ${key} AS crm_customer, ${day} AS crm_day${amounts} FROM ${columns.from} ` +
      `WHERE ${isMeant}${of > 1 ? ` AND ${dialect.isInPart(key, part, of)}` : ""}) AS crm_purchases`,
    label:
      hasUntidy === 1
        ? "crm_customer"
        : dialect.textOf({ ...customer, name: "crm_customer", sql: undefined }),
    // What an engine has kept, or read at once, does not change.
    watch: () =>
      engine.keep === undefined || parts > 1
        ? watchRows(engine, request.table, columns.from, cells, options)
        : Promise.resolve(() => Promise.resolve()),
  };
}

/**
 * One row per customer and day, `crm_customer`, `crm_day`, `crm_total`, up to the requested day, and `crm_bought`: 0 if
 * the day has only returns, else 1.
 */
export function dayTotals(
  { dialect }: Engine,
  rows: string,
  asOf: AmountsRequest["asOf"],
  returns: Returns,
): string {
  const bought =
    returns === "net" ? `, max(${dialect.branch("crm_amount < 0", "0", "1")}) AS crm_bought` : "";
  return (
    `(SELECT crm_customer, crm_day, ${dialect.sum("crm_amount")} AS crm_total${bought} FROM ${rows} ` +
    `WHERE crm_day <= ${integer(dayOf(asOf))}${returns === "ignore" ? " AND crm_amount >= 0" : ""} ` +
    `GROUP BY crm_customer, crm_day) AS crm_days`
  );
}

/** Works on customers in parts, and in more, smaller parts if the engine runs out of memory. */
export async function inParts<T>(parts: number, work: (parts: number) => Promise<T>): Promise<T> {
  for (let tried = parts, times = 1; ; tried *= 4, times++) {
    try {
      return await work(tried);
    } catch (error) {
      if (!(error instanceof NotebookError && error.key === "outOfMemory") || times > 2) throw error;
    }
  }
}

/**
 * The FROM clause of the customers that `sql` groups. They are grouped once, in parts, if the engine can store the
 * result; a read-only cluster groups them again each time, and is watched for changes.
 */
export async function groupedCustomers(
  { keep }: Engine,
  parts: number,
  sql: (part: number, of: number) => string,
  options: RunOptions,
): Promise<string> {
  if (keep === undefined) return `(${sql(0, 1)}) AS crm_customers`;
  return inParts(parts, (of) =>
    keep(
      Array.from({ length: of }, (_, part) => sql(part, of)),
      options,
    ),
  );
}
