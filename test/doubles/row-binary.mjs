/**
 * Rows as ClickHouse's `RowBinary`, the only insertion format in which every double keeps its bits.
 * @param {string[]} types `String`, `Float64` or `Date` (as YYYY-MM-DD), or `Nullable(…)` of one
 * @param {Iterable<(string | number | null)[]>} rows
 */
export function rowBinary(types, rows) {
  const parts = [];
  for (const row of rows) {
    types.forEach((type, j) => {
      const value = row[j];
      const nullable = /^Nullable\((.*)\)$/.exec(type);
      if (nullable !== null) parts.push(Buffer.from([value === null ? 1 : 0]));
      if (value !== null) parts.push(encoded(nullable?.[1] ?? type, value));
    });
  }
  return Buffer.concat(parts);
}

function encoded(type, value) {
  if (type === "Float64") {
    const buffer = Buffer.alloc(8);
    buffer.writeDoubleLE(value);
    return buffer;
  }
  if (type === "Date") {
    const buffer = Buffer.alloc(2);
    buffer.writeUInt16LE(Date.parse(`${value}T00:00:00Z`) / 86_400_000);
    return buffer;
  }
  const text = Buffer.from(value, "utf8");
  const length = [];
  for (let rest = text.length; ; rest >>>= 7) {
    if (rest < 128) {
      length.push(rest);
      break;
    }
    length.push((rest & 127) | 128);
  }
  return Buffer.concat([Buffer.from(length), text]);
}
