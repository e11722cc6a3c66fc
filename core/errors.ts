import { messageOf, type MessageKey, type MessageParameters } from "./locales/message";

/**
 * What a spreadsheet shows for an error:
 * `value` #VALUE!, `na` #N/A, `num` #NUM!, `div0` #DIV/0!.
 */
export type ErrorCode = "value" | "na" | "num" | "div0";

/** Where the trouble is. Rows and columns count from 1, as a user counts them. */
export interface ErrorPlace {
  /** Name of the argument as the function catalogue has it, such as `weights`. */
  readonly argument?: string;
  readonly row?: number;
  readonly column?: number;
}

/**
 * The one error type of the project. `message` is English; `messageOf(error.key, error.parameters, "zh-CN")`
 * gives the same sentence in Chinese.
 */
export class CrmError extends Error {
  readonly code: ErrorCode;
  readonly key: MessageKey;
  readonly parameters: MessageParameters;
  readonly place: ErrorPlace;

  constructor(code: ErrorCode, key: MessageKey, parameters: MessageParameters = {}) {
    super(messageOf(key, parameters, "en-US"));
    this.name = "CrmError";
    this.code = code;
    this.key = key;
    this.parameters = parameters;
    this.place = {
      argument: typeof parameters.argument === "string" ? parameters.argument : undefined,
      row: typeof parameters.row === "number" ? parameters.row : undefined,
      column: typeof parameters.column === "number" ? parameters.column : undefined,
    };
  }
}
