import { formulaTokens, partnersOf, type FormulaToken } from "./formula-tokens";

/*
 * Converts between formulas as users type them and as Excel stores them in a file.
 *
 * Excel stores `CRM.NEEDSCORE(A1)` as `_xldudf_CRM_NEEDSCORE(A1)`, and only that form works once the add-in loads
 * (office-js issues 3872, 5611, 6611). Functions newer than the file format get the prefix `_xlfn.`, names of LET and
 * LAMBDA `_xlpm.`. A spilled area is `_xlfn.ANCHORARRAY(A1)`, one cell of an area `_xlfn.SINGLE(A1:A3)`, and a table
 * row `Customers[[#This Row],[Price]]`.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Functions newer than Excel 2007, which files prefix with `_xlfn.`. */
const newerFunctions = words(
  "ACOT ACOTH AGGREGATE ANCHORARRAY ARABIC ARRAYTOTEXT BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE BINOM.INV " +
    "BITAND BITLSHIFT BITOR BITRSHIFT BITXOR BYCOL BYROW CEILING.MATH CEILING.PRECISE CHISQ.DIST CHISQ.DIST.RT " +
    "CHISQ.INV CHISQ.INV.RT CHISQ.TEST CHOOSECOLS CHOOSEROWS COMBINA CONCAT CONFIDENCE.NORM CONFIDENCE.T COPILOT COT " +
    "COTH COVARIANCE.P COVARIANCE.S CSC CSCH DAYS DECIMAL DETECTLANGUAGE DROP ENCODEURL ERF.PRECISE ERFC.PRECISE EXPAND " +
    "EXPON.DIST F.DIST F.DIST.RT F.INV F.INV.RT F.TEST FIELDVALUE FILTERXML FLOOR.MATH FLOOR.PRECISE FORECAST.ETS " +
    "FORECAST.ETS.CONFINT FORECAST.ETS.SEASONALITY FORECAST.ETS.STAT FORECAST.LINEAR FORMULATEXT GAMMA GAMMA.DIST " +
    "GAMMA.INV GAMMALN.PRECISE GAUSS GROUPBY HSTACK HYPGEOM.DIST IFNA IFS IMAGE IMCOSH IMCOT IMCSC IMCSCH IMSEC IMSECH " +
    "IMSINH IMTAN ISFORMULA ISOMITTED ISOWEEKNUM LAMBDA LET LOGNORM.DIST LOGNORM.INV MAKEARRAY MAP MAXIFS MINIFS " +
    "MODE.MULT MODE.SNGL MUNIT NEGBINOM.DIST NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE PDURATION PERCENTILE.EXC " +
    "PERCENTILE.INC PERCENTOF PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI PIVOTBY POISSON.DIST QUARTILE.EXC " +
    "QUARTILE.INC RANDARRAY RANK.AVG RANK.EQ REDUCE REGEXEXTRACT REGEXREPLACE REGEXTEST RRI SCAN SEC SECH SEQUENCE SHEET " +
    "SHEETS SINGLE SKEW.P SORTBY STDEV.P STDEV.S STOCKHISTORY SWITCH T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T T.TEST TAKE " +
    "TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW TRANSLATE TRIMRANGE UNICHAR UNICODE UNIQUE VALUETOTEXT VAR.P VAR.S " +
    "VSTACK WEBSERVICE WEIBULL.DIST WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR Z.TEST",
);
const newerSheetFunctions = words("FILTER SORT");
/** Functions that take another function by its bare name, which files prefix with `_xleta.`. */
const callingFunctions = words("BYCOL BYROW GROUPBY MAKEARRAY MAP PIVOTBY REDUCE SCAN");
const handedOver = words(
  "ARRAYTOTEXT AVERAGE CONCAT COUNT COUNTA MAX MEDIAN MIN MODE.SNGL PERCENTOF PRODUCT STDEV.P STDEV.S SUM VAR.P VAR.S",
);
/** Functions of a single value: given an area, they make the formula apply to each of its cells. */
const functionsOfOne = words(
  "ABS CEILING DATE DATEVALUE DAY EXACT EXP FIND FLOOR IF IFERROR INT ISBLANK ISERROR ISNA ISNUMBER ISTEXT LEFT LEN LN LOG " +
    "LOG10 LOWER MID MOD MONTH NOT POWER PROPER REPLACE RIGHT ROUND ROUNDDOWN ROUNDUP SEARCH SIGN SQRT SUBSTITUTE TEXT " +
    "TRIM UPPER VALUE WEEKDAY YEAR",
);

