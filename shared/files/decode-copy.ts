import { listJpegSegments } from '../rules/files/jpeg-segments.ts';
import { type Decoded, type DecodeRequest, decodeFully } from './decode.ts';

/** Bytes after the data of a scan that are stray; more are a picture that its header does not tell of. */
const MAX_STRAY = 1024;
/** Scans that they are looked for behind, and for how many milliseconds another one is begun. */
const MAX_TRIES = 10;
const MAX_TRYING = 2000;

export interface DecodedCopy {
  readonly decoded: Decoded;
  /** What was decoded: the copy, without stray bytes that only the decoder could tell from a scan's data. */
  readonly copy: Uint8Array<ArrayBuffer>;
  readonly stray: boolean;
}

/**
 * Decodes the cleaned copy of a JPEG, the only one that readers get, as strictly as there is. Stray bytes between a scan's
 * data and the next segment cost no pixel (D12): they go, and what is left has to decode without a word.
 */
export async function decodeCopy(
  copy: Uint8Array<ArrayBuffer>,
  request: DecodeRequest,
): Promise<DecodedCopy> {
  const decoded = await decodeFully(copy, request);
  const stray = decoded.ok ? undefined : strayIn(decoded.detail);
  if (!stray) return { decoded, copy, stray: false };
  const { segments } = listJpegSegments(copy);
  const ends = segments.flatMap(({ marker, end }, i) =>
    marker === 0xda && segments[i + 1]?.marker === stray.before ? [end] : [],
  );
  const until = performance.now() + MAX_TRYING;
  for (const end of ends.slice(0, MAX_TRIES)) {
    if (performance.now() > until) break;
    const without = new Uint8Array(copy.length - stray.count);
    without.set(copy.subarray(0, end - stray.count));
    without.set(copy.subarray(end), end - stray.count);
    const again = await decodeFully(without, request);
    if (again.ok) return { decoded: again, copy: without, stray: true };
  }
  return { decoded, copy, stray: false };
}

/** How many, and before which marker, in the words of libjpeg. */
function strayIn(detail: string): { count: number; before: number } | undefined {
  const found = /(\d+) extraneous bytes before marker 0x([0-9a-f]{2})/.exec(detail);
  const count = Number(found?.[1]);
  return count <= MAX_STRAY ? { count, before: Number.parseInt(found?.[2] ?? '', 16) } : undefined;
}
