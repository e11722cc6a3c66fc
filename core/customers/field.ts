import type { Language } from "../locales/message";

/** A word in each language. */
export type Label = Readonly<Record<Language, string>>;

export type FieldType =
  "text" | "longText" | "phone" | "email" | "date" | "dateTime" | "number" | "choice" | "boolean";

/** One field of a record and the column that stores it. */
export interface Field<Name extends string = string> {
  readonly name: Name;
  /** The header of its column in a new table, and its label in forms. */
  readonly header: Label;
  readonly type: FieldType;
  readonly required?: boolean;
  /** The possible values of a `choice`. Cells show the label; either language and the value itself are read. */
  readonly choices?: readonly { readonly value: string; readonly label: Label }[];
  /** Other headers that mean this field in users' files and tables. */
  readonly aliases: readonly string[];
}

/** A word in both languages. */
export const label = (english: string, chinese: string): Label => ({ "en-US": english, "zh-CN": chinese });

/** The aliases in a list separated by ` | `. */
export const words = (list: string): readonly string[] => list.split(" | ");

/** The choices of a field, each with its label; `""` is none. */
export function choicesOf<Value extends string>(
  values: readonly Value[],
  labels: Readonly<Record<Value, Label>>,
) {
  return values.filter((value) => value !== "").map((value) => ({ value, label: labels[value] }));
}
