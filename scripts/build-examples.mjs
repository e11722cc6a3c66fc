// Builds the example workbooks: dist/examples/<analysis>.<language>.xlsx, with formulas in Excel's stored form and the
// values that functions.js computes for them.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { cdnowPurchases } from "./cdnow.mjs";
import { importTypeScript } from "./import-typescript.mjs";
import { root } from "./root.mjs";

/** @param {{ outDir: string }} options already contains functions.js and functions.json */
export async function buildExamples({ outDir }) {
  const examples = await importTypeScript(join(root, "addin", "playground", "examples", "index.ts"));
  const { functions } = JSON.parse(await readFile(join(outDir, "functions.json"), "utf8"));
  const purchases = (await cdnowPurchases()).map(([customer, day, amount]) => [
    customer,
    Date.parse(day) / 86400000 + 25569, // Excel's serial number of the day
    amount,
  ]);
  await mkdir(join(outDir, "examples"), { recursive: true });
  for (const language of ["en-US", "zh-CN"]) {
    const implementations = runFunctions(
      await readFile(join(outDir, "functions.js"), "utf8"),
      language,
      examples,
    );
    for (const id of examples.exampleIds) {
      const workbook = examples.exampleWorkbook(id, language, purchases);
      const computed = examples.computeWorkbook(workbook, functions, implementations);
      await writeFile(join(outDir, examples.exampleFile(id, language)), examples.writeXlsx(computed));
    }
  }
}

/** The implementations that functions.js associates when run with the globals that Excel provides. */
function runFunctions(source, language, { CellErrorObject, errorCodes }) {
  const implementations = new Map();
  const CustomFunctions = {
    Error: CellErrorObject,
    ErrorCode: errorCodes,
    associate: (id, implementation) => implementations.set(id, implementation),
  };
  // In this context, not a new one, in which every access to Math would go through Node.
  compileFunction(source, ["CustomFunctions", "Office"])(CustomFunctions, {
    context: { displayLanguage: language },
  });
  return implementations;
}
