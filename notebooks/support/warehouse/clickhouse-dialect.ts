import { double, placeBy, type ColumnKind, type Dialect, type WarehouseColumn } from "./dialect";

const kinds: readonly [RegExp, ColumnKind][] = [
  [/^(U?Int\d+|Float\d+|Decimal)/, "number"],
  [/^(String|FixedString|Enum|UUID)/, "text"],
  [/^Date(32)?$/, "date"],
  [/^DateTime/, "time"],
  [/^Bool/, "boolean"],
];

const bare = (type: string) =>
  type.replace(/^LowCardinality\((.*)\)$/, "$1").replace(/^Nullable\((.*)\)$/, "$1");

export function clickhouseKind(type: string): ColumnKind {
  return kinds.find(([pattern]) => pattern.test(bare(type)))?.[1] ?? "other";
}

// ClickHouse interprets backslashes inside both kinds of quotes.
const escaped = (value: string) => value.replace(/[\\'`]/g, "\\$&").replaceAll("\0", "\\0");
const identifier = (name: string) => `\`${escaped(name)}\``;
const quoted = (value: string) => `'${escaped(value)}'`;
const placeOf = placeBy(identifier);
const isFloat = (type: string) => /^Float/.test(bare(type));
const asText = (column: WarehouseColumn) => {
  const place = placeOf(column);
  const text = `ifNull(toString(${place}), '')`;
  return isFloat(column.type) ? `if(ifNull(isNaN(${place}), 1) = 1, '', ${text})` : text;
};

/** Works with release 18.16 as well as current ones. */
export const clickhouseDialect: Dialect = {
  identifier,
  text: quoted,
  place: placeOf,
  isFilled: (column) => {
    const place = placeOf(column);
    if (isFloat(column.type)) return `(ifNull(isNaN(${place}), 1) = 0)`;
    return column.kind === "text" ? `(${asText(column)} <> '')` : `isNotNull(${place})`;
  },
  isInPart: (key, part, of) => `(cityHash64(${key}) % ${of} = ${part})`,
  bit: (position) => `bitShiftLeft(toUInt64(1), toUInt8(${position}))`,
  anyBit: (bits) => `groupBitOr(${bits})`,
  bitAt: (bits, position) => `bitAnd(bitShiftRight(${bits}, ${position}), 1)`,
  yes: "1",
  naturalLog: "log",
  orNull: (value) => `if(isNaN(${value}), NULL, ${value})`,
  number: (column) => `ifNull(toFloat64(${placeOf(column)}), nan)`,
  isNaN: (value) => `isNaN(${value})`,
  toDouble: (expression) => `ifNull(toFloat64(${expression}), nan)`,
  textOf: asText,
  day: (column) => {
    const { kind } = column;
    const place = placeOf(column);
    const date =
      kind === "text"
        ? `toDate(nullIf(substring(${asText(column)}, 1, 10), ''))`
        : kind === "time"
          ? `toDate(${place}, 'UTC')`
          : place;
    return `assumeNotNull(toInt32(${date}))`; // rows without a date are excluded beforehand
  },
  sum: (value) => `sumKahan(${value})`,
  checksum: (values) => `toString(sum(cityHash64(${values.join(", ")})))`,
  month: (day) => `(toInt32(toYear(toDate(toUInt16(${day})))) * 12 + toMonth(toDate(toUInt16(${day}))) - 1)`,
  quotient: (whole, by) => `intDiv(${whole}, ${by})`,
  branch: (condition, yes, no) => `if(${condition}, ${yes}, ${no})`,
  lookup: (text, values) =>
    `transform(${text}, [${values.map(([key]) => quoted(key)).join(", ")}], ` +
    `[${values.map(([, value]) => double(value)).join(", ")}], (0e+0))`,
  firstAndEach: (key, value, from) =>
    `SELECT crm_first, arrayJoin(crm_all) AS crm_one FROM ` +
    `(SELECT min(${value}) AS crm_first, groupArray(${value}) AS crm_all FROM ${from} GROUP BY ${key}) AS crm_grouped`,
  atFirst: (value, key) => `argMin(${value}, ${key})`,
  replaceMatches: (text, pattern, by) => `replaceRegexpAll(${text}, ${quoted(pattern)}, ${quoted(by)})`,
  matches: (text, pattern) => `match(${text}, ${quoted(pattern)})`,
};
