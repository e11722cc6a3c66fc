import { dayOf } from "../numbers/calendar";
import type { Customer } from "./customer";
import type { Interaction } from "./interaction";

/**
 * Returns the customer after an interaction. Consulting and after-sales set the service date; marketing sets the
 * marketing date and, if the interaction has an amount, the marketing value. Interactions older than the present date
 * change nothing. Returns the same object if nothing changes.
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
