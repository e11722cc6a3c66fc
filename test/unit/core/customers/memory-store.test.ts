import { createMemoryStore } from "@crm-functions/core";
import { conformanceSettings, customerStoreConformance } from "../../../conformance/customer-store";

customerStoreConformance("in memory", () => createMemoryStore(conformanceSettings));
