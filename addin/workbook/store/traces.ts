import { digitsOf, foldText, type Customer } from "@crm-functions/core";
import type { Area, CellValue, Workbook } from "../workbook";

/** A cell that still reveals something about a person. */
export interface Trace {
  readonly area: Area;
  readonly value: CellValue;
  /** True if the cell holds nothing else; false if the person is named within a longer text or a formula. */
  readonly whole: boolean;
  /** True if a formula computes the value: the trace disappears when the formula's input does. */
  readonly calculated: boolean;
}

// Cells per read: a fifth of what Excel on the web permits in one response.
const cellsPerRead = 200_000;

/**
 * Cells of any sheet that name a person by id, phone (in any spelling), e-mail or name, alone or within a text. For the
 * check after an erasure; takes the record as it was before.
 */
export async function tracesOf(workbook: Workbook, customer: Customer): Promise<Trace[]> {
  const isTrace = traceTest(customer);
  const traces: Trace[] = [];
  for (const sheet of await workbook.sheets({ hidden: true })) {
    const used = await workbook.usedArea(sheet);
    if (used === undefined) continue;
    const rowsPerRead = Math.max(1, Math.floor(cellsPerRead / used.columns));
    for (let first = 0; first < used.rows; first += rowsPerRead) {
      const part = { ...used, row: used.row + first, rows: Math.min(rowsPerRead, used.rows - first) };
      const [values] = await workbook.read([part]);
      const [formulas] = await workbook.formulas([part]);
      values.forEach((row, i) =>
        row.forEach((value, j) => {
          // A formula may name a person without showing the name.
          const found =
            isTrace(value) ?? (formulas[i][j] === "" ? undefined : isTrace(formulas[i][j]) && "part");
          if (found === undefined) return;
          const area = { sheet, row: part.row + i, column: part.column + j, rows: 1, columns: 1 };
          traces.push({ area, value, whole: found === "whole", calculated: formulas[i][j] !== "" });
        }),
      );
    }
  }
  return traces;
}

/** Blanks the cells of traces in one write. */
export async function clearTraces(workbook: Workbook, traces: readonly Trace[]): Promise<void> {
  if (traces.length > 0) await workbook.write(traces.map(({ area }) => ({ area, values: [[null]] })));
}

function traceTest(customer: Customer): (value: CellValue) => "whole" | "part" | undefined {
  const name = foldText(customer.name);
  const email = foldText(customer.email);
  const id = foldText(customer.id);
  const phone = digitsOf(customer.phone);
  // Short numbers, ids and names identify nobody: they occur in many unrelated texts.
  const phoneDigits = phone.length >= 7 ? phone.slice(-Math.min(9, phone.length)) : "";
  const parts = [email, id.length >= 6 ? id : "", isTelling(name) ? name : ""].filter((part) => part !== "");
  const wholes = new Set([name, email, id].filter((part) => part !== ""));
  return (value) => {
    if (typeof value !== "string" && typeof value !== "number") return undefined;
    const text = foldText(String(value));
    if (wholes.has(text)) return "whole";
    const digits = digitsOf(text);
    if (phoneDigits !== "" && digits.endsWith(phoneDigits) && digits.length <= 16) {
      return /\p{L}/u.test(text) ? "part" : "whole";
    }
    if (phoneDigits !== "" && digits.includes(phoneDigits) && typeof value === "string") return "part";
    return parts.some((part) => hasWord(text, part)) ? "part" : undefined;
  };
}

/** A name that hardly anybody else has: two words, three Chinese characters, or eight characters of any kind. */
function isTelling(name: string): boolean {
  return /\S\s+\S/.test(name) || /\p{Script=Han}{3,}/u.test(name) || name.length >= 8;
}

/** True if the text contains the part, but not inside a longer Latin word or number. */
function hasWord(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const inWord = (neighbour: string, edge: string) =>
      /[\p{L}\p{N}]/u.test(neighbour) && /[a-z0-9]/.test(edge) && !/\p{Script=Han}/u.test(neighbour);
    if (!inWord(text.charAt(at - 1), part[0]) && !inWord(text.charAt(at + part.length), part.at(-1)!))
      return true;
  }
  return false;
}
