import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { S3Error } from './errors.ts';
import type { ChecksumAlgorithm } from './types.ts';

/** A running digest. */
export interface Hasher {
  update(chunk: Buffer): void;
  digest(): Buffer;
}

/** What the SDKs compute unasked, and what a program of its own would; S3 knows three more. */
export const CHECKSUM_ALGORITHMS: readonly ChecksumAlgorithm[] = ['CRC32', 'SHA256'];

/** Digest length in bytes; a value of another length is refused before the body is read. */
const LENGTH: Record<ChecksumAlgorithm, number> = { CRC32: 4, SHA256: 32 };

export function createHasher(algorithm: ChecksumAlgorithm | 'MD5'): Hasher {
  if (algorithm === 'CRC32') return createCrc32();
  const hash = createHash(algorithm.toLowerCase());
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest() };
}

/** `x-amz-checksum-crc32` and kin. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** @throws S3Error InvalidRequest when the word is not an algorithm that is known here. */
export function parseAlgorithm(word: string): ChecksumAlgorithm {
  const found = CHECKSUM_ALGORITHMS.find((algorithm) => algorithm === word.toUpperCase());
  if (!found)
    throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported. Please try again.');
  return found;
}

/** @throws S3Error InvalidRequest unless `value` is base64 of the algorithm's length. */
export function requireChecksumValue(algorithm: ChecksumAlgorithm, value: string): string {
  if (!isBase64(value, LENGTH[algorithm])) {
    throw new S3Error('InvalidRequest', `Value for ${checksumHeader(algorithm)} header is invalid.`);
  }
  return value;
}

export function isBase64(value: string, bytes: number): boolean {
  const decoded = Buffer.from(value, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === value;
}

function createCrc32(): Hasher {
  let value = 0;
  return {
    update(chunk) {
      value = crc32(chunk, value);
    },
    digest() {
      const out = Buffer.alloc(4);
      out.writeUInt32BE(value >>> 0);
      return out;
    },
  };
}
