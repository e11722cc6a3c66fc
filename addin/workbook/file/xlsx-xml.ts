/** What the XML parts of an `.xlsx` begin with and name. */
export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const mainNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Size in characters of the pieces in which a part is produced. */
export const pieceLength = 1 << 16;
