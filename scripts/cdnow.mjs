import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.mjs";

/** Customer, day (ISO) and amount of each purchase in the CDNOW sample. */
export async function cdnowPurchases() {
  const text = await readFile(join(root, "notebooks", "data", "cdnow_sample.csv"), "utf8");
  const [, ...lines] = text.trim().split("\n");
  return lines.map((line) => {
    const [customer, day, , amount] = line.trim().split(",");
    return [customer, day, Number(amount)];
  });
}
