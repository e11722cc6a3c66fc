import { afterEach } from "@jest/globals";

/**
 * What a custom functions runtime offers to functions.js, as documented by Microsoft: `Error` with a code and a
 * message, `ErrorCode`, `associate`. Import it before the code under test.
 */
const ErrorCode = {
  divisionByZero: "#DIV/0!",
  invalidName: "#NAME?",
  invalidNumber: "#NUM!",
  invalidReference: "#REF!",
  invalidValue: "#VALUE!",
  notAvailable: "#N/A",
  nullReference: "#NULL!",
} as const;

class CustomFunctionsError {
  constructor(
    readonly code: string,
    readonly message?: string,
  ) {}
}

export const associated = new Map<string, (...args: unknown[]) => unknown>();

Object.assign(globalThis, {
  CustomFunctions: {
    Error: CustomFunctionsError,
    ErrorCode,
    associate: (id: string, body: (...args: unknown[]) => unknown) => associated.set(id, body),
  },
});

/** An error cell of the given name, as a function receives or returns it. */
export function cellError(code: string, message?: string): CustomFunctionsError {
  return new CustomFunctionsError(code, message);
}

/** The error thrown by `body`, as a cell would show it. */
export function thrownBy(body: () => unknown): { code: string; message?: string } {
  try {
    body();
  } catch (error) {
    return error as { code: string; message?: string };
  }
  throw new Error("nothing was thrown");
}

let spoken = "en-US";

/** Sets Excel's display language until the test ends. */
export function speak(language: string): void {
  spoken = language;
  Object.assign(globalThis, { Office: { context: { displayLanguage: language } } });
}

afterEach(() => {
  if (spoken !== "en-US") speak("en-US");
});
