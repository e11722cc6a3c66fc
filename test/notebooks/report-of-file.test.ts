import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Report } from "@crm-functions/core";
import { reportOfFile } from "../../notebooks/support/report/report-file";
import { temporaryFolder } from "../temporary-folder";

// `npm run report -- FILE` as users run it, and what it prints, made here. Expected figures: test/fixtures/report/expected.py (numpy, same files).

const fixtures = resolve("test", "fixtures", "report");
const expected = JSON.parse(readFileSync(join(fixtures, "expected.json"), "utf8")) as Record<
  string,
  {
    readonly customers: number;
    readonly gaps: Readonly<Record<string, number>>;
    readonly withNeed?: number;
    readonly answers?: number;
    readonly r2?: number;
    readonly effects?: Readonly<Record<string, number>>;
  }
>;
const out = temporaryFolder();

function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) =>
    execFile(
      process.execPath,
      [resolve("scripts", "run.mjs"), "report", ...args, "--out", out, "--as-of", "2026-01-15"],
      { maxBuffer: 1 << 26 },
      (error, stdout, stderr) => done({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    ),
  );
}

async function json(file: string, ...more: string[]): Promise<Report> {
  const { code, stdout, stderr } = await run(join(fixtures, file), "--json", ...more);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Report; // fails unless it is one object and nothing else
}

/** The same without options, made in this process. */
async function reportOn(file: string): Promise<Report> {
  const report = await reportOfFile(join(fixtures, file), { language: "en-US", asOf: "2026-01-15" });
  return JSON.parse(JSON.stringify(report)) as Report;
}

const table = (report: Report, id: string) =>
  report.sections.flatMap(({ tables }) => tables).find((each) => each.id === id);
const finding = (report: Report, section: string, id: string) =>
  report.sections.find((each) => each.id === section)?.findings.find((each) => each.id === id);

describe.each(Object.entries(expected))("%s", (file, facts) => {
  test("the report has the true gaps, effects and counts", async () => {
    const report = await reportOn(file);
    expect(report.customers).toBe(facts.customers);
    const gaps = Object.fromEntries((table(report, "gaps")?.rows ?? []).map((row) => [row[0], row[3]]));
    expect(Object.keys(gaps).sort()).toEqual(Object.keys(facts.gaps).sort());
    for (const [criterion, gap] of Object.entries(facts.gaps)) expect(gaps[criterion]).toBeCloseTo(gap, 10);
    expect(finding(report, "need", "mean")).toEqual(
      facts.withNeed === undefined
        ? undefined
        : expect.objectContaining({ n: facts.withNeed, leftOut: facts.customers - facts.withNeed }),
    );
    const driver = report.sections.find(({ id }) => id === "feedback")!.findings[0];
    expect(driver.n).toBe(facts.answers);
    expect(driver.evidence).toContain(`R² ${facts.r2!.toFixed(2)}`);
    const effects = Object.fromEntries(table(report, "drivers")!.rows.map((row) => [row[0], row[1]]));
    for (const [criterion, effect] of Object.entries(facts.effects!)) {
      expect(effects[criterion]).toBeCloseTo(effect, 8);
    }
  });
});

test("criteria that one side only has are named and not compared", async () => {
  const { notes } = await reportOn("gap-other-criteria.xlsx");
  expect(notes).toContain("Only expected, so not compared: Quality.");
  expect(notes).toContain("Only received, so not compared: Delivery.");
});

test("scores of different weights and scales are compared as shares", async () => {
  const scores = table(await reportOn("weights-unnormalised.xlsx"), "scores")!.rows;
  for (const row of scores.filter(([name]) => name !== "Gap")) {
    expect(row[2]).toBeGreaterThan(0);
    expect(row[2]).toBeLessThan(1);
  }
  // Mean service 3.02 on 1 to 5.
  expect(scores.find(([name]) => name === "Service")![2]).toBeCloseTo((3.02 - 1) / 4, 10);
});

test("a row of averages is no customer, noise drives nothing, few answers tell nothing", async () => {
  const report = await reportOn("average-row.xlsx");
  expect(report.notes).toContain("Row 14, “Average”, is taken for a total and left out.");
  expect(finding(report, "feedback", "driver")).toMatchObject({ verdict: "unknown", n: 12 });
});

test("people of one name are told apart", async () => {
  const names = table(await reportOn("same-names.xlsx"), "calls")!.rows.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names[0]).toMatch(/^Meyer \(row \d+\)$/);
});

test("what a file leaves open is taken for the likeliest, and said with the option that says otherwise", async () => {
  const report = await reportOn("layout-scales.xlsx");
  expect(report.customers).toBe(120);
  expect(report.notes.join("\n")).toMatch(
    /^Since: .*day or the month.* Taken: “dmy” \(.*\)\. To say otherwise: --dates mdy$/m,
  );
  expect((await json("layout-scales.xlsx", "--dates", "dmy")).notes.join("\n")).not.toMatch(/Since/);
  expect(report.columns.ignored).toEqual(["Margin"]);
  expect(report.columns.used).toContain("Management: Contact");
});

