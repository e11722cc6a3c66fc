import { CellErrorObject } from "../../functions/cell-error-object";
import type { OutputCell } from "./convention";

/** An error code in a cell, with the message of its function. */
export interface CellMessage {
  readonly code: string;
  readonly message: string;
}

/**
 * The messages of errors that functions returned, by the cell of the formula. They are kept here because a spreadsheet
 * cell holds only the error code.
 */
export class CellMessages {
  /** Messages by cell, function, and position in the result (`row,column`). */
  private readonly said = new Map<string, Map<string, Map<string, CellMessage>>>();

  /** Records the messages of a result, replacing those of the same function in this cell. */
  record(cell: string, functionName: string, result: readonly (readonly OutputCell[])[]): void {
    const messages = new Map<string, CellMessage>();
    result.forEach((row, i) =>
      row.forEach((output, j) => {
        if (output instanceof CellErrorObject) {
          messages.set(`${i},${j}`, { code: output.code, message: output.message });
        }
      }),
    );
    let functions = this.said.get(cell);
    if (functions === undefined) this.said.set(cell, (functions = new Map()));
    functions.set(functionName, messages);
  }

  /**
   * The message for the error `code` shown at a position of the spill of the formula in `cell`: that of the same
   * position, else the first with the same code, because the formula may have processed the function's result.
   */
  find(cell: string, formula: string, code: string, row: number, column: number): string | undefined {
    const upper = formula.toUpperCase();
    const functions = [...(this.said.get(cell) ?? [])].filter(([name]) => upper.includes(`${name}(`));
    for (const [, messages] of functions) {
      const exact = messages.get(`${row},${column}`);
      if (exact?.code === code) return exact.message === "" ? undefined : exact.message;
    }
    for (const [, messages] of functions) {
      for (const one of messages.values()) if (one.code === code && one.message !== "") return one.message;
    }
    return undefined;
  }

  clear(): void {
    this.said.clear();
  }
}

/** The key of a cell in `CellMessages`. */
export function cellKey(unit: string, sheet: string, row: number, column: number): string {
  return `${unit}|${sheet}|${row}|${column}`;
}
