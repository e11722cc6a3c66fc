import { sha256 as digest } from "@noble/hashes/sha2";
import { bytesToHex } from "@noble/hashes/utils";

/**
 * SHA-256 (FIPS 180-4) of the UTF-8 bytes of a text, as 64 hexadecimal digits; what is half of a surrogate pair counts as
 * U+FFFD.
 */
export function sha256(text: string): string {
  return bytesToHex(digest(text));
}
