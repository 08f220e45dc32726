/** What the chunks of a PNG say (ISO/IEC 15948), without decoding. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bytes of one decoded pixel. */
  readonly pixelBytes: number;
  readonly interlaced: boolean;
  readonly colour: 'RGB' | 'GREY';
  /** Offset just after IEND; undefined when the file ends before it. */
  readonly end?: number;
  readonly chunks: readonly PngChunk[];
}

export interface PngChunk {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Samples a pixel by colour type (table 11.1); palette pixels decode to RGB with alpha. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 4, 4: 2, 6: 4 };

/** Chunks that decoding or colour needs; text, time, EXIF and everything unknown stays behind (D3). */
const NEEDED = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'cHRM',
  'gAMA',
  'iCCP',
  'sRGB',
  'sBIT',
  'pHYs',
]);

/** Walks the chunks up to IEND. Undefined when there is no sound IHDR. Never throws. */
export function readPng(bytes: Uint8Array): PngHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: PngChunk[] = [];
  let end: number | undefined;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const next = at + 12 + length;
    if (next > bytes.length) break;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push({ type, start: at, end: next });
    at = next;
    if (type === 'IEND') {
      end = at;
      break;
    }
  }
  const head = chunks[0];
  if (head?.type !== 'IHDR' || head.end - head.start !== 25) return undefined;
  const [depth, colourType] = [bytes[24]!, bytes[25]!];
  const count = samples[colourType];
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (count === undefined || width === 0 || height === 0) return undefined;
  return {
    width,
    height,
    pixelBytes: count * (depth === 16 ? 2 : 1),
    interlaced: bytes[28] === 1,
    colour: colourType === 0 || colourType === 4 ? 'GREY' : 'RGB',
    chunks,
    ...(end !== undefined && { end }),
  };
}

/** A copy with only the chunks that decoding and colour need; nothing after IEND. Chunks are copied as they are. */
export function cleanPng(bytes: Uint8Array, png: PngHeader): Uint8Array<ArrayBuffer> {
  const kept = [{ start: 0, end: 8 }, ...png.chunks.filter((chunk) => NEEDED.has(chunk.type))];
  const out = new Uint8Array(kept.reduce((sum, part) => sum + part.end - part.start, 0));
  let at = 0;
  for (const part of kept) {
    out.set(bytes.subarray(part.start, part.end), at);
    at += part.end - part.start;
  }
  return out;
}
