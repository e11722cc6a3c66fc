import { clickhouseEngine, type ClickHouseOptions } from "./clickhouse-engine";
import { duckdbEngine, type DuckDBOptions } from "./duckdb-engine";
import { sqlWarehouse } from "./sql-warehouse";
import type { Warehouse } from "./warehouse";

export type { ClickHouseOptions } from "./clickhouse-engine";
export type { DatedFiles, DuckDBOptions, FileSource, SqliteSource, XlsxSource } from "./duckdb-engine";
export type { RunOptions } from "./engine";
export type { ColumnKind, DateOrder, WarehouseColumn } from "./dialect";
export { sampleCriteria, writeSampleCustomers, type SampleFiles } from "./sample-data";
export * from "./warehouse";

/** Opens Parquet, CSV, SQLite and Excel files as a warehouse, using DuckDB in this process. */
export async function openFiles(options: DuckDBOptions): Promise<Warehouse> {
  return sqlWarehouse(await duckdbEngine(options));
}

/** Opens a ClickHouse server, or a cluster behind its `Distributed` tables, as a warehouse. */
export function openClickHouse(options: ClickHouseOptions): Warehouse {
  return sqlWarehouse(clickhouseEngine(options));
}
