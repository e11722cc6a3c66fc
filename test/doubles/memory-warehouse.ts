import {
  alive,
  cohorts as cohortsOf,
  completeness as completenessOf,
  CrmError,
  driversOf,
  duplicates as duplicatesOf,
  feedback as feedbackOf,
  feedbackPredict,
  lifetimeValue,
  outcome,
  outcomePredict,
  purchaseModel,
  purchases as purchasesOfEach,
  rfm as rfmOf,
  score,
  spendingModel,
  standsForNone,
  summary as summaryOf,
  unixEpochSerial,
  type Predictor,
} from "@crm-functions/core";
import { NotebookError } from "../../notebooks/support/notebook-error";
import { dayOf } from "../../notebooks/support/warehouse/days";
import { numbered } from "../../notebooks/support/warehouse/duplicates";
import type { RunOptions } from "../../notebooks/support/warehouse/engine";
import {
  memoryColumns,
  numbersOf,
  serialsOf,
  textsOf,
  type MemoryCell,
  type MemoryTable,
} from "./memory-table";
import { compareGroups, groupLimit } from "../../notebooks/support/warehouse/scores";
import { checkedColumns, labelOf, type TableColumns } from "../../notebooks/support/warehouse/table-columns";
import type {
  AmountsRequest,
  ColumnSource,
  FeedbackRequest,
  PurchasesRequest,
  RfmCell,
  ScoreRequest,
  ScoreRowsRequest,
  ScoreSummaryRequest,
  TableRequest,
  Warehouse,
} from "../../notebooks/support/warehouse/warehouse";

const batchRows = 8192;

/**
 * Columns in memory, such as those of a frame or a CSV file, as a warehouse: the core computes everything. This is the
 * reference for the databases.
 */
export function openColumns(tables: Readonly<Record<string, MemoryTable>>): Warehouse {
  const open = ({ table, where }: TableRequest, { signal }: RunOptions): OpenTable => {
    if (where !== undefined) throw new Error("Rows in memory know no SQL.");
    if (signal?.aborted) throw new NotebookError("cancelled");
    const columns = Object.hasOwn(tables, table) ? memoryColumns(tables[table]) : [];
    const checked = checkedColumns(table, columns, "", Object.keys(tables));
    return { ...checked, cells: (name) => tables[table][name] };
  };
  const later = async <T>(work: () => T): Promise<T> => Promise.resolve().then(work);
  return {
    engine: "memory",
    tables: () => Promise.resolve(Object.keys(tables)),
    columns: (table) => Promise.resolve(Object.hasOwn(tables, table) ? memoryColumns(tables[table]) : []),
    score: (request, options = {}) => scores(() => open(request, options), request, options),
    scoreSummary: (request, options = {}) => later(() => scoreSummary(open(request, options), request)),
    feedback: (request, options = {}) => later(() => feedback(open(request, options), request)),
    outcome: (request, options = {}) =>
      later(() => {
        const table = open(request, options);
        const x = predictorsOf(table, request.x);
        const y = Array.from(table.cells(table.any(request.y).name)) as (string | number | null)[];
        const result = outcome(y, x, { confidence: request.confidence });
        const names = request.x.map(labelOf);
        return {
          ...result,
          names,
          way: "rows",
          predict: (newX, interval) => outcomePredict(result, newX, interval),
        };
      }),
    rfm: (request, options = {}) =>
      later(() => {
        const { customers, dates, amounts } = amountsOf(open(request, options), request);
        const found = orNone(() =>
          rfmOf(customers, dates, amounts, serial(request.asOf), request.bins, request.returns),
        );
        const columns = found && [found.recency, found.frequency, found.monetary, found.r, found.f, found.m];
        return {
          customers: found?.customers.length ?? 0,
          rowsLeftOut: blankRows(customers, dates, amounts),
          cells: found === undefined ? [] : cellsOf(found),
          rows: () =>
            batches(
              found?.customers ?? [],
              columns ?? [],
              options,
              (names, [recency, frequency, monetary, r, f, m]) => ({
                customers: names,
                recency,
                frequency,
                monetary,
                r,
                f,
                m,
              }),
            ),
        };
      }),
    cohorts: (request, options = {}) =>
      later(() => {
        const { customers, dates } = purchasesOf(open(request, options), request);
        const period = request.period ?? "month";
        const found = orNone(() => cohortsOf(customers, dates, period));
        const all = (found?.cohorts ?? []).map((cohort, k) => {
          const size = found!.sizes[k];
          const shares = found!.shares[k].filter((share) => !Number.isNaN(share));
          return { cohort, size, active: Array.from(shares, (share) => Math.round(share * size)) };
        });
        return { rowsLeftOut: blankRows(customers, dates), cohorts: all };
      }),
    summary: (request, options = {}) =>
      deferred(() => {
        const { customers, dates, amounts } = amountsOf(open(request, options), request);
        const rowsLeftOut = blankRows(customers, dates, amounts);
        const found = orNone(() => summaryOf(customers, dates, amounts, serial(request.asOf), request.unit));
        const columns = found && [found.frequency, found.recency, found.age, found.monetary];
        return batches(
          found?.customers ?? [],
          columns ?? [],
          options,
          (names, [frequency, recency, age, monetary]) => ({
            customers: names,
            frequency,
            recency,
            age,
            monetary,
            rowsLeftOut,
          }),
        );
      }),
    purchaseModel: (request, options = {}) =>
      later(() => {
        const { customers, dates, amounts } = amountsOf(open(request, options), request);
        const { horizon, discountRate, unit = "week" } = request;
        const found = summaryOf(customers, dates, amounts, serial(request.asOf), unit);
        const { frequency, recency, age, monetary } = found;
        const columns = [
          ...[frequency, recency, age, monetary],
          alive(frequency, recency, age),
          purchasesOfEach(frequency, recency, age, horizon),
          orNone(() => lifetimeValue(frequency, recency, age, monetary, horizon, { discountRate })) ??
            frequency.map(() => NaN),
        ];
        return {
          rowsLeftOut: blankRows(customers, dates, amounts),
          customers: found.customers.length,
          unit,
          unitDays: { day: 1, week: 7, month: 30.4375 }[unit],
          model: purchaseModel(frequency, recency, age),
          spending: orNone(() => spendingModel(frequency, monetary)),
          rows: () =>
            batches(found.customers, columns, options, (names, [f, r, a, m, alive, purchases, value]) => ({
              customers: names,
              frequency: f,
              recency: r,
              age: a,
              monetary: m,
              alive,
              purchases,
              value,
            })),
          write: () => Promise.reject(new Error("Rows in memory are not written.")),
        };
      }),
    completeness: (request, options = {}) =>
      later(() => {
        const table = open(request, options);
        const chosen = request.columns === undefined ? table.all : request.columns.map(table.any);
        const cells = chosen.map(({ name }) => table.cells(name));
        const rows = Array.from({ length: cells[0].length }, (_, i) => cells.map((column) => column[i]));
        const rowsByFilled = new Array<number>(chosen.length + 1).fill(0);
        completenessOf(rows).forEach((share) => rowsByFilled[Math.round(share * chosen.length)]++);
        const filled = (column: ArrayLike<MemoryCell>) =>
          completenessOf(Array.from(column, (cell) => [cell])).reduce((sum, each) => sum + each, 0);
        return {
          rows: rows.length,
          columns: chosen.map(({ name }, j) => ({ name, filled: filled(cells[j]) })),
          rowsByFilled,
        };
      }),
    duplicates: (request, options = {}) =>
      later(() => {
        const table = open(request, options);
        const { customer, name, phone, email } = request;
        if (name === undefined && phone === undefined && email === undefined)
          throw new NotebookError("noContactColumns");
        const customers = textsOf(table.cells(table.key(customer).name));
        const texts = (column: ColumnSource | undefined) =>
          column === undefined ? customers.map(() => "") : textsOf(table.cells(table.key(column).name));
        return numbered(customers, duplicatesOf(texts(name), texts(phone), texts(email)));
      }),
    close: () => Promise.resolve(),
  };
}

