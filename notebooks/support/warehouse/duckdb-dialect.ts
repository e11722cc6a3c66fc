import {
  double,
  placeBy,
  type ColumnKind,
  type DateOrder,
  type Dialect,
  type WarehouseColumn,
} from "./dialect";

const kinds: readonly [RegExp, ColumnKind][] = [
  [/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/, "number"],
  [/^(VARCHAR|ENUM|UUID)/, "text"],
  [/^DATE$/, "date"],
  [/^TIMESTAMP/, "time"],
  [/^BOOLEAN$/, "boolean"],
];

export function duckdbKind(type: string): ColumnKind {
  if (type.endsWith("]")) return "other";
  return kinds.find(([pattern]) => pattern.test(type))?.[1] ?? "other";
}

const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

export const duckdbText = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A floating-point number formatted as in JavaScript: integers have no decimal point. */
const floatText = (value: string) =>
  `CASE WHEN isnan(${value}) THEN '' WHEN abs(${value}) < 1e15 AND ${value} = trunc(${value}) ` +
  `THEN CAST(CAST(${value} AS BIGINT) AS VARCHAR) ELSE CAST(${value} AS VARCHAR) END`;

const placeOf = placeBy(identifier);
const isFloat = (type: string) => /^(FLOAT|DOUBLE)$/.test(type);

const asText = (column: WarehouseColumn) => {
  const place = placeOf(column);
  return `coalesce(${isFloat(column.type) ? floatText(place) : `CAST(${place} AS VARCHAR)`}, '')`;
};

/** Splits a text that begins with day and month (or month and day) and year; a time may follow. */
const slashed = "^\\s*(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})(?:[ T].*)?$";

/** The date of a text: ISO with or without a time, or in the format of the source. */
function dateOfText(text: string, dates: DateOrder = "ymd"): string {
  const written =
    dates === "mdy" || dates === "dmy"
      ? `regexp_replace(${text}, ${duckdbText(slashed)}, ${duckdbText(dates === "mdy" ? "\\3-\\1-\\2" : "\\3-\\2-\\1")})`
      : text;
  if (dates.includes("%")) return `CAST(strptime(nullif(trim(${text}), ''), ${duckdbText(dates)}) AS DATE)`;
  return `CAST(nullif(substr(trim(${written}), 1, 10), '') AS DATE)`;
}

export const duckdbDialect: Dialect = {
  identifier,
  text: duckdbText,
  place: placeOf,
  isFilled: (column) => {
    const place = placeOf(column);
    if (isFloat(column.type)) return `(NOT isnan(${place}))`;
    if (column.type === "VARCHAR") return `(${place} <> '')`;
    return column.kind === "text" ? `(CAST(${place} AS VARCHAR) <> '')` : `(${place} IS NOT NULL)`;
  },
  isInPart: (key, part, of) => `(hash(${key}) % ${of} = ${part})`,
  bit: (position) => `(CAST(1 AS BIGINT) << CAST(${position} AS BIGINT))`,
  anyBit: (bits) => `bit_or(${bits})`,
  bitAt: (bits, position) => `((${bits} >> ${position}) & 1)`,
  yes: "true",
  naturalLog: "ln",
  orNull: (value) => `nullif(${value}, CAST('nan' AS DOUBLE))`,
  number: (column) => `coalesce(CAST(${placeOf(column)} AS DOUBLE), CAST('nan' AS DOUBLE))`,
  isNaN: (value) => `isnan(${value})`,
  toDouble: (expression) => `CAST(${expression} AS DOUBLE)`,
  textOf: asText,
  day: (column) => {
    const place = placeOf(column);
    const date = column.kind === "text" ? dateOfText(place, column.dates) : `CAST(${place} AS DATE)`;
    return `CAST(${date} - DATE '1970-01-01' AS INTEGER)`;
  },
  sum: (value) => `fsum(${value})`,
  checksum: (values) => `CAST(sum(hash(${values.join(", ")})) AS VARCHAR)`,
  month: (day) => {
    const date = `(DATE '1970-01-01' + CAST(${day} AS INTEGER))`;
    return `(year(${date}) * 12 + month(${date}) - 1)`;
  },
  quotient: (whole, by) => `(${whole} // ${by})`,
  branch: (condition, yes, no) => `CASE WHEN ${condition} THEN ${yes} ELSE ${no} END`,
  lookup: (text, values) =>
    `CASE ${text} ${values.map(([key, value]) => `WHEN ${duckdbText(key)} THEN ${double(value)}`).join(" ")} END`,
  firstAndEach: (key, value, from) =>
    `SELECT min(${value}) OVER (PARTITION BY ${key}) AS crm_first, ${value} AS crm_one FROM ${from}`,
  atFirst: (value, key) => `arg_min(${value}, ${key})`,
  replaceMatches: (text, pattern, by) =>
    `regexp_replace(${text}, ${duckdbText(pattern)}, ${duckdbText(by)}, 'g')`,
  matches: (text, pattern) => `regexp_matches(${text}, ${duckdbText(pattern)})`,
};
