import { formulaTokens, partnersOf } from "./formula-tokens";

/**
 * Rewrites the references of Excel formulas other than `A1:B2`: a spilled area (`A1#`), one value out of several
 * (`@A1:A9`) and table columns (`Customers[Name]`, `[@Name]`). The caller decides what each becomes.
 */
export interface ReferenceWriter {
  /** `A1#`: gets the reference without the `#`. */
  spill?(reference: string): string;
  /** `@A1:A9`, `@SCORE(…)`: gets the operand without the `@`. */
  single?(operand: string): string;
  /**
   * `Table[specifier]`, `[specifier]` (`table` is "") or a word that may be a table name (no specifier). Undefined
   * leaves it as it is.
   */
  structured?(table: string, specifier: string | undefined): string | undefined;
  /** Replaces calls of a LAMBDA that a LET has named by the LAMBDA itself: `LET(f,LAMBDA(n,n*2),f(4))`. */
  readonly inlineLambdas?: boolean;
}

/** Names declared by LET and LAMBDA, which hide tables of the same name, with the LAMBDA that a name stands for. */
type Declared = ReadonlyMap<string, string | undefined>;

/** A rewritten piece of the formula, and the index of the token after it. */
interface Operand {
  readonly text: string;
  readonly end: number;
}

/** The formula with its references rewritten. Texts, quoted sheet names and array constants stay as they are. */
export function rewriteReferences(formula: string, writer: ReferenceWriter): string {
  const tokens = formulaTokens(formula);
  const partners = partnersOf(tokens);
  return rewritten(0, tokens.length, new Map());

  function textOf(from: number, to: number): string {
    return tokens
      .slice(from, to)
      .map(({ text }) => text)
      .join("");
  }

  function behindSpace(at: number): number {
    return tokens[at]?.kind === "space" ? at + 1 : at;
  }

  function rewritten(from: number, to: number, declared: Declared): string {
    let written = "";
    for (let at = from; at < to;) {
      const { text, end } = tokens[at].text === "(" ? { text: "(", end: at + 1 } : operandAt(at, declared);
      written += text;
      at = end;
    }
    return written;
  }

  /** `@`, a reference, name or call with a `#` after it, or a bracketed part; any other token as it is. */
  function operandAt(at: number, declared: Declared): Operand {
    if (at >= tokens.length) return { text: "", end: at };
    const { kind, text } = tokens[at];
    if (text === "@") return singleAt(at, declared);
    const partner = partners[at];
    if (partner !== undefined && (text === "(" || text === "{")) {
      const inside = text === "(" ? rewritten(at + 1, partner, declared) : textOf(at + 1, partner);
      return { text: text + inside + tokens[partner].text, end: partner + 1 };
    }
    if (kind !== "sheet" && kind !== "name" && kind !== "bracket") return { text, end: at + 1 };
    const sheet = kind === "sheet" ? text : "";
    const nameAt = sheet === "" ? at : at + 1;
    const name = tokens[nameAt]?.kind === "name" ? tokens[nameAt].text : "";
    const behind = name === "" ? nameAt : nameAt + 1;
    if (sheet === "" && tokens[behind]?.kind === "bracket") {
      const bracket = tokens[behind].text;
      return withSpill(writer.structured?.(name, bracket.slice(1, -1)) ?? name + bracket, behind + 1);
    }
    if (name === "") return { text: sheet, end: nameAt };
    if (tokens[behind]?.text === "(") {
      const close = partners[behind];
      if (close === undefined) return { text: textOf(at, tokens.length), end: tokens.length };
      const lambda =
        sheet === "" && writer.inlineLambdas === true ? declared.get(name.toLowerCase()) : undefined;
      const given = rewrittenArguments(name, behind + 1, close, declared);
      return withSpill(`${sheet}${lambda ?? name}(${given})`, close + 1);
    }
    const isName = sheet === "" && !declared.has(name.toLowerCase());
    const table = isName ? writer.structured?.(name, undefined) : undefined;
    return withSpill(table ?? sheet + name, behind);
  }

  /** `@A1:A9` takes one value of the whole range. */
  function singleAt(at: number, declared: Declared): Operand {
    let { text, end } = operandAt(behindSpace(at + 1), declared);
    while (tokens[behindSpace(end)]?.text === ":") {
      const next = operandAt(behindSpace(behindSpace(end) + 1), declared);
      text += `:${next.text}`;
      ({ end } = next);
    }
    return { text: writer.single?.(text) ?? `@${text}`, end };
  }

  function withSpill(text: string, end: number): Operand {
    if (tokens[end]?.text !== "#" || writer.spill === undefined) return { text, end };
    return { text: writer.spill(text), end: end + 1 };
  }

  /** The arguments of a call; names declared by `LET(name, value, …)` and `LAMBDA(name, …, body)` apply inside it. */
  function rewrittenArguments(called: string, from: number, to: number, outer: Declared): string {
    const which = /^(?:_xlfn\.)?(let|lambda)$/i.exec(called)?.[1].toLowerCase();
    if (which === undefined) return rewritten(from, to, outer);
    const ends: number[] = [];
    for (let at = from; at < to; at = (partners[at] ?? at) + 1) if (tokens[at].text === ",") ends.push(at);
    ends.push(to);
    const starts = [from, ...ends.map((end) => end + 1)];
    const declared = new Map(outer);
    return ends
      .map((end, i) => {
        const given = textOf(starts[i], end);
        const isLast = i === ends.length - 1;
        if (!isLast && (which === "lambda" || i % 2 === 0)) {
          if (which === "lambda") declared.set(given.trim().toLowerCase(), undefined);
          return given;
        }
        const text = rewritten(starts[i], end, declared);
        if (!isLast) {
          const isLambda = /^\s*(?:_xlfn\.)?lambda\s*\(/i.test(text);
          const name = textOf(starts[i - 1], ends[i - 1])
            .trim()
            .toLowerCase();
          declared.set(name, isLambda ? text.trim() : undefined);
        }
        return text;
      })
      .join(",");
  }
}