export interface StoredFormula {
  /** Without `=`. */
  readonly formula: string;
  /** True if the formula works on whole areas: unless marked as a dynamic array, Excel would insert `@` before them. */
  readonly isArray: boolean;
}

export interface StoringOptions {
  /** The table that contains the formula, to which `[@Price]` refers. */
  readonly table?: string;
  /** Sheets renamed in the file: new names by old names in lower case. */
  readonly sheets?: ReadonlyMap<string, string>;
}

interface Frame {
  readonly name: string;
  argument: number;
  /** Names declared by this LET or LAMBDA, in lower case. */
  readonly names: Set<string>;
}

/**
 * The formula as Excel stores it, without `=`.
 *
 *     storedFormula("CRM.SCORE(A1:B2,D1:E1)*2").formula // => "_xldudf_CRM_SCORE(A1:B2,D1:E1)*2"
 */
export function storedFormula(typed: string, options: StoringOptions = {}): StoredFormula {
  const { table, sheets } = options;
  const tokens = formulaTokens(typed);
  const partners = partnersOf(tokens);
  const written = tokens.map(({ text }) => text);
  const before = new Array<string>(tokens.length).fill("");
  const after = new Array<string>(tokens.length).fill("");
  const frames: Frame[] = [];
  /** For each name, how many of the enclosing LETs and LAMBDAs declare it. */
  const scope = new Map<string, number>();
  const makeName = (frame: Frame, name: string): void => {
    if (frame.names.has(name)) return;
    frame.names.add(name);
    scope.set(name, (scope.get(name) ?? 0) + 1);
  };
  let isArray = false;
  /** The index of the next token that is not a space. */
  const follow = (i: number): number => {
    let at = i + 1;
    while (tokens[at]?.kind === "space") at++;
    return at;
  };
  const isCall = (i: number): boolean => tokens[follow(i)]?.text === "(";
  let startsArgument = false;

  tokens.forEach((token, i) => {
    const { kind, text } = token;
    const frame = frames.at(-1);
    const starts = startsArgument;
    if (kind !== "space") startsArgument = false;
    if (kind === "mark") {
      if (text === "(" || text === "{") {
        const caller = text === "(" ? callerOf(tokens, i) : undefined;
        frames.push({ name: caller?.toUpperCase() ?? "", argument: 0, names: new Set() });
        startsArgument = true;
        if (text === "{") isArray ||= operatorBeside(tokens, i, partners[i] ?? i);
      } else if (text === ")" || text === "}") {
        for (const name of frames.pop()?.names ?? []) scope.set(name, scope.get(name)! - 1);
      } else if (text === "," && frame !== undefined) {
        frame.argument++;
        startsArgument = true;
      } else if (text === "#" && i > 0 && tokens[i - 1].kind !== "space") {
        before[operandStart(tokens, partners, i - 1)] += "_xlfn.ANCHORARRAY(";
        written[i] = ")";
        isArray = true;
      } else if (text === "@") {
        written[i] = "_xlfn.SINGLE(";
        after[operandEnd(tokens, partners, follow(i))] += ")";
      }
      return;
    }
    if (kind === "sheet") {
      const name = sheetOf(text);
      const renamed = name === undefined ? undefined : sheets?.get(name.toLowerCase());
      if (renamed !== undefined) written[i] = `'${renamed.replaceAll("'", "''")}'!`;
      return;
    }
    if (kind === "bracket") {
      const parameter = /^\[([\p{L}_][\p{L}\p{N}_.]*)\]$/u.exec(text);
      if (frame?.name === "LAMBDA" && starts && parameter !== null && tokens[follow(i)]?.text === ",") {
        makeName(frame, parameter[1].toLowerCase());
        written[i] = `_xlop.${parameter[1]}`;
        return;
      }
      const isBare = i === 0 || tokens[i - 1].kind !== "name";
      written[i] = (isBare && table !== undefined ? table : "") + rowOfTable(text);
      if (!text.includes("@") && !text.includes("#This Row")) {
        isArray ||= worksOnEach(tokens, isBare ? i : i - 1, i, frame);
      }
      return;
    }
    if (kind !== "name") return;
    const upper = text.toUpperCase();
    const isNamed = tokens[i - 1]?.kind !== "sheet";
    if (isNamed && starts && tokens[follow(i)]?.text === ",") {
      const makesName = frame?.name === "LAMBDA" || (frame?.name === "LET" && frame.argument % 2 === 0);
      if (makesName) makeName(frame, text.toLowerCase());
    }
    if (isNamed && (scope.get(text.toLowerCase()) ?? 0) > 0) {
      written[i] = `_xlpm.${text}`;
    } else if (!isCall(i)) {
      if (isNamed && frame !== undefined && callingFunctions.has(frame.name) && handedOver.has(upper)) {
        written[i] = `_xleta.${upper}`;
      }
      // Checks A1:B2 as a whole, at its first cell.
      if (tokens[i + 1]?.text === ":" && tokens[i - 1]?.text !== ":") {
        isArray ||= worksOnEach(tokens, operandStart(tokens, partners, i), i + 2, frame);
      }
    } else if (isNamed) {
      if (upper.startsWith("CRM.")) {
        written[i] = `_xldudf_${upper.replaceAll(".", "_")}`;
        isArray = true;
      } else if (newerSheetFunctions.has(upper)) {
        written[i] = `_xlfn._xlws.${upper}`;
        isArray = true;
      } else if (newerFunctions.has(upper)) {
        written[i] = `_xlfn.${upper}`;
        isArray ||= upper !== "SINGLE";
      }
    }
  });
  return { formula: written.map((text, i) => before[i] + text + after[i]).join(""), isArray };
}

