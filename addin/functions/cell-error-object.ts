/** Stand-ins for Excel's `CustomFunctions.Error` and its codes, for running `functions.js` outside Excel. */

/** Cell errors by their names in `CustomFunctions.ErrorCode`. */
export const errorCodes = {
  invalidValue: "#VALUE!",
  notAvailable: "#N/A",
  divisionByZero: "#DIV/0!",
  invalidNumber: "#NUM!",
  nullReference: "#NULL!",
  invalidName: "#NAME?",
  invalidReference: "#REF!",
} as const;

/** `CustomFunctions.Error`: what functions return or throw for an error and receive for an error cell. */
export class CellErrorObject extends Error {
  readonly code: string;
  constructor(code: string, message?: string) {
    super(message ?? "");
    this.name = "CustomFunctions.Error";
    this.code = code;
  }
}
