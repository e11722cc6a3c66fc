import type { TextParameters } from "./locales/fill-in";
import { messageOf, type Language, type MessageKey, type MessageParameters } from "./locales/message";

/** The error that a spreadsheet shows: `value` #VALUE!, `na` #N/A, `num` #NUM!, `div0` #DIV/0!. */
export type ErrorCode = "value" | "na" | "num" | "div0";

/** Location of the error. Rows and columns count from 1, as users count them. */
export interface ErrorPlace {
  /** Name of the parameter, a key of `argumentNames`: `weights`. */
  readonly argument?: string;
  readonly row?: number;
  readonly column?: number;
}

/** An error for users to read: `message` is English, `messageIn("zh-CN")` Chinese. Base class of all our errors. */
export abstract class WordedError extends Error {
  readonly #say: (language: Language) => string;

  constructor(name: string, say: (language: Language) => string, options?: { cause: unknown }) {
    super(say("en-US"));
    if (options !== undefined) this.cause = options.cause;
    this.name = name;
    this.#say = say;
  }

  messageIn(language: Language): string {
    return this.#say(language);
  }
}

/** A worded error whose message has a key and placeholders. */
export abstract class KeyedError<Key extends string> extends WordedError {
  readonly key: Key;
  readonly parameters: TextParameters;

  constructor(
    name: string,
    key: Key,
    parameters: TextParameters,
    textOf: (key: Key, parameters: TextParameters, language: Language) => string,
    options?: { cause: unknown },
  ) {
    super(name, (language) => textOf(key, parameters, language), options);
    this.key = key;
    this.parameters = parameters;
  }
}

/** The message of anything thrown: of our own errors in `language`, of others as it is. */
export function errorText(error: unknown, language: Language): string {
  if (error instanceof WordedError) return error.messageIn(language);
  return error instanceof Error ? error.message : String(error);
}

/** What the core refuses, with the code that a cell shows and the location of the error. */
export class CrmError extends KeyedError<MessageKey> {
  readonly code: ErrorCode;
  readonly place: ErrorPlace;

  constructor(code: ErrorCode, key: MessageKey, parameters: MessageParameters = {}) {
    super("CrmError", key, parameters, messageOf);
    this.code = code;
    this.place = {
      argument: typeof parameters.argument === "string" ? parameters.argument : undefined,
      row: typeof parameters.row === "number" ? parameters.row : undefined,
      column: typeof parameters.column === "number" ? parameters.column : undefined,
    };
  }
}
