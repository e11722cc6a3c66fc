import { customers } from "./customers";
import { imports } from "./imports";
import { measures } from "./measures";
import { ranges } from "./ranges";
import { regression } from "./regression";

/** Every message of the core, by family. */
export const messages = { ...ranges, ...regression, ...measures, ...customers, ...imports } as const;
