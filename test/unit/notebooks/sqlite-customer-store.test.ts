import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { SqliteCustomerStore } from "../../../notebooks/support/sqlite";
import { conformanceSettings, customerStoreConformance } from "../../conformance/customer-store";

const folder = mkdtempSync(join(tmpdir(), "crm-functions-store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
customerStoreConformance(
  "SqliteCustomerStore",
  () => new SqliteCustomerStore(join(folder, `${count++}.db`), conformanceSettings),
);
