import { double, type ColumnKind, type Dialect } from "./dialect";

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

const asText = (name: string) => `coalesce(CAST(${identifier(name)} AS VARCHAR), '')`;

export const duckdbDialect: Dialect = {
  identifier,
  text: duckdbText,
  number: ({ name }) => `coalesce(CAST(${identifier(name)} AS DOUBLE), CAST('nan' AS DOUBLE))`,
  isNaN: (value) => `isnan(${value})`,
  toDouble: (expression) => `CAST(${expression} AS DOUBLE)`,
  textOf: ({ name }) => asText(name),
  isBlank: ({ name, kind, type }) => {
    if (kind === "text") return `(${asText(name)} = '')`;
    if (/^(FLOAT|DOUBLE)$/.test(type)) return `coalesce(isnan(${identifier(name)}), true)`;
    return `(${identifier(name)} IS NULL)`;
  },
  day: ({ name, kind }) => {
    const date =
      kind === "text"
        ? `CAST(nullif(substr(${identifier(name)}, 1, 10), '') AS DATE)`
        : `CAST(${identifier(name)} AS DATE)`;
    return `(${date} - DATE '1970-01-01')`;
  },
  sum: (value) => `fsum(${value})`,
  checksum: (values) => `CAST(sum(hash(${values.join(", ")})) AS VARCHAR)`,
  period: (day, period) => {
    const date = `(DATE '1970-01-01' + CAST(${day} AS INTEGER))`;
    if (period === "week") return `((${day} + 3) // 7)`; // 1970-01-01 was a Thursday, weeks begin on Monday
    if (period === "year") return `year(${date})`;
    if (period === "quarter") return `(year(${date}) * 4 + quarter(${date}) - 1)`;
    return `(year(${date}) * 12 + month(${date}) - 1)`;
  },
  branch: (condition, yes, no) => `CASE WHEN ${condition} THEN ${yes} ELSE ${no} END`,
  lookup: (text, values) =>
    `CASE ${text} ${values.map(([key, value]) => `WHEN ${duckdbText(key)} THEN ${double(value)}`).join(" ")} END`,
  orNaN: (value) => `coalesce(${value}, CAST('nan' AS DOUBLE))`,
  page: (sql) => sql.replace(/LIMIT (\d+), (\d+)$/, "LIMIT $2 OFFSET $1"),
  firstAndEach: (key, value, from) =>
    `SELECT min(${value}) OVER (PARTITION BY ${key}) AS crm_first, ${value} AS crm_one FROM ${from}`,
  atFirst: (value, key) => `arg_min(${value}, ${key})`,
};
