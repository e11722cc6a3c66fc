import { KeyedError, type TextParameters } from "@crm-functions/core";
import { warehouseText, type WarehouseErrorKey } from "./texts";

/** An error of a warehouse: `message` is English, `messageIn("zh-CN")` the same in Chinese. */
export class WarehouseError extends KeyedError<WarehouseErrorKey> {
  constructor(key: WarehouseErrorKey, parameters: TextParameters = {}, options?: { cause: unknown }) {
    super("WarehouseError", key, parameters, warehouseText, options);
  }
}
