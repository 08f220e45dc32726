import { ByteReader } from './byte-reader.ts';
import { S3Error } from './errors.ts';

const MAX_CHUNK_HEADER = 256;
const MAX_TRAILER_LINE = 1024;

export interface ChunkedOptions {
  /** Names announced in `x-amz-trailer`, lower case. */
  trailers: readonly string[];
  /** Receives each announced trailer. */
  onTrailer(name: string, value: string): void;
}

/**
 * Takes the aws-chunked framing off a body (Amazon S3 API Reference, "Transferring payload in multiple chunks"
 * and "Including trailing headers"), whose chunks are not signed. Data are passed on as they come, so the reader must
 * not publish anything before the end.
 * @throws S3Error IncompleteBody, MalformedTrailerError
 */
export async function* decodeChunked(
  source: AsyncIterator<Buffer>,
  options: ChunkedOptions,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  for (;;) {
    const header = await reader.line(MAX_CHUNK_HEADER);
    const match = /^([0-9a-fA-F]{1,12})$/.exec(header ?? '');
    if (!match) throw new S3Error('IncompleteBody');
    const size = Number.parseInt(match[1]!, 16);
    for (let left = size; left > 0; ) {
      const data = await reader.some(left);
      if (!data) throw new S3Error('IncompleteBody');
      left -= data.length;
      yield data;
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
  const names = [...found.keys()].sort();
  if (names.join() !== [...options.trailers].sort().join()) throw new S3Error('MalformedTrailerError');
  for (const [name, value] of found) options.onTrailer(name, value);
}
