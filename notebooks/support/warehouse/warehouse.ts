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
 * SQL in the words of the engine, marked as such: an expression of the table's columns in place of a column, or a condition
 * on its rows. The engine checks it before the work begins. A plain string is always the name of a column and never SQL.
 */
export interface SqlExpression {
  readonly sql: string;
  /** What it is called in the answer; its SQL by default. */
  readonly as?: string;
}

/** A column by its name, or an expression. */
export type ColumnSource = string | SqlExpression;

/** The rows that a request is about. */
export interface TableRequest {
  readonly table: string;
  /** Only the rows of which this is true, such as `{ sql: "country <> 'GB'" }`. */
  readonly where?: SqlExpression;
}

/** Rows to score: S = offset + Σ wⱼ vⱼ, as the core's `score` has it. */
export interface ScoreRequest extends TableRequest {
  /** Columns of numbers, a criterion each. */
  readonly values: readonly ColumnSource[];
  /** As many weights, used as given. */
  readonly weights: readonly number[];
  /** How a missing number (NULL or NaN) counts; `"na"` by default. */
  readonly blanks?: Blanks;
  /** Added to every score; the intercept, where the weights are coefficients of a regression. */
  readonly offset?: number;
}

export interface ScoreRowsRequest extends ScoreRequest {
  /** The column that says whose row it is. */
  readonly customer: ColumnSource;
  /** Only so many, those with the highest (or lowest) scores; rows without a score are then left out. */
  readonly first?: number;
  readonly order?: "highest" | "lowest";
}

/** Some of the scores, in no particular order unless `first` was given. NaN: no score. */
export interface ScoreBatch {
  readonly customers: readonly string[];
  readonly scores: Float64Array;
}

export interface ScoreSummaryRequest extends ScoreRequest {
  /** The column to group by; one group of all rows unless given. */
  readonly by?: ColumnSource;
}

/** The scores of one group. What needs more rows than there are is NaN. */
export interface ScoreGroup {
  /** The value of the column that groups, as text; `""` where it is missing or there is no such column. */
  readonly group: string;
  readonly rows: number;
  /** Rows that have a score. */
  readonly scored: number;
  readonly mean: number;
  /** Of the sample (n − 1). */
  readonly standardDeviation: number;
  readonly minimum: number;
  readonly maximum: number;
}

export interface RegressionRequest extends TableRequest {
  /** What is explained: numbers; in `outcome`, two values, of which the core's `outcome` says which is the yes. */
  readonly y: ColumnSource;
  /** Numbers, and texts or logical values: these are categories, whose levels enter as terms and are one driver together. */
  readonly x: readonly ColumnSource[];
  /** Of the bounds; 0.95 by default. */
  readonly confidence?: number;
}

export interface FeedbackRequest extends RegressionRequest {
  /** How to compress the rows; chosen by the condition of the data by default. Rows in memory are never compressed. */
  readonly way?: "cross products" | "compressed rows";
}

/**
 * The whole result of the core's `feedback`, and what is made of it. Rows in a warehouse have no order, so
 * `durbinWatson` is NaN.
 */
export interface WarehouseFeedback extends FeedbackResult {
  readonly names: readonly string[];
  /**
   * `cross products`: sums made by SQL; `compressed rows`: the rows were read through the core, block by block, and
   * compressed without rounding; `rows`: the core had all rows in memory.
   */
  readonly way: "cross products" | "compressed rows" | "rows";
  readonly drivers: Drivers;
  /** Predictions for rows in hand; for a table, `score` with the coefficients as weights and the intercept as offset. */
  readonly predict: (newX: Predictors, options?: PredictOptions) => Predictions;
}

export interface OutcomeRequest extends RegressionRequest {
  /** `rows`: read into memory, up to 100,000 by default; `sums`: sums made where the rows are, at each step. */
  readonly way?: "rows" | "sums";
}

/** The whole result of the core's `outcome`. */
export interface WarehouseOutcome extends OutcomeResult {
  readonly names: readonly string[];
  readonly way: "rows" | "sums";
  /** Probabilities for rows in hand. */
  readonly predict: (newX: Predictors, options?: { interval?: "none" | "confidence" }) => OutcomePredictions;
}

export interface PurchasesRequest extends TableRequest {
  readonly customer: ColumnSource;
  /** A column of dates, time stamps (read as UTC) or ISO text. */
  readonly date: ColumnSource;
}

export interface AmountsRequest extends PurchasesRequest {
  readonly amount: ColumnSource;
  /** `YYYY-MM-DD` (a time behind it does not count), an Excel serial number or a Date (its day in UTC). */
  readonly asOf: string | number | Date;
}

