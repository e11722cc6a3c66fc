import { dayOf } from "../numbers/calendar";
import type { Customer } from "./customer";
import type { Interaction } from "./interaction";

/**
 * The customer after an interaction: consulting and after-sales set the service date, marketing sets the marketing
 * date and, where it has an amount, the marketing value. An interaction older than the date that stands changes
 * nothing. The same object is given back where nothing changes.
 */
export function stampedBy(customer: Customer, interaction: Interaction): Customer {
  const day = dayOf(interaction.when);
  switch (interaction.kind) {
    case "consulting":
    case "after-sales":
      return day > customer.serviceDate ? { ...customer, serviceDate: day } : customer;
    case "marketing": {
      if (day < customer.marketingDate) return customer;
      const marketingValue = interaction.amount ?? customer.marketingValue;
      return day === customer.marketingDate && marketingValue === customer.marketingValue
        ? customer
        : { ...customer, marketingDate: day, marketingValue };
    }
    default:
      return customer;
  }
}
