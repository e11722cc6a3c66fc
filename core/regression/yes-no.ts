import { CrmError } from "../errors";
import { readYesNo } from "../yes-no-words";

/** A cell of a yes/no column: 0 and 1, logical values, or two texts; null, "" and NaN are blanks. */
export type YesNo = number | boolean | string | null;

/** An outcome as numbers (1 yes, 0 no, NaN blank), and what its yes is called. */
export interface YesNoValues {
  readonly values: Float64Array;
  readonly yes: string;
}

/**
 * Reads an outcome. If two texts are not words for yes and no, the one that sorts last is the yes; case and surrounding
 * blanks do not count.
 *
 * @throws CrmError `outcomeOneValue`, `outcomeThreeValues`, `outcomeNotBinary` (numbers other than 0 and 1)
 */
export function yesNoOf(outcomes: ArrayLike<YesNo>): YesNoValues {
  const plain = zerosAndOnes(outcomes);
  if (plain !== undefined) return { values: plain, yes: "1" };
  const seen = new Map<string, string>();
  const keys = Array.from(outcomes, (value, i) => {
    const text = textOf(value);
    if (text === "") return "";
    if (typeof value === "number" && value !== 0 && value !== 1) {
      throw new CrmError("value", "outcomeNotBinary", { argument: "y", row: i + 1, found: value });
    }
    const key = text.toLowerCase();
    if (!seen.has(key)) seen.set(key, text);
    if (seen.size > 2) {
      throw new CrmError("value", "outcomeThreeValues", {
        argument: "y",
        row: i + 1,
        found: text,
        values: [...seen.values()]
          .slice(0, 2)
          .map((each) => `"${each}"`)
          .join(", "),
      });
    }
    return key;
  });
  const [one, other] = [...seen.keys()].sort((a, b) => (a < b ? -1 : 1));
  if (other === undefined) {
    throw new CrmError("value", "outcomeOneValue", { argument: "y", found: seen.get(one) ?? "" });
  }
  const yes = readYesNo(one) === true && readYesNo(other) === false ? one : other;
  return {
    values: Float64Array.from(keys, (key) => (key === "" ? NaN : Number(key === yes))),
    yes: seen.get(yes)!,
  };
}

function textOf(value: YesNo | undefined): string {
  if (value === null || value === undefined || value !== value) return "";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return String(value).trim();
}

/** The values if they are all 0, 1 or blank and both 0 and 1 occur, else undefined; spares texts for many rows. */
function zerosAndOnes(outcomes: ArrayLike<YesNo>): Float64Array | undefined {
  const values = new Float64Array(outcomes.length);
  let zeros = 0;
  let ones = 0;
  for (let i = 0; i < values.length; i++) {
    const value = outcomes[i];
    if (value === 1) ones++;
    else if (value === 0) zeros++;
    else if (value !== null && value !== "" && value === value) return undefined;
    values[i] = value === 1 ? 1 : value === 0 ? 0 : NaN;
  }
  return zeros > 0 && ones > 0 ? values : undefined;
}