interface OpenTable extends TableColumns {
  readonly cells: (name: string) => ArrayLike<MemoryCell>;
}

/** Number of rows that lack one of these. */
const blankRows = (customers: readonly string[], ...others: readonly Float64Array[]): number =>
  customers.filter(
    (name, i) => name === "" || standsForNone(name) || others.some((column) => Number.isNaN(column[i])),
  ).length;

const serial = (day: string | number | Date): number => unixEpochSerial + dayOf(day);

/** Handles cases that are errors of the core but empty answers of a warehouse: no purchases, no model of spending. */
function orNone<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof CrmError && ["purchasesEmpty", "noSpendMaximum"].includes(error.key))
      return undefined;
    throw error;
  }
}

async function* deferred<T>(work: () => AsyncIterable<T>): AsyncGenerator<T> {
  for await (const each of work()) yield each;
}

async function* batches<T>(
  customers: readonly (string | number)[],
  columns: readonly Float64Array[],
  { signal, onProgress }: RunOptions,
  batch: (customers: string[], columns: Float64Array[]) => T,
): AsyncGenerator<T> {
  for (let start = 0; start < customers.length; start += batchRows) {
    await Promise.resolve(); // so that a caller can cancel the work
    if (signal?.aborted) throw new NotebookError("cancelled");
    const end = Math.min(start + batchRows, customers.length);
    yield batch(
      customers.slice(start, end).map(String),
      columns.map((column) => column.subarray(start, end)),
    );
    onProgress?.(end / customers.length);
  }
}

