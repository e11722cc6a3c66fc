import { cohorts } from "./cohorts";
import { completeness } from "./completeness";
import { duplicates } from "./duplicates";
import type { Engine } from "./engine";
import { feedbackWhereDataAre } from "./feedback";
import { warehouseOutcome } from "./outcome";
import { warehousePurchaseModel } from "./purchase-model";
import { purchaseSummary } from "./purchase-summary";
import { rfm } from "./rfm";
import { scoreRows, scoreSummary } from "./scores";
import type { Warehouse } from "./warehouse";

/** Runs the analyses on any engine. */
export function sqlWarehouse(engine: Engine): Warehouse {
  return {
    engine: engine.name,
    tables: engine.tables,
    columns: engine.columns,
    score: (request, options = {}) => scoreRows(engine, request, options),
    scoreSummary: (request, options = {}) => scoreSummary(engine, request, options),
    feedback: (request, options = {}) => feedbackWhereDataAre(engine, request, options),
    outcome: (request, options = {}) => warehouseOutcome(engine, request, options),
    rfm: (request, options = {}) => rfm(engine, request, options),
    cohorts: (request, options = {}) => cohorts(engine, request, options),
    summary: (request, options = {}) => purchaseSummary(engine, request, options),
    purchaseModel: (request, options = {}) => warehousePurchaseModel(engine, request, options),
    completeness: (request, options = {}) => completeness(engine, request, options),
    duplicates: (request, options = {}) => duplicates(engine, request, options),
    close: engine.close,
  };
}
