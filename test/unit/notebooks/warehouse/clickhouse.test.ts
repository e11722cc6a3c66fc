import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openClickHouse, type Warehouse } from "../../../../notebooks/support/warehouse";
import { startClickHouse } from "../../../../scripts/clickhouse-servers.mjs";
import { rowBinary } from "../../../doubles/row-binary.mjs";
import { clickHouse, describeWith } from "../../../needs";
import {
  nistRows,
  peopleColumns,
  personRows,
  purchaseRows,
  surveyColumns,
  surveyRows,
  warehouseConformance,
} from "../../../conformance/warehouse";
import { warehouseExpressions } from "../../../conformance/warehouse-expressions";
import { retailRows, warehouseReturns } from "../../../conformance/warehouse-returns";
import { temporaryFolder } from "../../../temporary-folder";

let servers: Awaited<ReturnType<typeof startClickHouse>>;
let warehouse: Warehouse;

type Cell = string | number | null;
const quoted = (name: string) => `\`${name.replace(/[\\'`]/g, "\\$&")}\``;

/** A table on every shard, the rows dealt out in turn, and a `Distributed` one of the name given in front. */
async function spread(
  name: string,
  columns: readonly [string, string][],
  rows: readonly Cell[][],
): Promise<void> {
  const definition = columns.map(([column, type]) => `${quoted(column)} ${type}`).join(", ");
  for (let shard = 0; shard < 3; shard++) {
    await servers.query(
      shard,
      `CREATE TABLE ${name}_part (${definition}) ENGINE = MergeTree ORDER BY tuple()`,
    );
    const own = rows.filter((_, i) => i % 3 === shard);
    const body = rowBinary(
      columns.map(([, type]) => type),
      own,
    );
    await servers.query(shard, `INSERT INTO ${name}_part FORMAT RowBinary`, body);
  }
  await servers.query(
    0,
    `CREATE TABLE ${name} (${definition}) ENGINE = Distributed(${servers.cluster}, default, ${name}_part)`,
  );
}

const suite = describeWith(clickHouse);

suite("ClickHouse on three shards", () => {
  beforeAll(async () => {
    servers = await startClickHouse({ folder: temporaryFolder() });
    await spread(
      "survey",
      surveyColumns.map((name, j) => [name, ["String", "Nullable(String)"][j] ?? "Nullable(Float64)"]),
      surveyRows(),
    );
    for (const [name, rows] of Object.entries({ purchases: purchaseRows(), retail: retailRows() }))
      await spread(
        name,
        [
          ["customer", "Nullable(String)"],
          ["day", "Nullable(Date)"],
          ["amount", "Nullable(Float64)"],
        ],
        rows,
      );
    await spread(
      "people",
      peopleColumns.map((name, j) => [name, j === 0 ? "String" : "Nullable(String)"]),
      personRows(),
    );
    const longley = nistRows("Longley");
    await spread(
      "longley",
      longley[0].map((_, j) => [j === 0 ? "y" : `x${j}`, "Float64"]),
      longley,
    );
    warehouse = openClickHouse({ url: servers.url, username: "analyst" });
  });

  afterAll(async () => {
    await warehouse?.close();
    await servers?.stop();
  });

  warehouseConformance(() => warehouse);
  warehouseExpressions(() => warehouse);
  warehouseReturns(() => warehouse);

  test("the analyst of the suite may read and nothing else", async () => {
    const answer = await fetch(`${servers.url}/?user=analyst`, { method: "POST", body: "DROP TABLE survey" });
    expect(answer.ok).toBe(false);
  });
});
