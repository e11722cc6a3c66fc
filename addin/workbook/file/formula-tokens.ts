/** A piece of a formula as Excel's grammar has it; all pieces together are the formula. */
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

/** The tokens of a formula without `=`. Linear in its length, whatever stands in it. */
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
      // A quotation mark that is never closed: no formula from here on.
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

/** True where a reference or a call may end, so that `#` behind it means its spilled area. */
function endsOperand({ kind, text }: FormulaToken): boolean {
  return kind === "name" || kind === "bracket" || text === ")" || text === "#";
}

/** From an apostrophe to the one that closes it, two standing for one; to the end where none does. */
function quotedAt(formula: string, start: number): string {
  for (let i = start + 1; ; i += 2) {
    i = formula.indexOf("'", i);
    if (i < 0) return formula.slice(start);
    if (formula[i + 1] !== "'") return formula.slice(start, i + 1);
  }
}

/** From a bracket to the one that closes it; an apostrophe takes the next character as it is. */
function bracketAt(formula: string, start: number): string {
  let depth = 0;
  for (let i = start; i < formula.length; i++) {
    if (formula[i] === "'") i++;
    else if (formula[i] === "[") depth++;
    else if (formula[i] === "]" && --depth === 0) return formula.slice(start, i + 1);
  }
  return formula.slice(start);
}

/** For each parenthesis or brace the place of its partner; undefined for what has none. */
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
