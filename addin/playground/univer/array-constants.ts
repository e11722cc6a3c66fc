import { ArrayValueObject, StringValueObject, type BaseValueObject } from "@univerjs/engine-formula";

/** Placeholders for comma and semicolon while the engine splits an array constant; no text contains them. */
const [comma, semicolon] = ["\u{F0000}", "\u{F0001}"];

interface Parser {
  _formatValue(raw: unknown): BaseValueObject[][];
}

/** Mends `{"Lee, Ann";"Bob"}`: the engine splits array constants at commas and semicolons even within texts. */
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
