import { ArrayValueObject, StringValueObject, type BaseValueObject } from "@univerjs/engine-formula";

/** Stand for a comma and a semicolon while the engine takes an array constant apart: no text has them. */
const [comma, semicolon] = ["\u{F0000}", "\u{F0001}"];

interface Parser {
  _formatValue(raw: unknown): BaseValueObject[][];
}

/** `{"Lee, Ann";"Bob"}` has two cells. The engine takes every comma and semicolon for the end of one, in texts too. */
export function mendArrayConstants(): void {
  const prototype = ArrayValueObject.prototype as unknown as Parser;
  const parse = prototype._formatValue;
  prototype._formatValue = function (this: unknown, raw) {
    if (typeof raw !== "string" || !/"[^"]*[,;]/.test(raw)) return parse.call(this as Parser, raw);
    const hidden = raw.replace(/"(?:[^"]|"")*"/g, (text) =>
      text.replaceAll(",", comma).replaceAll(";", semicolon),
    );
    const shown = (text: string) => text.replaceAll(comma, ",").replaceAll(semicolon, ";");
    return parse
      .call(this as Parser, hidden)
      .map((row) =>
        row.map((value) =>
          value.isString() ? StringValueObject.create(shown(String(value.getValue()))) : value,
        ),
      );
  };
}
