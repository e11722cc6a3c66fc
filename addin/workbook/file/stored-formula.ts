/**
 * Formulas as users type them and as Excel keeps them in a file.
 *
 * Excel writes `CRM.NEEDSCORE(A1)` as `_xldudf_CRM_NEEDSCORE(A1)`, and only that form comes alive when the add-in loads
 * (office-js issues 3872, 5611, 6611). Functions younger than the file format carry `_xlfn.`.
 */

/** Functions that Excel keeps under `_xlfn.`: those newer than Excel 2007 that people use beside ours. */
const newerFunctions = new Set(
  (
    "ANCHORARRAY ARRAYTOTEXT BYCOL BYROW CHOOSECOLS CHOOSEROWS CONCAT COVARIANCE.P COVARIANCE.S DROP EXPAND " +
    "FORECAST.LINEAR HSTACK IFNA IFS LAMBDA LET MAKEARRAY MAP MAXIFS MINIFS MODE.MULT MODE.SNGL NORM.DIST NORM.INV " +
    "NORM.S.DIST NORM.S.INV NUMBERVALUE PERCENTILE.EXC PERCENTILE.INC QUARTILE.EXC QUARTILE.INC RANDARRAY RANK.AVG " +
    "RANK.EQ REDUCE SCAN SEQUENCE SINGLE SORTBY STDEV.P STDEV.S SWITCH T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T TAKE " +
    "TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW UNICHAR UNICODE UNIQUE VALUETOTEXT VAR.P VAR.S VSTACK " +
    "WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR"
  ).split(" "),
);
const newerSheetFunctions = new Set(["FILTER", "SORT"]);

const functionName = /(?<![\p{L}\p{N}_.!'\]])([A-Za-z_][A-Za-z0-9_.]*)(?=\s*\()/gu;
/** Our functions as files have them, with or without what Excel puts before the name of an add-in that it did not find. */
const storedOurs =
  /(?:'[^']*'!|\[[^\]]+\](?:[\p{L}\p{N}_.]*)!|[\p{L}\p{N}_.]+\.xl[a-z]{1,2}!)?(?:_xldudf_([A-Za-z]+)_([A-Za-z0-9_]+)|(?<=!)([A-Za-z]+\.[A-Za-z0-9_.]+))(?=\s*\()/gu;

/**
 * The formula as Excel keeps it, without `=`. `namespaces` are those of custom functions.
 *
 *     toStoredFormula('CRM.SCORE(A1:B2,D1:E1)*2') // => "_xldudf_CRM_SCORE(A1:B2,D1:E1)*2"
 */
export function toStoredFormula(formula: string, namespaces: readonly string[] = ["CRM"]): string {
  return outsideTexts(formula, (part) =>
    part.replace(functionName, (name: string) => {
      const upper = name.toUpperCase();
      const space = namespaces.find((each) => upper.startsWith(`${each}.`));
      if (space !== undefined)
        return `_xldudf_${space}_${upper.slice(space.length + 1).replaceAll(".", "_")}`;
      if (newerSheetFunctions.has(upper)) return `_xlfn._xlws.${upper}`;
      return newerFunctions.has(upper) ? `_xlfn.${upper}` : name;
    }),
  );
}

/**
 * The formula as users type it, whichever way a file has it: `_xldudf_CRM_SCORE(…)`, `[2]!_xldudf_CRM_SCORE(…)`,
 * `Book.xla!CRM.SCORE(…)`, `CRM.SCORE(…)`.
 *
 *     fromStoredFormula("_xldudf_CRM_SCORE(A1:B2,D1:E1)") // => "CRM.SCORE(A1:B2,D1:E1)"
 */
export function fromStoredFormula(formula: string): string {
  const withoutPrefixes = outsideTexts(formula, (part) => part.replace(/_xlfn\.|_xlws\.|_xlpm\./g, ""));
  // A quoted workbook before the name ('C:\Book.xla'!) must be seen whole, so only "texts" are kept out here.
  return withoutPrefixes
    .split(/("(?:[^"]|"")*")/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part.replace(
            storedOurs,
            (
              whole: string,
              space: string | undefined,
              name: string | undefined,
              plain: string | undefined,
            ) =>
              space !== undefined ? `${space.toUpperCase()}.${(name ?? "").toUpperCase()}` : (plain ?? whole),
          ),
    )
    .join("");
}

/** Changes what lies outside of "texts" and 'sheet names'. */
function outsideTexts(formula: string, change: (part: string) => string): string {
  return formula
    .split(/("(?:[^"]|"")*"|'(?:[^']|'')*')/)
    .map((part, i) => (i % 2 === 1 ? part : change(part)))
    .join("");
}
