import type { FileErrorKey } from "./file-error";

/** What a file is that is no zip, and so no `.xlsx`, by its first bytes. `notXlsx` where it may be text or anything. */
export function whatElse(bytes: Uint8Array): FileErrorKey {
  const head = (length: number, encoding = "utf-8"): string =>
    new TextDecoder(encoding).decode(bytes.subarray(0, Math.min(bytes.length, length)));
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    // An encrypted workbook is a compound file like the old .xls; only its directory tells.
    return head(1 << 20, "utf-16le").includes("EncryptedPackage") ? "encrypted" : "xls";
  }
  // The record that begins a workbook of Excel 2 to 4, which had no compound file around it.
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

/** Whether bytes may be a table of text: no file of another kind that we know, and no zeros but those of UTF-16. */
export function mayBeText(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] <= 8) return false;
  return whatElse(bytes) === "notXlsx" && !isBinary(bytes.subarray(0, 4096));
}

/** Pictures and programs are full of what no text has; a stray control character makes none of it. */
function isBinary(head: Uint8Array): boolean {
  const strange = head.filter((byte) => (byte > 0 && byte < 9) || (byte > 13 && byte < 27) || byte === 127);
  return strange.length > 4 && strange.length * 50 > head.length;
}
