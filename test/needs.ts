import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, test } from "@jest/globals";
import { findClickHouse } from "../scripts/clickhouse-servers.mjs";
import { temporaryFolder } from "./temporary-folder";

/** A program that npm does not bring and that some suites need. `.ci/run` brings it and insists. */
export interface Need {
  readonly name: string;
  readonly isThere: boolean;
}

/** Where `variable` is 1 the suites run whether the program is there or not, and fail without it. */
const need = (name: string, variable: string, look: () => boolean): Need => ({
  name,
  isThere: process.env[variable] === "1" || look(),
});

export const clickHouse = need("ClickHouse", "CRM_REQUIRE_CLICKHOUSE", () => findClickHouse() !== undefined);

export const libreOffice = need("LibreOffice", "CRM_REQUIRE_LIBREOFFICE", () => {
  try {
    execFileSync("soffice", ["--version"], { stdio: "ignore", timeout: 120_000 });
    return true;
  } catch {
    return false; // the reporter of left-out tests names what it would have checked
  }
});

/** `describe` and `test` where the program is there; elsewhere they are skipped, and the end of the run lists them. */
export const describeWith = (one: Need) => (one.isThere ? describe : describe.skip);
export const testWith = (one: Need) => (one.isThere ? test : test.skip);

/** A workbook as LibreOffice understands it: the text of a flat OpenDocument. */
export function readByLibreOffice(file: string): string {
  const folder = temporaryFolder();
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const how = ["--headless", "--convert-to", "fods", "--outdir", folder, file];
  execFileSync("soffice", [profile, ...how], { stdio: "ignore", timeout: 120_000 });
  return readFileSync(join(folder, basename(file).replace(/\.[^.]*$/, ".fods")), "utf8");
}
