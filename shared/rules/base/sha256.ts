import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * SHA-256 (FIPS 180-4), synchronous: the same code hashes in the browser, in a Lambda and in the offline verifier. For
 * the small texts of this project (events, count sheets, draw seeds), not for files.
 */

/**
 * SHA-256 of bytes, or of the UTF-8 form of a text.
 * @returns the 32 bytes of the digest
 */
export function sha256Bytes(input: Uint8Array | string): Uint8Array {
  return sha256(typeof input === 'string' ? utf8ToBytes(input) : input);
}

/** Bytes as lower-case hexadecimal. */
export const toHex = (bytes: Uint8Array): string => bytesToHex(bytes);

/**
 * SHA-256 of bytes, or of the UTF-8 form of a text.
 * @returns 64 lower-case hexadecimal digits
 */
export function sha256Hex(input: Uint8Array | string): string {
  return toHex(sha256Bytes(input));
}

/** True for exactly 64 lower-case hexadecimal digits: the form in which every hash of this project is written. */
export function isSha256Hex(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
