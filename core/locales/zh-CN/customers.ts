import type { customers as english } from "../en-US/customers";

export const customers: Record<keyof typeof english, string> = {};
