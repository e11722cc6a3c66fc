import { join } from "node:path";
import { SqliteCustomerStore } from "../../../notebooks/support/sqlite";
import { conformanceSettings, customerStoreConformance } from "../../conformance/customer-store";
import { temporaryFolder } from "../../temporary-folder";

const folder = temporaryFolder();

let count = 0;
customerStoreConformance(
  "SqliteCustomerStore",
  () => new SqliteCustomerStore(join(folder, `${count++}.db`), conformanceSettings),
);
