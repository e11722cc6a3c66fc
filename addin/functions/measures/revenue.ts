import * as core from "@crm-functions/core";
import { answer } from "../../cells";

/**
 * Retention rate (end − new) / start: the share of customers who stayed over a period.
 * @customfunction RETENTIONRATE
 * @param {number} start Customers at the start of the period.
 * @param {number} end Customers at its end.
 * @param {number} new_customers Customers won in between.
 * @returns {number} The rate.
 */
export function retentionRate(start: number, end: number, new_customers: number): number {
  return answer(() => core.retentionRate(start, end, new_customers));
}

/**
 * Churn rate lost / start: the share of customers lost over a period.
 * @customfunction CHURNRATE
 * @param {number} start Customers at the start of the period.
 * @param {number} lost Customers lost in it.
 * @returns {number} The rate.
 */
export function churnRate(start: number, lost: number): number {
  return answer(() => core.churnRate(start, lost));
}

/**
 * Net revenue retention (start + expansion − contraction − churn) / start.
 * @customfunction NRR
 * @param {number} start Recurring revenue at the start of the period.
 * @param {number} expansion Revenue added by these customers.
 * @param {number} contraction Revenue that these customers cut.
 * @param {number} churn Revenue of the customers who left.
 * @returns {number} The share of the revenue at the start.
 */
export function nrr(start: number, expansion: number, contraction: number, churn: number): number {
  return answer(() => core.nrr(start, expansion, contraction, churn));
}

/**
 * Gross revenue retention (start − contraction − churn) / start.
 * @customfunction GRR
 * @param {number} start Recurring revenue at the start of the period.
 * @param {number} contraction Revenue that these customers cut.
 * @param {number} churn Revenue of the customers who left.
 * @returns {number} The share of the revenue at the start.
 */
export function grr(start: number, contraction: number, churn: number): number {
  return answer(() => core.grr(start, contraction, churn));
}

/**
 * Customer acquisition cost: cost / customers acquired.
 * @customfunction CAC
 * @param {number} cost What sales and marketing cost.
 * @param {number} customers Customers acquired with it.
 * @returns {number} Cost per customer.
 */
export function cac(cost: number, customers: number): number {
  return answer(() => core.cac(cost, customers));
}

/**
 * Return on marketing investment (gain − cost) / cost.
 * @customfunction ROMI
 * @param {number} gain Margin that the marketing brought.
 * @param {number} cost What it cost.
 * @returns {number} The return as a share of the cost.
 */
export function romi(gain: number, cost: number): number {
  return answer(() => core.romi(gain, cost));
}
