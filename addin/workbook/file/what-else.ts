import type { FileErrorKey } from "./file-error";

/** The type of a file that is no zip, and so no `.xlsx`, by its first bytes; `notXlsx` if unknown, such as text. */
export function whatElse(bytes: Uint8Array): FileErrorKey {
  const head = (length: number, encoding = "utf-8"): string =>
    new TextDecoder(encoding).decode(bytes.subarray(0, Math.min(bytes.length, length)));
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    // An encrypted workbook is a compound file like an old .xls; only its directory shows the difference.
    return head(1 << 20, "utf-16le").includes("EncryptedPackage") ? "encrypted" : "xls";
  }
  // The first record of a workbook of Excel 2 to 4, which was not a compound file.
  if (bytes[0] === 9 && [0, 2, 4].includes(bytes[1]) && bytes[3] === 0) return "xls";
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = head(4096, wide ? "utf-16le" : "utf-8")
    .trimStart()
    .toLowerCase();
  if (text.includes("urn:schemas-microsoft-com:office:spreadsheet")) return "xml2003";
  if (/^(?:<!doctype html|<html|<table|<head|<body|<meta|<div|<style|<!--)/.test(text)) return "html";
  if (text.startsWith("<?xml")) return text.includes("<html") ? "html" : "otherXml";
  if (text.startsWith("mime-version:")) return "html";
  return text.startsWith("%pdf-") ? "pdf" : "notXlsx";
}

/** Whether bytes may be a text table: not another known file type and not binary. Zeros are left to the caller. */
export function mayBeText(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] <= 8) return false;
  return whatElse(bytes) === "notXlsx" && !isBinary(bytes.subarray(0, 4096));
}

/** Binary files are full of control characters that text does not have; a few stray ones do not count. */
function isBinary(head: Uint8Array): boolean {
  const strange = head.filter((byte) => (byte > 0 && byte < 9) || (byte > 13 && byte < 27) || byte === 127);
  return strange.length > 4 && strange.length * 50 > head.length;
}
