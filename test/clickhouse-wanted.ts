import { findClickHouse } from "../scripts/clickhouse-servers.mjs";

/**
 * Whether the suites on ClickHouse run: where `clickhouse-server` is installed, and where `CRM_REQUIRE_CLICKHOUSE=1` says
 * that it has to be (they then fail without it). Elsewhere they are skipped, and say so.
 */
export const clickhouseWanted: boolean =
  findClickHouse() !== undefined || process.env.CRM_REQUIRE_CLICKHOUSE === "1";

if (!clickhouseWanted) {
  console.warn(
    "ClickHouse is not installed on this machine: its suites were SKIPPED. " +
      "apt-get install clickhouse-server brings it; CRM_REQUIRE_CLICKHOUSE=1 makes it a must.",
  );
}
