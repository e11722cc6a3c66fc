import * as core from "@crm-functions/core";
import { answer, readNumber } from "../../cells";

/**
 * Retention rate (end − new) / start: the share of customers who stayed over a period.
 * @customfunction RETENTIONRATE
 * @param {any} start Customers at the start of the period.
 * @param {any} end Customers at its end.
 * @param {any} new_customers Customers won in between.
 * @returns {number} The rate.
 */
export function retentionRate(start: any, end: any, new_customers: any): number {
  return answer(() =>
    core.retentionRate(readNumber(start, "start"), readNumber(end, "end"), readNumber(new_customers, "new")),
  );
}

/**
 * Churn rate lost / start: the share of customers lost over a period.
 * @customfunction CHURNRATE
 * @param {any} start Customers at the start of the period.
 * @param {any} lost Customers lost in it.
 * @returns {number} The rate.
 */
export function churnRate(start: any, lost: any): number {
  return answer(() => core.churnRate(readNumber(start, "start"), readNumber(lost, "lost")));
}

/**
 * Net revenue retention (start + expansion − contraction − churn) / start.
 * @customfunction NRR
 * @param {any} start Recurring revenue at the start of the period.
 * @param {any} expansion Revenue added by these customers.
 * @param {any} contraction Revenue that these customers cut.
 * @param {any} churn Revenue of the customers who left.
 * @returns {number} The share of the revenue at the start.
 */
export function nrr(start: any, expansion: any, contraction: any, churn: any): number {
  return answer(() =>
    core.nrr(
      readNumber(start, "start"),
      readNumber(expansion, "expansion"),
      readNumber(contraction, "contraction"),
      readNumber(churn, "churn"),
    ),
  );
}

/**
 * Gross revenue retention (start − contraction − churn) / start.
 * @customfunction GRR
 * @param {any} start Recurring revenue at the start of the period.
 * @param {any} contraction Revenue that these customers cut.
 * @param {any} churn Revenue of the customers who left.
 * @returns {number} The share of the revenue at the start.
 */
export function grr(start: any, contraction: any, churn: any): number {
  return answer(() =>
    core.grr(readNumber(start, "start"), readNumber(contraction, "contraction"), readNumber(churn, "churn")),
  );
}

/**
 * Customer acquisition cost: cost / customers acquired.
 * @customfunction CAC
 * @param {any} cost What sales and marketing cost.
 * @param {any} customers Customers acquired with it.
 * @returns {number} Cost per customer.
 */
export function cac(cost: any, customers: any): number {
  return answer(() => core.cac(readNumber(cost, "cost"), readNumber(customers, "customers")));
}

/**
 * Return on marketing investment (gain − cost) / cost.
 * @customfunction ROMI
 * @param {any} gain Margin that the marketing brought.
 * @param {any} cost What it cost.
 * @returns {number} The return as a share of the cost.
 */
export function romi(gain: any, cost: any): number {
  return answer(() => core.romi(readNumber(gain, "gain"), readNumber(cost, "cost")));
}
