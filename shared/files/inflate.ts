import { constants, createInflate, createInflateRaw, inflateRawSync, inflateSync } from 'node:zlib';

/** What came out of a deflate stream. `complete` is false when it was damaged, cut off, or larger than allowed. */
export interface Inflated {
  readonly data: Uint8Array;
  readonly complete: boolean;
  readonly exceeded: boolean;
}

/**
 * Inflates at most `max` bytes, whatever the input promises (a ZIP bomb costs no more than that).
 * Bytes after the end of the stream are ignored. Never throws.
 * @param wrapping `zlib` (RFC 1950, as in PDF) or `raw` (RFC 1951, as in ZIP).
 * @param keepPart whether `data` holds what was read before the damage or the bound; costs a second attempt.
 */
export async function inflateBounded(
  input: Uint8Array,
  wrapping: 'zlib' | 'raw',
  max: number,
  keepPart = true,
): Promise<Inflated> {
  if (max <= 0) return { data: new Uint8Array(), complete: false, exceeded: true };
  try {
    const inflate = wrapping === 'zlib' ? inflateSync : inflateRawSync;
    return { data: inflate(input, { maxOutputLength: max }), complete: true, exceeded: false };
  } catch (error) {
    if (keepPart) return inflatePart(input, wrapping, max);
    const exceeded = error instanceof RangeError;
    return { data: new Uint8Array(), complete: false, exceeded };
  }
}

/** The slow way, which keeps the part before the damage or the bound. */
async function inflatePart(input: Uint8Array, wrapping: 'zlib' | 'raw', max: number): Promise<Inflated> {
  const options = { finishFlush: constants.Z_SYNC_FLUSH };
  const stream = wrapping === 'zlib' ? createInflate(options) : createInflateRaw(options);
  const chunks: Uint8Array[] = [];
  let size = 0;
  let exceeded = false;
  try {
    stream.end(input);
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      const room = max - size;
      chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
      size += Math.min(chunk.length, room);
      if (chunk.length > room) {
        exceeded = true;
        break;
      }
    }
  } catch {
    // Damaged data: the chunks before the damage stay.
  } finally {
    stream.destroy();
  }
  return { data: Buffer.concat(chunks), complete: false, exceeded };
}

/** What one quick attempt may take and give; more is counted piece by piece. */
const QUICK = 1024 * 1024;
/** What a damaged stream counts for: it may have cost as much as a sound one of this size. */
const DAMAGED = QUICK / 4;

/**
 * What a zlib stream inflates to in bytes, as far as it goes; more than `max` when it goes further. Nothing is kept. A stream
 * that takes more than it gives counts for what it takes, so that the sum over many streams bounds the work.
 */
export async function countInflated(input: Uint8Array, max: number): Promise<number> {
  const [method = 0, flags = 0] = input;
  if ((method & 15) !== 8 || (method * 256 + flags) % 31 !== 0) return 0;
  try {
    return inflateSync(input.subarray(0, QUICK), { maxOutputLength: QUICK }).length;
  } catch (error) {
    const cut = input.length > QUICK && (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
    if (!cut && !(error instanceof RangeError)) return DAMAGED;
  }
  const stream = createInflate({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: QUICK / 4 });
  let size = 0;
  try {
    stream.end(input);
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > max) break;
    }
  } catch {
    // Damaged: what came before the damage counts.
  } finally {
    stream.destroy();
  }
  return Math.max(size, stream.bytesWritten);
}
