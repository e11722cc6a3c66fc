import { keyOf, useOfHeader } from "../columns";

/** The record whose field a header names, person or company, as exports of CRMs write it: `Contact: Full Name`, `客户：客户名称`. */
const ofRecord =
  /^(?:(contact|lead|person|customer|client|联系人|聯絡人|线索|潜在客户)|(account|company|organi[sz]ation|客户|客戶|公司|企业))\s*[:.]\s*(.+)$/i;

/**
 * Headers without a prefix that all share, `Person - Name`, and without the record before a field: a company's name is
 * the company, and of its other fields a person's own come first.
 */
export function plainHeaders(headers: readonly string[]): readonly string[] {
  const [prefix] = /^.{1,30}? - /.exec(headers[0] ?? "") ?? [];
  const isCommon = prefix !== undefined && headers.every((header) => header.startsWith(prefix));
  const plain = isCommon ? headers.map((header) => header.slice(prefix.length)) : headers;
  const fields = plain.map((header) => {
    const [, person, company, field = ""] = ofRecord.exec(header.normalize("NFKC").trim()) ?? [];
    const use = useOfHeader(field, "customer");
    if (use === undefined || !("name" in use)) return undefined;
    return {
      isPerson: person !== undefined,
      field,
      key: company !== undefined && keyOf(use) === "name" ? "company" : keyOf(use),
    };
  });
  const ofPersons = new Set(fields.flatMap((each) => (each?.isPerson === true ? each.key : [])));
  return plain.map((header, i) => {
    const field = fields[i];
    if (field === undefined || (!field.isPerson && ofPersons.has(field.key))) return header;
    return field.key === "company" ? "Company" : field.field;
  });
}
