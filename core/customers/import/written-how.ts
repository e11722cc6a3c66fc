import type { Meaning, Role } from "./column-draft";
import type { ImportQuestion } from "./question";
import type { SourceCell } from "./source";

/** How dates or numbers of a column are written, as far as its cells tell. */
export interface Written<Way> {
  /** What they decide; undefined where they leave it open. */
  readonly way: Way | undefined;
  /** A cell that decides it, or one that is left open. */
  readonly example: string | undefined;
  /** True where some cell would be read in two ways. */
  readonly open: boolean;
}

/** One way that cells ask for decides it; several, or cells that could be read in two ways, leave it open. */
export function decided<Way>(found: ReadonlyMap<Way, string>, ambiguous: string | undefined): Written<Way> {
  const [[way, example] = []] = found;
  if (found.size === 1) return { way, example, open: false };
  const open = ambiguous ?? example;
  return { way: undefined, example: open, open: open !== undefined };
}

/** What is written in several ways. */
export interface Writing<Way extends string> {
  readonly kind: "dates" | "decimal";
  /** The likeliest first; those after the second are proposed only where they can be read so. */
  readonly ways: readonly Way[];
  /** Whether a column holds such. */
  readonly isIn: (column: Meaning) => boolean;
  readonly decide: (texts: readonly string[]) => Written<Way>;
  /** What a text is in one of the ways; `""` where it is nothing. */
  readonly read: (text: string, way: Way) => string;
}

/** Whether a text is something in one of the ways. */
export function isReadable<Way extends string>(text: string, { ways, read }: Writing<Way>): boolean {
  return ways.some((way) => read(text, way) !== "");
}

/** One rule a column: told, or what its own cells decide, or what those of all the others do; else a question. */
export function writtenHow<Way extends string>(
  { kind, ways, isIn, decide, read }: Writing<Way>,
  roles: readonly Role[],
  values: readonly (readonly SourceCell[])[],
  answer: Way | undefined,
  questions: ImportQuestion[],
): { readonly file: Way | undefined; readonly columns: Readonly<Record<number, Way | undefined>> } {
  const written = roles.flatMap((role, i) => {
    if (!isIn(role)) return [];
    const texts = values[i].filter((cell): cell is string => typeof cell === "string");
    return [{ i, header: role.header, ...decide(texts) }];
  });
  const found = new Set(written.flatMap(({ way }) => way ?? []));
  const file = answer ?? (found.size === 1 ? [...found][0] : undefined);
  const columns: Record<number, Way | undefined> = {};
  for (const { i, header, way, open, example } of written) {
    columns[i] = answer ?? way ?? (open ? file : undefined);
    if (columns[i] !== undefined || !open) continue;
    const choices = ways.map((value) => ({ value, as: read(example!, value) }));
    questions.push({
      kind,
      column: header,
      choices: choices
        .filter(({ as }, k) => k < 2 || as !== "")
        .map(({ value, as }) => ({ value, preview: `${example} → ${as || "–"}` })),
      option: `--${kind} ${ways[0]}`,
    });
    columns[i] = ways[0];
  }
  return { file, columns };
}
