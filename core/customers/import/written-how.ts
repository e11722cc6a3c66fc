import type { Meaning, Role } from "./column-draft";
import type { ImportQuestion } from "./question";
import type { SourceCell } from "./source";

/** How the dates or numbers of a column are written, as inferred from its cells. */
export interface Written<Way> {
  /** The format that the cells imply; undefined if they leave it open. */
  readonly way: Way | undefined;
  /** A cell that implies the format, or an ambiguous one. */
  readonly example: string | undefined;
  /** True if the format is needed but not settled. */
  readonly open: boolean;
  /** True if cells require different formats. */
  readonly isMixed?: boolean;
}

/** The format is settled if cells require exactly one; several, or only ambiguous cells, leave it open. */
export function decided<Way>(found: ReadonlyMap<Way, string>, ambiguous: string | undefined): Written<Way> {
  const [[way, example] = []] = found;
  if (found.size === 1) return { way, example, open: false };
  const open = ambiguous ?? example;
  return { way: undefined, example: open, open: open !== undefined, isMixed: found.size > 1 };
}

/** A kind of value that can be written in several formats. */
export interface Writing<Way extends string> {
  readonly kind: "dates" | "decimal";
  /** The likeliest first; from the third on offered only if the example can be read with it. */
  readonly ways: readonly Way[];
  /** Whether a column contains such values. */
  readonly isIn: (column: Meaning) => boolean;
  readonly decide: (texts: readonly string[]) => Written<Way>;
  /** The text read in one of the formats; `""` if it is not valid in it. */
  readonly read: (text: string, way: Way) => string;
}

/** Whether a text is valid in any of the formats. */
export function isReadable<Way extends string>(text: string, { ways, read }: Writing<Way>): boolean {
  return ways.some((way) => read(text, way) !== "");
}

/**
 * The format of each column: the answer, what its own cells imply, or what all others imply; else a question.
 *
 * @param likeliest the format assumed for a column whose cells, such as this one, fit several; by default the first
 */
export function writtenHow<Way extends string>(
  { kind, ways: all, isIn, decide, read }: Writing<Way>,
  roles: readonly Role[],
  values: readonly (readonly SourceCell[])[],
  answer: Way | undefined,
  questions: ImportQuestion[],
  likeliest: (column: Meaning, example: string) => Way = () => all[0],
): { readonly file: Way | undefined; readonly columns: Readonly<Record<number, Way | undefined>> } {
  const written = roles.flatMap((role, i) => {
    if (!isIn(role)) return [];
    const texts = values[i].filter((cell): cell is string => typeof cell === "string");
    return [{ i, header: role.header, ...decide(texts) }];
  });
  const found = new Set(written.flatMap(({ way }) => way ?? []));
  const file = answer ?? (found.size === 1 ? [...found][0] : undefined);
  const columns: Record<number, Way | undefined> = {};
  for (const { i, header, way, open, example, isMixed = false } of written) {
    columns[i] = answer ?? way ?? (open ? file : undefined);
    if (columns[i] !== undefined || !open) continue;
    const likely = isMixed ? all[0] : likeliest(roles[i], example!);
    const ways = [likely, ...all.filter((way) => way !== likely)];
    const choices = ways.map((value) => ({ value, as: read(example!, value) }));
    questions.push({
      kind,
      column: header,
      choices: choices
        .filter(({ as }, k) => k < 2 || as !== "")
        .map(({ value, as }) => ({ value, preview: `${example} → ${as || "–"}` })),
      option: `--${kind} ${likely}`,
    });
    columns[i] = likely;
  }
  return { file, columns };
}