/** `[@Price]` as stored in files: `[[#This Row],[Price]]`. */
function rowOfTable(bracket: string): string {
  const row = /^\[\s*@\s*([\s\S]*)\]$/.exec(bracket);
  if (row === null) return bracket;
  const columns = row[1].trim();
  if (columns === "") return "[#This Row]";
  return `[[#This Row],${columns.startsWith("[") ? columns : `[${columns}]`}]`;
}

/** The name of the function whose arguments the parenthesis opens. */
function callerOf(tokens: readonly FormulaToken[], parenthesis: number): string | undefined {
  let at = parenthesis - 1;
  while (tokens[at]?.kind === "space") at--;
  return tokens[at]?.kind === "name" ? tokens[at].text : undefined;
}

/** The start of the reference or call that ends at `end`. */
function operandStart(
  tokens: readonly FormulaToken[],
  partners: readonly (number | undefined)[],
  end: number,
): number {
  let start = end;
  if (tokens[start].text === ")") start = partners[start] ?? start;
  if (["(", "#"].includes(tokens[start].text) || tokens[start].kind === "bracket") {
    if (tokens[start - 1]?.kind === "name") start--;
  }
  return tokens[start - 1]?.kind === "sheet" ? start - 1 : start;
}

/** The end of the operand that starts at `start`: a reference, an area, a call or a parenthesised part. */
function operandEnd(
  tokens: readonly FormulaToken[],
  partners: readonly (number | undefined)[],
  start: number,
): number {
  for (let end = start; ; end += 2) {
    if (tokens[end]?.kind === "sheet") end++;
    if (tokens[end]?.text === "(") end = partners[end] ?? end;
    else if (tokens[end]?.kind === "name") {
      if (tokens[end + 1]?.text === "(") end = partners[end + 1] ?? end;
      else if (tokens[end + 1]?.kind === "bracket") end++;
    }
    if (tokens[end + 1]?.text === "#") end++;
    if (tokens[end + 1]?.text !== ":") return Math.min(end, tokens.length - 1);
  }
}

