import { conformanceSettings, customerStoreConformance } from "../../../conformance/customer-store";
import { createMemoryStore } from "../../../doubles/memory-store";

customerStoreConformance("in memory", () => createMemoryStore(conformanceSettings));
