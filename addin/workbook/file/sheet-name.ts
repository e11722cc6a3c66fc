/** True if spreadsheets accept the name for a sheet. */
export function isSheetName(name: string): boolean {
  return (
    name.length <= 31 &&
    !/^\s*$|[\\/?*[\]:]|^'|'$/.test(name) &&
    // eslint-disable-next-line no-control-regex -- what XML cannot hold
    !/[\u0000-\u001f]/.test(name) &&
    name.toLowerCase() !== "history"
  );
}

/** A valid sheet name that is not among `taken`, as close to `wanted` as possible. */
export function freeSheetName(wanted: string, taken: readonly string[]): string {
  const plain =
    wanted
      .replace(/[\\/?*[\]:\s]+/g, " ")
      .replace(/^[' ]+|[' ]+$/g, "")
      .slice(0, 31) || "Sheet";
  const used = new Set(["history", ...taken.map((name) => name.toLowerCase())]);
  for (let i = 1; ; i++) {
    const end = i === 1 ? "" : ` ${i}`;
    const name = plain.slice(0, 31 - end.length).trimEnd() + end;
    if (!used.has(name.toLowerCase())) return name;
  }
}
