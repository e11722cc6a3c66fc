/** Values for the `{name}` places of a text. */
export type TextParameters = Readonly<Record<string, string | number>>;

/** `text` with its `{name}` places filled in, as `say` words a value; a place without a value stays as it is. */
export function fillIn(
  text: string,
  parameters: TextParameters,
  say: (value: string | number, name: string) => string = String,
): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = parameters[name];
    return value === undefined ? place : say(value, name);
  });
}