export interface RfmRequest extends AmountsRequest {
  /** 5 by default. */
  readonly bins?: number;
  /**
   * What a negative amount is: `"net"` (by default) lessens the total and is no purchase, `"ignore"` leaves it out,
   * `"count"` takes it as any purchase. Who has nothing but returns is no customer.
   */
  readonly returns?: Returns;
}

/** How many customers have these three scores. */
export interface RfmCell {
  readonly r: number;
  readonly f: number;
  readonly m: number;
  readonly customers: number;
  readonly monetary: number;
}

/** Figures and scores of customers, as the core's `rfm` has them. */
export interface RfmBatch extends Omit<CoreRfm, "customers" | "segments"> {
  readonly customers: readonly string[];
}

export interface Rfm {
  readonly customers: number;
  /** Rows without a customer, a date or an amount. */
  readonly rowsLeftOut: number;
  readonly cells: readonly RfmCell[];
  /** Every customer, in no particular order. */
  readonly rows: () => AsyncIterable<RfmBatch>;
}

export type { CohortPeriod };

export interface Cohort {
  /** The period of the first purchase: `1997-01`, `1997-Q1`, `1997-W01` (ISO week), `1997`. */
  readonly cohort: string;
  readonly size: number;
  /** Customers active 0, 1, 2 … periods later. */
  readonly active: readonly number[];
}

export interface WarehouseCohorts {
  /** Rows without a customer or a date. */
  readonly rowsLeftOut: number;
  /** The oldest first. */
  readonly cohorts: readonly Cohort[];
}

export interface SummaryRequest extends AmountsRequest {
  /** `"week"` by default. */
  readonly unit?: TimeUnit;
}

/** What the repeat-purchase models want to know of customers, as the catalogue's `SUMMARY`. */
export interface SummaryBatch extends Omit<PurchaseSummary, "customers"> {
  readonly customers: readonly string[];
  /** Rows of the table without a customer, a date or an amount: the same in every batch, one of nobody where all are. */
  readonly rowsLeftOut: number;
}

export interface PurchaseModelRequest extends SummaryRequest {
  /** How far ahead purchases and values are expected, in units of time. */
  readonly horizon: number;
  /** Of values, per unit of time; 0 by default. */
  readonly discountRate?: number;
}

/** Customers with what is expected of them; NaN where a model cannot say. */
export interface PurchaseModelBatch extends Omit<SummaryBatch, "rowsLeftOut"> {
  /** Probability that the customer still buys. */
  readonly alive: Float64Array;
  /** Expected purchases within the horizon. */
  readonly purchases: Float64Array;
  /** Their expected value, discounted. */
  readonly value: Float64Array;
}

export interface WarehousePurchaseModel {
  /** Rows without a customer, a date or an amount. */
  readonly rowsLeftOut: number;
  readonly customers: number;
  readonly unit: TimeUnit;
  readonly unitDays: number;
  readonly model: PurchaseModel;
  /** The model of what purchases are worth; undefined where the amounts do not tell, and then no value is known. */
  readonly spending: SpendingModel | undefined;
  /** Every customer, in no particular order. */
  readonly rows: () => AsyncIterable<PurchaseModelBatch>;
  /** Writes every customer as a `.parquet` or `.csv` file; resolves to how many there are. */
  readonly write: (path: string, options?: { readonly overwrite?: boolean }) => Promise<number>;
}

export interface Completeness {
  readonly rows: number;
  /** Filled cells of each column. */
  readonly columns: readonly { readonly name: string; readonly filled: number }[];
  /** How many rows have 0, 1, 2 … filled cells. */
  readonly rowsByFilled: readonly number[];
}

/** At least one of name, phone and email. */
export interface DuplicatesRequest extends TableRequest {
  /** The column that says whose row it is. */
  readonly customer: ColumnSource;
  readonly name?: ColumnSource;
  readonly phone?: ColumnSource;
  readonly email?: ColumnSource;
}

/**
 * Customers whom another one of the same group may be, by the rules of the core's `duplicates`, in order of groups and of
 * customers (code units).
 */
export interface Duplicates {
  readonly customers: readonly string[];
  /** The group of each: 1, 2 … in order of each group's first customer. */
  readonly groups: Uint32Array;
}

/**
 * The analyses where the data live. The numbers are those of the core on the same rows; what travels is small, except
 * where rows are asked for, and those come in batches.
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
  /** Every row that has a double. */
  readonly duplicates: (request: DuplicatesRequest, options?: RunOptions) => Promise<Duplicates>;
  readonly close: () => Promise<void>;
}
