import { sha256 as digest } from "@noble/hashes/sha2";
import { bytesToHex } from "@noble/hashes/utils";

/** SHA-256 (FIPS 180-4) of a text's UTF-8 bytes, as 64 hexadecimal digits; a lone surrogate counts as U+FFFD. */
export function sha256(text: string): string {
  return bytesToHex(digest(text));
}