/** True if the area `start` to `end` stands where a single value is expected, so the formula works on each cell. */
function worksOnEach(
  tokens: readonly FormulaToken[],
  start: number,
  end: number,
  frame: Frame | undefined,
): boolean {
  return (
    (frame !== undefined && functionsOfOne.has(frame.name)) ||
    tokens[start - 1] === undefined ||
    operatorBeside(tokens, start, end)
  );
}

function operatorBeside(tokens: readonly FormulaToken[], start: number, end: number): boolean {
  let [left, right] = [start - 1, end + 1];
  while (tokens[left]?.kind === "space") left--;
  while (tokens[right]?.kind === "space") right++;
  return [tokens[left], tokens[right]].some(
    (each) => each !== undefined && each.kind === "mark" && /^[-+*/^&=<>%]$/.test(each.text),
  );
}

/** The sheet that a prefix such as `'My sheet'!` names; undefined if it belongs to another workbook. */
function sheetOf(prefix: string): string | undefined {
  const name = prefix.slice(0, -1);
  if (name.includes("[")) return undefined;
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

/**
 * The formula as users type it, from any stored form: `_xldudf_CRM_SCORE(…)`, `[2]!_xldudf_CRM_SCORE(…)`,
 * `Book.xla!CRM.SCORE(…)`, `CRM.SCORE(…)`. Restores `A1#` and `@A1:A3`, and removes prefixes of names and functions.
 *
 *     fromStoredFormula("_xldudf_CRM_SCORE(A1:B2,D1:E1)") // => "CRM.SCORE(A1:B2,D1:E1)"
 */
export function fromStoredFormula(stored: string): string {
  if (!/_xl|!/.test(stored)) return stored;
  const tokens = formulaTokens(stored);
  const partners = partnersOf(tokens);
  const written = tokens.map(({ text }) => text);
  tokens.forEach(({ kind, text }, i) => {
    if (kind !== "name") return;
    const isCall = tokens[i + 1]?.text === "(";
    const close = isCall ? partners[i + 1] : undefined;
    const ours = /^_xldudf_([A-Za-z]+)_([A-Za-z0-9_]+)$/.exec(text);
    if (isCall && (ours !== null || /^[A-Za-z]+\.[A-Za-z0-9_.]+$/.test(text))) {
      if (ours !== null) written[i] = `${ours[1]}.${ours[2]}`.toUpperCase();
      // The prefix is the add-in's own file, which Excel did not find.
      if (tokens[i - 1]?.kind === "sheet") written[i - 1] = "";
    } else if (text.startsWith("_xlop.")) written[i] = `[${text.slice("_xlop.".length)}]`;
    if (/^_xl(?:fn|ws|pm|eta)\./.test(text)) written[i] = text.replace(/^(?:_xl(?:fn|ws|pm|eta)\.)+/, "");
    if (close === undefined) return;
    if (text === "_xlfn.SINGLE") {
      written[i] = "@";
      const isOne = operandEnd(tokens, partners, i + 2) === close - 1;
      if (isOne) written[i + 1] = written[close] = "";
    } else if (text === "_xlfn.ANCHORARRAY") {
      const [first, second] = [tokens[i + 2], tokens[i + 3]];
      const isReference =
        (close === i + 3 && first.kind === "name") ||
        (close === i + 4 && first.kind === "sheet" && second.kind === "name");
      if (!isReference) return;
      written[i] = written[i + 1] = "";
      written[close] = "#";
    }
  });
  return written.join("");
}
