import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";

/** What functions.js, as built, associates, by id; run in this context: in one of its own every look at Math goes through Node. */
export function excelFunctions(root) {
  const functions = new Map();
  const CustomFunctions = {
    Error: class extends Error {},
    ErrorCode: {},
    associate: (id, implementation) => functions.set(id, implementation),
  };
  const source = readFileSync(join(root, "dist", "functions.js"), "utf8");
  compileFunction(source, ["CustomFunctions"])(CustomFunctions);
  return functions;
}
