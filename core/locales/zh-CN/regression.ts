import type { regression as english } from "../en-US/regression";

export const regression: Record<keyof typeof english, string> = {};
