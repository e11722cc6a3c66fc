import type { Language } from "@crm-functions/core";
import { warehouseText, type WarehouseErrorKey } from "./texts";

/** What a warehouse throws: `message` is English, `messageIn("zh-CN")` the same in Chinese. */
export class WarehouseError extends Error {
  readonly key: WarehouseErrorKey;
  readonly parameters: Readonly<Record<string, string | number>>;

  constructor(
    key: WarehouseErrorKey,
    parameters: Readonly<Record<string, string | number>> = {},
    options?: { cause: unknown },
  ) {
    super(warehouseText(key, parameters, "en-US"));
    if (options !== undefined) this.cause = options.cause;
    this.name = "WarehouseError";
    this.key = key;
    this.parameters = parameters;
  }

  messageIn(language: Language): string {
    return warehouseText(this.key, this.parameters, language);
  }
}