function scoresOf(table: OpenTable, request: ScoreRequest): Float64Array {
  const { values, weights, blanks, offset = 0 } = request;
  if (values.length === 0) throw new NotebookError("noColumns");
  const columns = values.map((name) => numbersOf(table.cells(table.number(name).name)));
  if (offset === 0) return score(columns, weights, { blanks });
  // The sum starts from the offset, as in SQL: it is a first criterion that is 1 everywhere. The weights that replace
  // those of missing values do not include it.
  if (blanks === "reweight") return score(columns, weights, { blanks }).map((each) => offset + each);
  const ones = new Float64Array(columns[0].length).fill(1);
  return score([ones, ...columns], [offset, ...weights], { blanks });
}

async function* scores(
  open: () => OpenTable,
  request: ScoreRowsRequest,
  options: RunOptions,
): AsyncGenerator<{ customers: string[]; scores: Float64Array }> {
  const table = open();
  const found = scoresOf(table, request);
  const customers = textsOf(table.cells(table.key(request.customer).name));
  const { first, order } = request;
  if (first === undefined) {
    yield* batches(customers, [found], options, (names, [some]) => ({ customers: names, scores: some }));
    return;
  }
  const sign = order === "lowest" ? 1 : -1;
  const best = Array.from(found.keys())
    .filter((i) => !Number.isNaN(found[i]))
    .sort((i, j) => sign * (found[i] - found[j]) || (customers[i] < customers[j] ? -1 : 1))
    .slice(0, first);
  const own = Float64Array.from(best, (i) => found[i]);
  yield* batches(
    best.map((i) => customers[i]),
    [own],
    options,
    (names, [some]) => ({ customers: names, scores: some }),
  );
}

function scoreSummary(table: OpenTable, request: ScoreSummaryRequest) {
  const found = scoresOf(table, request);
  const by = request.by === undefined ? undefined : table.key(request.by);
  const names = by === undefined ? Array.from(found, () => "") : textsOf(table.cells(by.name));
  const members = new Map<string, number[]>();
  names.forEach((name, i) => {
    const group = members.get(name);
    if (group === undefined) members.set(name, [found[i]]);
    else group.push(found[i]);
  });
  if (members.size > groupLimit)
    throw new NotebookError("tooManyGroups", { column: by?.name ?? "", limit: groupLimit });
  return [...members]
    .map(([group, all]) => {
      const has = all.filter((value) => !Number.isNaN(value));
      const mean = has.reduce((sum, value) => sum + value, 0) / has.length;
      const shift = has.reduce((sum, value) => sum + (value - mean), 0);
      const squares = has.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return {
        group,
        rows: all.length,
        scored: has.length,
        mean: mean + shift / has.length,
        standardDeviation:
          has.length < 2 ? NaN : Math.sqrt((squares - (shift * shift) / has.length) / (has.length - 1)),
        minimum: has.length === 0 ? NaN : has.reduce((least, value) => Math.min(least, value)),
        maximum: has.length === 0 ? NaN : has.reduce((most, value) => Math.max(most, value)),
      };
    })
    .sort((a, b) => compareGroups(a.group, b.group, by?.kind === "number"));
}

function feedback(table: OpenTable, request: FeedbackRequest) {
  const { x, y, confidence } = request;
  if (x.length === 0) throw new NotebookError("noColumns");
  [...x, y].map(labelOf).forEach((name, j, all) => {
    if (all.indexOf(name) !== j) throw new NotebookError("columnTwice", { column: name });
  });
  const columns = predictorsOf(table, x);
  const response = numbersOf(table.cells(table.number(y).name));
  const result = feedbackOf(response, columns, { confidence });
  return {
    ...result,
    durbinWatson: NaN,
    names: x.map(labelOf),
    way: "rows" as const,
    drivers: driversOf(result),
    predict: (newX: Parameters<typeof feedbackPredict>[1], interval = {}) =>
      feedbackPredict(result, newX, interval),
  };
}

/** Texts are categories. */
function predictorsOf(table: OpenTable, x: readonly ColumnSource[]): Predictor[] {
  return x.map((name) => {
    const column = table.any(name);
    return column.kind === "text"
      ? textsOf(table.cells(column.name))
      : numbersOf(table.cells(table.number(name).name));
  });
}

function purchasesOf(table: OpenTable, { customer, date }: PurchasesRequest) {
  const dates = serialsOf(table.cells(table.date(date).name));
  return { customers: textsOf(table.cells(table.key(customer).name)), dates };
}

function amountsOf(table: OpenTable, request: AmountsRequest) {
  return {
    ...purchasesOf(table, request),
    amounts: numbersOf(table.cells(table.number(request.amount).name)),
  };
}

function cellsOf({ r, f, m, monetary }: ReturnType<typeof rfmOf>): RfmCell[] {
  const cells = new Map<string, { r: number; f: number; m: number; customers: number; monetary: number }>();
  r.forEach((score, c) => {
    const key = `${score} ${f[c]} ${m[c]}`;
    const cell = cells.get(key) ?? { r: score, f: f[c], m: m[c], customers: 0, monetary: 0 };
    cell.customers++;
    cell.monetary += monetary[c];
    cells.set(key, cell);
  });
  return [...cells.values()].sort((a, b) => b.r - a.r || b.f - a.f || b.m - a.m);
}
