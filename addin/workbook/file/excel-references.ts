/**
 * The references that Excel's formulas have beside `A1:B2`: the spill of a cell (`A1#`), one value out of several (`@A1:A9`)
 * and the columns of a table (`Customers[Name]`, `[@Name]`). Found here, once; what becomes of them is the caller's.
 */
export interface ReferenceWriter {
  /** `A1#`: the reference without its sign. */
  spill?(reference: string): string;
  /** `@A1:A9`, `@SCORE(…)`: the operand without its sign. */
  single?(operand: string): string;
  /**
   * `Table[specifier]`, `[specifier]` (`table` is "") or a word that may be a table's name (no specifier). Undefined: it
   * stays as it is.
   */
  structured?(table: string, specifier: string | undefined): string | undefined;
  /** Writes the LAMBDA itself where a LET calls it by its name: `LET(f,LAMBDA(n,n*2),f(4))`. */
  readonly inlineLambdas?: boolean;
}

const wordStart = /[\p{L}\p{N}_$\\.]/u;
const word = /[\p{L}\p{N}_$\\.?]+/uy;
const errorLiteral = /#(?:N\/A|[A-Z0-9_]+[!?]?)/iy;
/** Names that LET and LAMBDA declare hide tables of the same name; with the LAMBDA that a name stands for. */
type Declared = ReadonlyMap<string, string | undefined>;

/** The formula with its references written in another way. Texts, quoted sheet names and array constants stay. */
export function rewriteReferences(formula: string, writer: ReferenceWriter): string {
  return rewrite(formula, writer, new Map());
}

function rewrite(formula: string, writer: ReferenceWriter, declared: Declared): string {
  let written = "";
  let i = 0;
  while (i < formula.length) {
    const character = formula[i];
    if (character === "#") i = copy(matchAt(errorLiteral, formula, i) ?? i + 1);
    else if ("@'[{\"".includes(character) || wordStart.test(character)) {
      const operand = readOperand(formula, i, writer, declared);
      written += operand.text;
      i = operand.end;
    } else i = copy(i + 1);
  }
  return written;

  function copy(end: number): number {
    written += formula.slice(i, end);
    return end;
  }
}

interface Operand {
  readonly text: string;
  readonly end: number;
}

/** Reads `@`, a reference, a name or a call from `start` on, with the `#` behind it. */
function readOperand(formula: string, start: number, writer: ReferenceWriter, declared: Declared): Operand {
  if (formula[start] === "@") {
    const first = readOperand(formula, skipBlanks(formula, start + 1), writer, declared);
    let { text, end } = first;
    // `@A1:A9` takes one out of the whole range.
    while (formula[skipBlanks(formula, end)] === ":") {
      const next = readOperand(formula, skipBlanks(formula, skipBlanks(formula, end) + 1), writer, declared);
      text += `:${next.text}`;
      ({ end } = next);
    }
    return { text: writer.single?.(text) ?? `@${text}`, end };
  }
  if (formula[start] === "(") {
    const end = endOfBrackets(formula, start);
    return { text: `(${rewrite(formula.slice(start + 1, end - 1), writer, declared)})`, end };
  }
  if (formula[start] === "{" || formula[start] === '"') {
    const end = formula[start] === "{" ? endOfArray(formula, start) : endOfQuoted(formula, start, '"');
    return { text: formula.slice(start, end), end };
  }
  const sheetEnd = endOfSheet(formula, start);
  const sheet = formula.slice(start, sheetEnd);
  const nameEnd = matchAt(word, formula, sheetEnd) ?? sheetEnd;
  const name = formula.slice(sheetEnd, nameEnd);
  if (sheet === "" && formula[nameEnd] === "[") {
    const end = endOfSpecifier(formula, nameEnd);
    const specifier = formula.slice(nameEnd + 1, end - 1);
    return withSpill(writer.structured?.(name, specifier) ?? formula.slice(start, end), end);
  }
  if (formula[nameEnd] === "(") {
    const end = endOfBrackets(formula, nameEnd);
    if (formula[end - 1] !== ")") return { text: formula.slice(start, end), end };
    const inside = formula.slice(nameEnd + 1, end - 1);
    const lambda =
      sheet === "" && writer.inlineLambdas === true ? declared.get(name.toLowerCase()) : undefined;
    return withSpill(`${sheet}${lambda ?? name}(${rewriteArguments(name, inside, writer, declared)})`, end);
  }
  if (name === "") {
    const end = Math.max(sheetEnd, start + 1);
    return { text: formula.slice(start, end), end };
  }
  const isName = sheet === "" && !declared.has(name.toLowerCase());
  const table = isName ? writer.structured?.(name, undefined) : undefined;
  return withSpill(table ?? sheet + name, nameEnd);

  function withSpill(text: string, end: number): Operand {
    if (formula[end] !== "#" || writer.spill === undefined) return { text, end };
    return { text: writer.spill(text), end: end + 1 };
  }
}

