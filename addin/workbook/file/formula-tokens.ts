/** A token of a formula in Excel's grammar. Concatenated, the tokens give the formula. */
export interface FormulaToken {
  readonly kind:
    | "text" // "…"
    | "sheet" // Sheet1!  'My sheet'!  [2]!  [Book.xlsx]Sheet1!
    | "bracket" // [Price]  [@Price]  [[#This Row],[Price]]
    | "error" // #N/A
    | "number"
    | "name" // a function, a name, a table, a cell, a column
    | "space"
    | "mark"; // operators and parentheses
  readonly text: string;
}

const patterns: readonly (readonly [FormulaToken["kind"], RegExp])[] = [
  ["space", /\s+/y],
  ["text", /"(?:[^"]|"")*"/y],
  ["sheet", /\[[^[\]]*\][\p{L}\p{N}_.]*!|[\p{L}_\\][\p{L}\p{N}\p{M}_.\\]*!/uy],
  ["name", /[\p{L}_\\$][\p{L}\p{N}\p{M}_.\\?$]*/uy],
  ["number", /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
];
const errorLiteral = /#[A-Z][A-Z0-9/_]*[!?]?/y;

/** The tokens of a formula without `=`, in linear time for any input. */
export function formulaTokens(formula: string): FormulaToken[] {
  const tokens: FormulaToken[] = [];
  let at = 0;
  const take = (kind: FormulaToken["kind"], text: string): void => {
    tokens.push({ kind, text });
    at += text.length;
  };
  next: while (at < formula.length) {
    const before = tokens.at(-1);
    const afterOperand = before !== undefined && endsOperand(before);
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = at;
      const found = pattern.exec(formula);
      if (found === null) continue;
      take(kind, found[0]);
      continue next;
    }
    if (formula[at] === "[") {
      take("bracket", bracketAt(formula, at));
    } else if (formula[at] === "'") {
      const quoted = quotedAt(formula, at);
      const isSheet = quoted.length > 2 && formula[at + quoted.length] === "!";
      take(isSheet ? "sheet" : "mark", isSheet ? `${quoted}!` : quoted);
    } else if (formula[at] === '"') {
      // An unclosed quotation mark: the rest is text.
      take("text", formula.slice(at));
    } else {
      errorLiteral.lastIndex = at;
      const error = afterOperand ? null : errorLiteral.exec(formula);
      if (error !== null) take("error", error[0]);
      else take("mark", formula[at]);
    }
  }
  return tokens;
}

/** True if a reference or call may end here, so that a following `#` means its spilled area. */
function endsOperand({ kind, text }: FormulaToken): boolean {
  return kind === "name" || kind === "bracket" || text === ")" || text === "#";
}

/** From an apostrophe to the closing one, skipping doubled ones; to the end of the formula if there is none. */
function quotedAt(formula: string, start: number): string {
  for (let i = start + 1; ; i += 2) {
    i = formula.indexOf("'", i);
    if (i < 0) return formula.slice(start);
    if (formula[i + 1] !== "'") return formula.slice(start, i + 1);
  }
}

/** From a bracket to the closing one; an apostrophe escapes the next character. */
function bracketAt(formula: string, start: number): string {
  let depth = 0;
  for (let i = start; i < formula.length; i++) {
    if (formula[i] === "'") i++;
    else if (formula[i] === "[") depth++;
    else if (formula[i] === "]" && --depth === 0) return formula.slice(start, i + 1);
  }
  return formula.slice(start);
}

/** The index of the matching parenthesis or brace for each token; undefined if there is none. */
export function partnersOf(tokens: readonly FormulaToken[]): (number | undefined)[] {
  const partners = new Array<number | undefined>(tokens.length).fill(undefined);
  const open: number[] = [];
  tokens.forEach(({ kind, text }, i) => {
    if (kind !== "mark") return;
    if (text === "(" || text === "{") open.push(i);
    else if (text === ")" || text === "}") {
      const partner = open.pop();
      if (partner === undefined) return;
      partners[partner] = i;
      partners[i] = partner;
    }
  });
  return partners;
}
