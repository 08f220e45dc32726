import {
  CHECKSUM_ALGORITHMS,
  checksumHeader,
  createHasher,
  type Hasher,
  isBase64,
  parseAlgorithm,
  requireChecksumValue,
} from './checksums.ts';
import { decodeChunked } from './chunked.ts';
import { S3Error } from './errors.ts';
import type { S3Request } from './request.ts';
import type { Authorization } from './signature.ts';
import type { ChecksumAlgorithm, StoredChecksum } from './types.ts';

/** What came in, verified. */
export interface Received {
  size: number;
  /** Hex. */
  md5: string;
  checksum?: StoredChecksum;
}

/** What a body must turn out to be. Values are base64. */
interface Expected {
  md5?: string;
  sha256Hex?: string;
  algorithm?: ChecksumAlgorithm;
  checksum?: string;
}

/** 5 GiB: the largest single upload of S3. */
export const MAX_PUT_BYTES = 5 * 1024 ** 3;

/**
 * Reads a request's body to its end, chunk by chunk at the speed of `write`, and verifies everything that was
 * promised about it: length, SHA-256 of the signature, Content-MD5, checksum header or trailer.
 * Nothing may be published from `write` before this has returned.
 * @throws S3Error BadDigest, XAmzContentSHA256Mismatch, IncompleteBody, EntityTooLarge, MissingContentLength …
 */
export async function receive(
  request: S3Request,
  auth: Authorization,
  write: (chunk: Buffer) => Promise<void> | void,
  maxBytes = MAX_PUT_BYTES,
): Promise<Received> {
  const expected = expectedDigests(request.headers);
  const streaming = auth.payload.startsWith('STREAMING-');
  if (!streaming && auth.payload !== 'UNSIGNED-PAYLOAD') expected.sha256Hex = auth.payload;
  const trailers = splitList(request.headers.get('x-amz-trailer'));
  for (const name of trailers) {
    const algorithm = CHECKSUM_ALGORITHMS.find((known) => checksumHeader(known) === name);
    if (!algorithm || expected.checksum || trailers.length > 1 || !auth.payload.endsWith('-TRAILER')) {
      throw new S3Error('InvalidRequest', 'The value specified in the x-amz-trailer header is not supported');
    }
    expected.algorithm = algorithm;
  }
  const announced = request.headers.get('x-amz-sdk-checksum-algorithm');
  if (announced && expected.algorithm !== parseAlgorithm(announced)) {
    throw new S3Error(
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  const length = contentLength(
    request.headers.get(streaming ? 'x-amz-decoded-content-length' : 'content-length'),
  );
  if (length > maxBytes) throw tooLarge(length, maxBytes);
  const raw = bodyOf(request);
  const chunks = streaming
    ? decodeChunked(raw, {
        trailers,
        onTrailer: (_, value) => {
          expected.checksum = value;
        },
      })
    : { [Symbol.asyncIterator]: () => raw };
  return consume(chunks, expected, write, length);
}

/** The whole body of a small request (XML), verified like any other. */
export async function receiveText(
  request: S3Request,
  auth: Authorization,
  maxBytes: number,
): Promise<string> {
  const chunks: Buffer[] = [];
  await receive(request, auth, (chunk) => void chunks.push(chunk), maxBytes);
  return Buffer.concat(chunks).toString('utf8');
}

/** Hashes and passes on; compares at the end. `length` undefined: whatever comes. */
export async function consume(
  chunks: AsyncIterable<Buffer>,
  expected: Expected,
  write: (chunk: Buffer) => Promise<void> | void,
  length?: number,
): Promise<Received> {
  const md5 = createHasher('MD5');
  const sha256 = expected.sha256Hex === undefined ? undefined : createHasher('SHA256');
  const checksum = expected.algorithm ? createHasher(expected.algorithm) : undefined;
  const hashers = [md5, sha256, checksum].filter((hasher): hasher is Hasher => hasher !== undefined);
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (length !== undefined && size > length) throw new S3Error('IncompleteBody');
    for (const hasher of hashers) hasher.update(chunk);
    await write(chunk);
  }
  if (length !== undefined && size !== length) {
    throw new S3Error(
      'IncompleteBody',
      'You did not provide the number of bytes specified by the Content-Length HTTP header',
    );
  }
  const computedMd5 = md5.digest();
  const computedSha256 = sha256?.digest().toString('hex');
  const computed = checksum?.digest().toString('base64');
  if (computedSha256 !== expected.sha256Hex) {
    throw new S3Error('XAmzContentSHA256Mismatch', undefined, {
      ClientComputedContentSHA256: expected.sha256Hex ?? '',
      S3ComputedContentSHA256: computedSha256 ?? '',
    });
  }
  if (expected.md5 !== undefined && computedMd5.toString('base64') !== expected.md5) {
    throw new S3Error('BadDigest', undefined, {
      ExpectedDigest: expected.md5,
      CalculatedDigest: computedMd5.toString('base64'),
    });
  }
  if (expected.algorithm && expected.checksum !== undefined && computed !== expected.checksum) {
    throw new S3Error(
      'BadDigest',
      `The ${expected.algorithm} you specified did not match the calculated checksum.`,
    );
  }
  return {
    size,
    md5: computedMd5.toString('hex'),
    ...(expected.algorithm && computed
      ? { checksum: { algorithm: expected.algorithm, type: 'FULL_OBJECT', value: computed } }
      : {}),
  };
}

/**
 * Reads Content-MD5 and x-amz-checksum-* from headers, or from the fields of a form.
 * @throws S3Error InvalidDigest, InvalidRequest
 */
export function expectedDigests(headers: ReadonlyMap<string, string>): Expected {
  const expected: Expected = {};
  const md5 = headers.get('content-md5');
  if (md5 !== undefined) {
    if (!isBase64(md5, 16)) throw new S3Error('InvalidDigest');
    expected.md5 = md5;
  }
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const value = headers.get(checksumHeader(algorithm));
    if (value === undefined) continue;
    if (expected.algorithm) {
      throw new S3Error(
        'InvalidRequest',
        'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
      );
    }
    expected.algorithm = algorithm;
    expected.checksum = requireChecksumValue(algorithm, value);
  }
  return expected;
}

/** The body as an iterator that leaves the socket alone when we stop early, so that the refusal can still be read. */
export function bodyOf(request: S3Request): AsyncIterableIterator<Buffer> {
  return request.body.iterator({ destroyOnReturn: false });
}

export function tooLarge(proposed: number, allowed: number): S3Error {
  return new S3Error('EntityTooLarge', undefined, { ProposedSize: proposed, MaxSizeAllowed: allowed });
}

export function splitList(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
}

function contentLength(text: string | undefined): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new S3Error('MissingContentLength');
  return Number(text);
}