function matchAt(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function skipBlanks(formula: string, at: number): number {
  while (formula[at] === " ") at++;
  return at;
}

/** Behind the closing quote; a doubled quote is one within. */
function endOfQuoted(formula: string, start: number, quote: string): number {
  for (let i = start + 1; i < formula.length; i++) {
    if (formula[i] !== quote) continue;
    if (formula[i + 1] !== quote) return i + 1;
    i++;
  }
  return formula.length;
}

function endOfArray(formula: string, start: number): number {
  for (let i = start + 1; i < formula.length; i++) {
    if (formula[i] === '"') i = endOfQuoted(formula, i, '"') - 1;
    else if (formula[i] === "}") return i + 1;
  }
  return formula.length;
}

/** Behind `Sheet!`, `'My sheet'!` or `[Book]Sheet!`; `start` where no sheet is named. */
function endOfSheet(formula: string, start: number): number {
  if (formula[start] === "'") {
    const end = endOfQuoted(formula, start, "'");
    return formula[end] === "!" ? end + 1 : end;
  }
  const external = /\[[^\][]*\][\p{L}\p{N}_.]*!|[\p{L}\p{N}_.]+!/uy;
  return matchAt(external, formula, start) ?? start;
}

/** Behind the bracket that closes the specifier; an apostrophe takes the meaning from the next character. */
function endOfSpecifier(formula: string, start: number): number {
  let depth = 0;
  for (let i = start; i < formula.length; i++) {
    if (formula[i] === "'") i++;
    else if (formula[i] === "[") depth++;
    else if (formula[i] === "]" && --depth === 0) return i + 1;
  }
  return formula.length;
}

function endOfBrackets(formula: string, start: number): number {
  let depth = 0;
  for (let i = start; i < formula.length; i++) {
    if (formula[i] === '"' || formula[i] === "'") i = endOfQuoted(formula, i, formula[i]) - 1;
    else if (formula[i] === "{") i = endOfArray(formula, i) - 1;
    else if (formula[i] === "[") i = endOfSpecifier(formula, i) - 1;
    else if (formula[i] === "(") depth++;
    else if (formula[i] === ")" && --depth === 0) return i + 1;
  }
  return formula.length;
}

/** The arguments of a call; what `LET(name, value, …)` and `LAMBDA(name, …, body)` declare holds within. */
function rewriteArguments(called: string, inside: string, writer: ReferenceWriter, outer: Declared): string {
  const which = /^(?:_xlfn\.)?(let|lambda)$/i.exec(called)?.[1].toLowerCase();
  if (which === undefined) return rewrite(inside, writer, outer);
  const given = argumentsOf(inside);
  const declared = new Map(outer);
  return given
    .map((argument, i) => {
      const isName = i < given.length - 1 && (which === "lambda" || i % 2 === 0);
      const name = argument.trim().toLowerCase();
      if (isName && which === "lambda") declared.set(name, undefined);
      if (isName) return argument;
      const text = rewrite(argument, writer, declared);
      if (which === "let" && i < given.length - 1) {
        const isLambda = /^\s*(?:_xlfn\.)?lambda\s*\(/i.test(text);
        declared.set(given[i - 1].trim().toLowerCase(), isLambda ? text.trim() : undefined);
      }
      return text;
    })
    .join(",");
}

function argumentsOf(inside: string): string[] {
  const found: string[] = [];
  let from = 0;
  for (let i = 0; i <= inside.length; i++) {
    if (inside[i] === '"' || inside[i] === "'") i = endOfQuoted(inside, i, inside[i]) - 1;
    else if (inside[i] === "{") i = endOfArray(inside, i) - 1;
    else if (inside[i] === "[") i = endOfSpecifier(inside, i) - 1;
    else if (inside[i] === "(") i = endOfBrackets(inside, i) - 1;
    else if (i === inside.length || inside[i] === ",") {
      found.push(inside.slice(from, i));
      from = i + 1;
    }
  }
  return found;
}
