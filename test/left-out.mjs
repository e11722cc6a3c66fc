// The last lines of a run: which tests were left out on this machine, by what they need.
import { relative } from "node:path";

const needs = {
  ClickHouse: "apt-get install clickhouse-server",
  LibreOffice: "apt-get install libreoffice-calc-nogui",
};

export default class LeftOut {
  onRunComplete(_contexts, { testResults }) {
    const skipped = testResults
      .map(({ testFilePath, testResults: tests }) => ({
        file: relative(process.cwd(), testFilePath),
        count: tests.filter((each) => each.status === "pending").length,
      }))
      .filter(({ count }) => count > 0);
    if (skipped.length === 0) return;
    console.log("\nLeft out on this machine (.ci/run leaves out nothing):");
    for (const { file, count } of skipped) console.log(`  ${count} in ${file}`);
    const ways = Object.entries(needs).map(([name, way]) => `${name}: ${way}`);
    console.log(`What they need: ${ways.join("; ")}.`);
  }
}
