// npm run cluster [-- --customers 100000]: three local ClickHouse servers with sample data in Distributed tables.
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findClickHouse, startClickHouse } from "./clickhouse-servers.mjs";
import { readOptions } from "./options.mjs";

const criteria = ["quality", "price", "delivery", "advice", "service"];

/** SQL for a number in [0, 1) that depends only on the customer and a salt, so that every run has the same data. */
const random = (salt, key = "number") => `(intHash32(${key} * 64 + ${salt}) / 4294967296.)`;

/**
 * Creates the tables `survey` and `purchases`: a part on every shard, and `Distributed` tables over them on the first.
 * @param {Awaited<ReturnType<typeof startClickHouse>>} servers
 */
async function fill(servers, customers) {
  const shards = servers.urls.length;
  const survey = `customer String, region String, ${criteria.map((each) => `${each} Nullable(Float64)`).join(", ")}, satisfaction Float64`;
  const purchases = "customer String, day Date, amount Float64";
  const ratings = criteria.map((_, j) => `if(${random(20 + j)} < 0.02, NULL, floor(1 + 10 * ${random(j)}))`);
  const satisfaction = `2 + ${criteria.map((_, j) => `${[0.3, 0.15, 0.1, 0.05, 0.2][j]} * floor(1 + 10 * ${random(j)})`).join(" + ")} + ${random(9)}`;
  const region = `arrayElement(['North', 'East', 'South', 'West'], toUInt32(1 + 4 * ${random(10)}))`;
  for (let shard = 0; shard < shards; shard++) {
    const rows = Math.floor(customers / shards) + (shard < customers % shards ? 1 : 0);
    const own = `(SELECT number * ${shards} + ${shard} AS number FROM system.numbers LIMIT ${rows})`;
    await servers.query(shard, `CREATE TABLE survey_part (${survey}) ENGINE = MergeTree ORDER BY customer`);
    await servers.query(
      shard,
      `INSERT INTO survey_part SELECT concat('C', toString(number)), ${region}, ${ratings.join(", ")}, ${satisfaction} FROM ${own}`,
    );
    await servers.query(
      shard,
      `CREATE TABLE purchases_part (${purchases}) ENGINE = MergeTree ORDER BY customer`,
    );
    const key = "(number * 16 + purchase)";
    await servers.query(
      shard,
      `INSERT INTO purchases_part SELECT concat('C', toString(number)), toDate('2024-01-01') + toUInt16(700 * ${random(30, key)}), ` +
        `round(5 + 200 * ${random(31, key)}, 2) FROM (SELECT number, arrayJoin(range(toUInt64(1 + 8 * ${random(32)}))) AS purchase FROM ${own})`,
    );
  }
  for (const [name, columns] of Object.entries({ survey, purchases })) {
    await servers.query(
      0,
      `CREATE TABLE ${name} (${columns}) ENGINE = Distributed(${servers.cluster}, default, ${name}_part, cityHash64(customer))`,
    );
  }
}

/** A killed npm signals neither the shell that it started nor us, so this watches both (if npm started us). */
function whenNpmEnds(then) {
  if (process.env.npm_lifecycle_event !== "cluster") return;
  const parentOf = (pid) =>
    spawnSync("ps", ["-o", "ppid=", "-p", String(pid)])
      .stdout?.toString()
      .trim();
  const [shell, npm] = [process.ppid, parentOf(process.ppid)];
  setInterval(() => {
    if (process.ppid !== shell || parentOf(shell) !== npm) then("npm ended");
  }, 1000).unref();
}

export async function main(args) {
  const options = readOptions(args, { values: ["customers"] });
  const customers = Number(options.customers ?? 300_000);
  if (!Number.isSafeInteger(customers) || customers < 1)
    throw new Error("--customers needs a whole number, 1 or more.");
  if (findClickHouse() === undefined) {
    throw new Error(
      "There is no clickhouse-server on this machine. Debian and Ubuntu: sudo apt-get install clickhouse-server; " +
        "others: https://clickhouse.com/docs/install. The notebooks work without it, with DuckDB.",
    );
  }
  const folder = await mkdtemp(join(tmpdir(), "crm-cluster-"));
  const interrupted = new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => done(signal));
    whenNpmEnds(done);
  });
  let servers;
  try {
    servers = await startClickHouse({ folder, disposable: true });
    await fill(servers, customers);
    const count = async (table) =>
      Number(await servers.query(0, `SELECT count() FROM ${table}`)).toLocaleString("en");
    console.log(
      [
        `Three ClickHouse servers are up: ${servers.urls.join(", ")}`,
        `Distributed tables on the first: survey (${await count("survey")} rows), purchases (${await count("purchases")} rows)`,
        "",
        "In a notebook:",
        '  import { openClickHouse } from "@crm-functions/notebooks";',
        `  const warehouse = openClickHouse({ url: "${servers.url}", username: "analyst" });`,
        `  await warehouse.scoreSummary({ table: "survey", values: [${criteria.map((each) => `"${each}"`).join(", ")}], weights: [0.3, 0.2, 0.2, 0.1, 0.2], by: "region" });`,
        "",
        "Ctrl-C stops the servers and removes their data.",
      ].join("\n"),
    );
    await interrupted;
    console.log("\nStopping …");
  } finally {
    await servers?.stop();
    await rm(folder, { recursive: true, force: true });
  }
  console.log("Stopped; nothing is left behind.");
}
