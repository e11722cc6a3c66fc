import type {
  Blanks,
  CohortPeriod,
  Drivers,
  FeedbackResult,
  PredictOptions,
  OutcomePredictions,
  OutcomeResult,
  Predictions,
  Predictors,
  PurchaseModel,
  PurchaseSummary,
  Returns,
  Rfm as CoreRfm,
  SpendingModel,
  TimeUnit,
} from "@crm-functions/core";
import type { WarehouseColumn } from "./dialect";
import type { RunOptions } from "./engine";

/**
 * SQL in the engine's dialect, marked as such: an expression of the table's columns in place of a column, or a
 * condition on its rows. The engine checks it before work begins. A plain string is always a column name, never SQL.
 */
export interface SqlExpression {
  readonly sql: string;
  /** Its name in the answer; its SQL by default. */
  readonly as?: string;
}

/** A column name or an expression. */
export type ColumnSource = string | SqlExpression;

/** The rows that a request uses. */
export interface TableRequest {
  readonly table: string;
  /** Restricts the rows to those that meet a condition, such as `{ sql: "country <> 'GB'" }`. */
  readonly where?: SqlExpression;
}

/** Rows to score: S = offset + Σ wⱼ vⱼ, as in the core's `score`. */
export interface ScoreRequest extends TableRequest {
  /** Numeric columns, one per criterion. */
  readonly values: readonly ColumnSource[];
  /** One weight per column, used as given. */
  readonly weights: readonly number[];
  /** How missing numbers (NULL or NaN) are treated; `"na"` by default. */
  readonly blanks?: Blanks;
  /** Added to every score: the intercept, if the weights are coefficients of a regression. */
  readonly offset?: number;
}

export interface ScoreRowsRequest extends ScoreRequest {
  /** The column that identifies the customer of a row. */
  readonly customer: ColumnSource;
  /** Maximum number of scores, from the highest (or lowest) on; rows without a score are then left out. */
  readonly first?: number;
  readonly order?: "highest" | "lowest";
}

/** A batch of scores, in no particular order unless `first` was given; NaN for no score. */
export interface ScoreBatch {
  readonly customers: readonly string[];
  readonly scores: Float64Array;
}

export interface ScoreSummaryRequest extends ScoreRequest {
  /** The column to group by; by default all rows are one group. */
  readonly by?: ColumnSource;
}

/** The scores of one group. Statistics that need more rows than available are NaN. */
export interface ScoreGroup {
  /** The value of the grouping column as text; `""` if it is missing or there is no such column. */
  readonly group: string;
  readonly rows: number;
  /** Number of rows with a score. */
  readonly scored: number;
  readonly mean: number;
  /** Sample standard deviation (n − 1). */
  readonly standardDeviation: number;
  readonly minimum: number;
  readonly maximum: number;
}

export interface RegressionRequest extends TableRequest {
  /** The response: numbers; in `outcome`, two values, of which the core's `outcome` determines the yes. */
  readonly y: ColumnSource;
  /** Predictors: numbers, or texts and logical values as categories, whose levels are terms but together one driver. */
  readonly x: readonly ColumnSource[];
  /** Of the confidence bounds; 0.95 by default. */
  readonly confidence?: number;
}

export interface FeedbackRequest extends RegressionRequest {
  /** How to compress the rows; by default chosen by the condition of the data. */
  readonly way?: "cross products" | "compressed rows";
}

/**
 * The complete result of the core's `feedback`, with derived results. Rows in a warehouse have no order, so
 * `durbinWatson` is NaN.
 */
export interface WarehouseFeedback extends FeedbackResult {
  readonly names: readonly string[];
  /**
   * `cross products`: sums computed in SQL; `compressed rows`: the core read the rows in blocks and compressed them
   * without rounding.
   */
  readonly way: "cross products" | "compressed rows";
  readonly drivers: Drivers;
  /** Predictions for rows in memory; for a table, use `score` with coefficients as weights, intercept as offset. */
  readonly predict: (newX: Predictors, options?: PredictOptions) => Predictions;
}

export interface OutcomeRequest extends RegressionRequest {
  /** `rows`: read into memory, by default up to 100,000 rows; `sums`: the engine computes sums at each step. */
  readonly way?: "rows" | "sums";
}

/** The complete result of the core's `outcome`. */
export interface WarehouseOutcome extends OutcomeResult {
  readonly names: readonly string[];
  readonly way: "rows" | "sums";
  /** Probabilities for in-memory rows. */
  readonly predict: (newX: Predictors, options?: { interval?: "none" | "confidence" }) => OutcomePredictions;
}

export interface PurchasesRequest extends TableRequest {
  readonly customer: ColumnSource;
  /** A column of dates, time stamps (read as UTC) or ISO text. */
  readonly date: ColumnSource;
}

export interface AmountsRequest extends PurchasesRequest {
  readonly amount: ColumnSource;
  /** `YYYY-MM-DD` (any time is ignored), an Excel serial number or a Date (its UTC day). */
  readonly asOf: string | number | Date;
}

export interface RfmRequest extends AmountsRequest {
  /** Number of score bins; 5 by default. */
  readonly bins?: number;
  /**
   * How negative amounts are treated: `"net"` (by default) subtracts them without counting a purchase, `"ignore"`
   * leaves them out, `"count"` counts them as purchases. Anyone with only returns is not a customer.
   */
  readonly returns?: Returns;
}

/** Number of customers with these three scores. */
export interface RfmCell {
  readonly r: number;
  readonly f: number;
  readonly m: number;
  readonly customers: number;
  readonly monetary: number;
}