test("a cell with n/a costs that cell", async () => {
  const report = await json("clients-en.xlsx");
  expect(report).toEqual(await reportOn("clients-en.xlsx"));
  const { customers, notes } = report;
  expect(customers).toBe(120);
  expect(notes.join("\n")).not.toContain("n/a");
});

test("--map says what a column is", async () => {
  const report = await json("layout-scales.xlsx", "--map", "Perceived: Quality=Margin");
  expect(report.columns.ignored).toEqual([]);
  expect(table(report, "gaps")!.rows.map(([criterion]) => criterion)).toContain("Quality");
});

test("without any rating, a yes or no is explained by the other columns, categories among them", async () => {
  const report = await reportOn("contracts.csv");
  expect(report.columns.ignored).toEqual([]);
  expect(report.sections[0].findings[0]).toMatchObject({
    text: "“Churn” is more often yes with higher Monthly charges; less often yes with Contract: Two year (against Month-to-month), Contract: One year (against Month-to-month) and higher Tenure (months).",
    verdict: "clear",
    n: 300,
    leftOut: 0,
  });
  const chinese = await json("contracts.csv", "--lang", "zh-CN");
  expect(chinese.sections[0].findings[0].text).toMatch(/^“Churn”为“是”的情况：Monthly charges较高时更多；/);
  // statsmodels 0.13, logit("y ~ C(contract) + tenure + monthly + tech").
  const wanted = {
    "Contract: Two year (against Month-to-month)": [0.08920208214, 0.03996281143, 0.1991104022],
    "Contract: One year (against Month-to-month)": [0.275613563, 0.1451776714, 0.5232404915],
    "Tenure (months)": [0.9738961291, 0.9597790801, 0.9882208209],
    "Monthly charges": [1.014603907, 1.00349943, 1.025831265],
    "Tech support: yes (against no)": [1.413825933, 0.7945534174, 2.515757564],
  };
  const rows = table(report, "odds Churn")!.rows;
  expect(rows.map(([name]) => name)).toEqual(Object.keys(wanted));
  rows.forEach(([name, ...odds]) =>
    wanted[name as keyof typeof wanted].forEach((value, k) => expect(odds[k]).toBeCloseTo(value, 8)),
  );
});

test("in Chinese the same numbers", async () => {
  const [english, chinese] = [
    await reportOn("zh-layout.xlsx"),
    await json("zh-layout.xlsx", "--lang", "zh-CN"),
  ];
  const facts = (report: Report) =>
    report.sections.map(({ id, findings, tables }) => [
      id,
      findings.map(({ n, leftOut, verdict }) => [n, leftOut, verdict]),
      tables.map(({ rows }) => rows.map((row) => row.filter((cell) => typeof cell === "number"))),
    ]);
  expect(facts(chinese)).toEqual(facts(english));
  expect(chinese.sections[0].findings[0].text).toMatch(/\p{Script=Han}/u);
});

test("the page is written; a failure is one sentence, without a stack, and leaves no page", async () => {
  const good = await run(join(fixtures, "gap-order.xlsx"));
  expect(good).toMatchObject({ code: 0, stderr: "" });
  expect(readFileSync(join(out, "gap-order.html"), "utf8")).toContain("What your customers tell you");
  for (const args of [
    ["no-such-file.xlsx"],
    [fixtures],
    [resolve("package.json")],
    [join(fixtures, "gap-order.xlsx"), "--map", "Nonsense=Name"],
    [join(fixtures, "gap-order.xlsx"), "--map", "Perceived: A=No such column"],
    [join(fixtures, "gap-order.xlsx"), "--dates", "sideways"],
    ["--bogus"],
  ]) {
    const { code, stdout, stderr } = await run(...args);
    expect({ args, code, stdout }).toEqual({ args, code: 1, stdout: "" });
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).not.toMatch(/\bat .+:\d+:\d+/);
  }
  expect(existsSync(join(out, "package.html"))).toBe(false);
  const asked = await run(join(fixtures, "gap-order.xlsx"), "--json", "--dates", "sideways");
  expect(JSON.parse(asked.stdout)).toEqual({
    error: { kind: "other", message: "--dates sideways cannot be read. Write it as in --dates dmy" },
  });
});

test("--help says every option", async () => {
  const { code, stdout } = await run("--help");
  expect(code).toBe(0);
  for (const option of ["--json", "--map", "--lang", "--dates", "--region", "--out", "--help", "--set"]) {
    expect(stdout).toContain(option);
  }
});
