/** Elements of an XML text in document order, with what stands inside them: enough to check our own manifest. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly inner: string;
}

export function xmlElements(xml: string): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const match of xml.matchAll(/<([A-Za-z][\w:.]*)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>/g)) {
    const [whole, name, attributes, closed] = match;
    const start = (match.index ?? 0) + whole.length;
    elements.push({
      name,
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map((each) => [each[1], each[2]]),
      ),
      inner: closed === "/" ? "" : xml.slice(start, xml.indexOf(`</${name}>`, start)),
    });
  }
  return elements;
}