/** Figures and scores of customers, as in the core's `rfm`. */
export interface RfmBatch extends Omit<CoreRfm, "customers" | "segments"> {
  readonly customers: readonly string[];
}

export interface Rfm {
  readonly customers: number;
  /** Number of rows without a customer, a date or an amount. */
  readonly rowsLeftOut: number;
  readonly cells: readonly RfmCell[];
  /** All customers, in no particular order. */
  readonly rows: () => AsyncIterable<RfmBatch>;
}

export type { CohortPeriod };

export interface Cohort {
  /** The period of the first purchase: `1997-01`, `1997-Q1`, `1997-W01` (ISO week), `1997`. */
  readonly cohort: string;
  readonly size: number;
  /** Number of customers active 0, 1, 2 … periods later. */
  readonly active: readonly number[];
}

export interface WarehouseCohorts {
  /** Number of rows without a customer or a date. */
  readonly rowsLeftOut: number;
  /** In order of period, the oldest first. */
  readonly cohorts: readonly Cohort[];
}

export interface SummaryRequest extends AmountsRequest {
  /** `"week"` by default. */
  readonly unit?: TimeUnit;
}

/** The inputs of the repeat-purchase models per customer, as the catalogue's `SUMMARY`. */
export interface SummaryBatch extends Omit<PurchaseSummary, "customers"> {
  readonly customers: readonly string[];
  /** Number of rows without a customer, date or amount, the same in every batch; one empty batch if all are. */
  readonly rowsLeftOut: number;
}

export interface PurchaseModelRequest extends SummaryRequest {
  /** Period ahead for which purchases and values are forecast, in units of time. */
  readonly horizon: number;
  /** Discount rate of values per unit of time; 0 by default. */
  readonly discountRate?: number;
}

/** Customers with their forecasts; NaN if a model has none. */
export interface PurchaseModelBatch extends Omit<SummaryBatch, "rowsLeftOut"> {
  /** Probability that the customer still buys. */
  readonly alive: Float64Array;
  /** Expected purchases within the horizon. */
  readonly purchases: Float64Array;
  /** Expected discounted value of these purchases. */
  readonly value: Float64Array;
}

export interface WarehousePurchaseModel {
  /** Number of rows without a customer, a date or an amount. */
  readonly rowsLeftOut: number;
  readonly customers: number;
  readonly unit: TimeUnit;
  readonly unitDays: number;
  readonly model: PurchaseModel;
  /** The model of spending per purchase; undefined if the amounts do not determine one, and then values are unknown. */
  readonly spending: SpendingModel | undefined;
  /** All customers, in no particular order. */
  readonly rows: () => AsyncIterable<PurchaseModelBatch>;
  /** Writes all customers to a `.parquet` or `.csv` file; resolves to their number. */
  readonly write: (path: string, options?: { readonly overwrite?: boolean }) => Promise<number>;
}

export interface Completeness {
  readonly rows: number;
  /** Number of filled cells per column. */
  readonly columns: readonly { readonly name: string; readonly filled: number }[];
  /** Number of rows with 0, 1, 2 … filled cells. */
  readonly rowsByFilled: readonly number[];
}

/** Needs at least one of name, phone and email. */
export interface DuplicatesRequest extends TableRequest {
  /** The column that identifies the customer of a row. */
  readonly customer: ColumnSource;
  readonly name?: ColumnSource;
  readonly phone?: ColumnSource;
  readonly email?: ColumnSource;
}

/**
 * Customers who may be the same as another in their group, by the rules of the core's `duplicates`, in order of group
 * and customer (code units).
 */
export interface Duplicates {
  readonly customers: readonly string[];
  /** The group of each customer: 1, 2 … in order of each group's first customer. */
  readonly groups: Uint32Array;
}

/**
 * Analyses that run where the data are, with the same numbers as the core for the same rows. Little data is transferred
 * except when rows are requested, which come in batches.
 */
export interface Warehouse {
  readonly engine: string;
  readonly tables: () => Promise<readonly string[]>;
  readonly columns: (table: string) => Promise<readonly WarehouseColumn[]>;
  readonly score: (request: ScoreRowsRequest, options?: RunOptions) => AsyncIterable<ScoreBatch>;
  readonly scoreSummary: (
    request: ScoreSummaryRequest,
    options?: RunOptions,
  ) => Promise<readonly ScoreGroup[]>;
  readonly feedback: (request: FeedbackRequest, options?: RunOptions) => Promise<WarehouseFeedback>;
  readonly outcome: (request: OutcomeRequest, options?: RunOptions) => Promise<WarehouseOutcome>;
  readonly rfm: (request: RfmRequest, options?: RunOptions) => Promise<Rfm>;
  readonly cohorts: (
    request: PurchasesRequest & { readonly period?: CohortPeriod },
    options?: RunOptions,
  ) => Promise<WarehouseCohorts>;
  readonly summary: (request: SummaryRequest, options?: RunOptions) => AsyncIterable<SummaryBatch>;
  readonly purchaseModel: (
    request: PurchaseModelRequest,
    options?: RunOptions,
  ) => Promise<WarehousePurchaseModel>;
  readonly completeness: (
    request: TableRequest & { readonly columns?: readonly ColumnSource[] },
    options?: RunOptions,
  ) => Promise<Completeness>;
  /** Every row that has a duplicate. */
  readonly duplicates: (request: DuplicatesRequest, options?: RunOptions) => Promise<Duplicates>;
  readonly close: () => Promise<void>;
}
