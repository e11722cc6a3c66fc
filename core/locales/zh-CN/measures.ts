import type { measures as english } from "../en-US/measures";

export const measures: Record<keyof typeof english, string> = {};
