import { mainNamespace, pieceLength, xmlHead } from "./xlsx-xml";
import { escapeCellText } from "./xml";

/** The distinct cell texts, in order of first appearance. */
export class SharedTexts {
  private readonly places = new Map<string, number>();
  private uses = 0;

  place(text: string): number {
    this.uses++;
    let place = this.places.get(text);
    if (place === undefined) this.places.set(text, (place = this.places.size));
    return place;
  }

  *xml(): Generator<string> {
    let piece = `${xmlHead}<sst xmlns="${mainNamespace}" count="${this.uses}" uniqueCount="${this.places.size}">`;
    for (const text of this.places.keys()) {
      const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : "";
      piece += `<si><t${space}>${escapeCellText(text)}</t></si>`;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = "";
    }
    yield `${piece}</sst>`;
  }
}
