import { createHash } from 'node:crypto';
import { ByteReader } from './byte-reader.ts';
import { S3Error } from './errors.ts';
import { type ChunkSigner, sameHex } from './signature.ts';

const MAX_CHUNK_HEADER = 256;
const MAX_TRAILER_LINE = 1024;

export interface ChunkedOptions {
  /** Present when every chunk is signed. */
  signer?: ChunkSigner;
  /** Names announced in `x-amz-trailer`, lower case. */
  trailers: readonly string[];
  /** Receives each announced trailer, after its signature was found good. */
  onTrailer(name: string, value: string): void;
}

/**
 * Takes the aws-chunked framing off a body (Amazon S3 API Reference, "Transferring payload in multiple chunks"
 * and "Including trailing headers"). Data are passed on as they come; a bad signature ends the stream with an
 * error after its chunk, so the reader must not publish anything before the end.
 * @throws S3Error IncompleteBody, SignatureDoesNotMatch, MalformedTrailerError
 */
export async function* decodeChunked(
  source: AsyncIterator<Buffer>,
  options: ChunkedOptions,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  for (;;) {
    const header = await reader.line(MAX_CHUNK_HEADER);
    const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(header ?? '');
    if (!match) throw new S3Error('IncompleteBody');
    const hash = createHash('sha256');
    const size = Number.parseInt(match[1]!, 16);
    for (let left = size; left > 0; ) {
      const data = await reader.some(left);
      if (!data) throw new S3Error('IncompleteBody');
      left -= data.length;
      if (options.signer) hash.update(data);
      yield data;
    }
    if (options.signer && !sameHex(options.signer.chunk(hash.digest('hex')), match[2] ?? '')) {
      throw new S3Error('SignatureDoesNotMatch');
    }
    if (size === 0) break;
    if ((await reader.line(0)) !== '') throw new S3Error('IncompleteBody');
  }
  await readTrailers(reader, options);
}

async function readTrailers(reader: ByteReader, options: ChunkedOptions): Promise<void> {
  const found = new Map<string, string>();
  for (let first = true; ; first = false) {
    const line = await reader.line(MAX_TRAILER_LINE);
    if (line === undefined) break;
    if (line === '') {
      // Some clients put an empty line between the last chunk and the trailers.
      if (first && options.trailers.length > 0) continue;
      break;
    }
    const colon = line.indexOf(':');
    if (colon < 1 || found.size > 8) throw new S3Error('MalformedTrailerError');
    found.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const signature = found.get('x-amz-trailer-signature');
  found.delete('x-amz-trailer-signature');
  const names = [...found.keys()].sort();
  if (names.join() !== [...options.trailers].sort().join()) throw new S3Error('MalformedTrailerError');
  if (options.signer && names.length > 0) {
    const canonical = names.map((name) => `${name}:${found.get(name)}\n`).join('');
    if (!sameHex(options.signer.trailer(canonical), signature ?? ''))
      throw new S3Error('SignatureDoesNotMatch');
  }
  for (const [name, value] of found) options.onTrailer(name, value);
}
