import { numberedFormats } from "./xlsx-package";
import { mainNamespace, xmlHead } from "./xlsx-xml";
import { escapeXml } from "./xml";

/** Matches a text that Excel would turn into a formula or number when a user edits the cell. */
export const takenForMore = /^[=+\-@']|^\s*\d[\d.,]*%?\s*$/;

/** Cell styles: one per number format, again for texts that look like something else, and one for headers. */
export class Styles {
  private readonly looks: { readonly format: string; readonly quoted: boolean }[] = [];

  /** Index of the style: 0 plain, 1 header. `quoted` keeps a text a text when a user edits the cell. */
  of(format = "General", quoted = false): number {
    if (format === "General" && !quoted) return 0;
    let at = this.looks.findIndex((look) => look.format === format && look.quoted === quoted);
    if (at < 0) at = this.looks.push({ format, quoted }) - 1;
    return at + 2;
  }

  xml(): string {
    const formats = [...new Set(this.looks.map(({ format }) => format))];
    const ids = new Map(
      formats.map((format, i) => {
        const known = Object.entries(numberedFormats).find(([, each]) => each === format);
        return [format, format === "General" ? 0 : known === undefined ? 164 + i : Number(known[0])];
      }),
    );
    const own = [...ids].flatMap(([format, id]) =>
      id >= 164 ? [`<numFmt numFmtId="${id}" formatCode="${escapeXml(format)}"/>`] : [],
    );
    const looks = this.looks.map(({ format, quoted }) => {
      const quote = quoted ? ' quotePrefix="1"' : "";
      return `<xf numFmtId="${ids.get(format)}" fontId="0" fillId="0" borderId="0" xfId="0"${quote} applyNumberFormat="1"/>`;
    });
    const font = (bold: string, colour: string): string =>
      `<font>${bold}<sz val="12"/><color rgb="${colour}"/><name val="Calibri"/><family val="2"/></font>`;
    return (
      `${xmlHead}<styleSheet xmlns="${mainNamespace}">` +
      (own.length === 0 ? "" : `<numFmts count="${own.length}">${own.join("")}</numFmts>`) +
      `<fonts count="2">${font("", "FF000000")}${font("<b/>", "FF123B33")}</fonts>` +
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
      '<fill><patternFill patternType="solid"><fgColor rgb="FFE8F0EE"/><bgColor indexed="64"/></patternFill></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${looks.length + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
      '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>' +
      looks.join("") +
      '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
      '<dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium9" defaultPivotStyle="PivotStyleMedium4"/></styleSheet>'
    );
  }
}
