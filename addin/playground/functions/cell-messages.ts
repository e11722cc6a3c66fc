import { CellErrorObject } from "../../functions/cell-error-object";
import type { OutputCell } from "./convention";

/** An error as a cell shows it, with what its function said about it. */
export interface CellMessage {
  readonly code: string;
  readonly message: string;
}

/**
 * What functions said about the errors they returned, by the cell of the formula: a spreadsheet cell has room for the
 * code of an error only.
 */
export class CellMessages {
  /** By cell and function: messages by position in the result (`row,column`). */
  private readonly said = new Map<string, Map<string, Map<string, CellMessage>>>();

  /** Takes the messages of a result, in place of what the same function said in this cell before. */
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
   * The message for the error `code` that the formula of `cell` shows at a position of its spill: what was said about
   * that very position, else the first one with the same code (the formula may have worked on with the result).
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
