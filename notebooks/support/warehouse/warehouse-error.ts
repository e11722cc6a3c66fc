import { WordedError, type TextParameters } from "@crm-functions/core";
import { warehouseText, type WarehouseErrorKey } from "./texts";

/** What a warehouse throws: `message` is English, `messageIn("zh-CN")` the same in Chinese. */
export class WarehouseError extends WordedError {
  readonly key: WarehouseErrorKey;
  readonly parameters: TextParameters;

  constructor(key: WarehouseErrorKey, parameters: TextParameters = {}, options?: { cause: unknown }) {
    super("WarehouseError", (language) => warehouseText(key, parameters, language), options);
    this.key = key;
    this.parameters = parameters;
  }
}
