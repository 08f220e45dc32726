import { MAX_DECODE_MEMORY, MAX_PHOTO_PIXELS, rowMemory } from './decode-bounds.ts';

/** A marker segment; an SOS segment includes its entropy-coded data. `end` is exclusive. */
export interface JpegSegment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

/** Where the parts of a JPEG lie, and what decoding it would cost. What is wrong with it, `jpeg-header.ts` says. */
export interface JpegSegments {
  readonly segments: readonly JpegSegment[];
  /** Offset just after EOI; undefined when there is none. */
  readonly end?: number;
  readonly scans: number;
  /** Sum over the scans of the 8 × 8 blocks that each walks through: the decoder's work. */
  readonly blockVisits: number;
  /** Bytes of coefficients that a decoder must hold at once; 0 for one interleaved sequential scan. */
  readonly coefficientBytes: number;
}

/** Decoding bounds of D1: libvips itself takes no more scans; the second keeps time under 2 s. */
const MAX_SCANS = 100;
const MAX_BLOCK_VISITS = 40e6;

/**
 * Bounds of decoding that a JPEG of these stored sizes would break, known before a pixel is decoded (D1). Past the pixels
 * that are allowed, that is the defect: what decoding would cost need not be said as well.
 * @param maxPixels of the stored picture
 */
export function costFaults(
  jpeg: JpegSegments,
  size: { readonly storedWidth?: number; readonly storedHeight?: number; readonly components?: number },
  maxPixels: number = MAX_PHOTO_PIXELS,
): ('TOO_MANY_SCANS' | 'TOO_MUCH_MEMORY')[] {
  const { storedWidth = 0, storedHeight = 0, components = 3 } = size;
  if (storedWidth * storedHeight > maxPixels) return [];
  const memory = jpeg.coefficientBytes + rowMemory(storedWidth, storedHeight, components);
  return [
    ...(jpeg.scans > MAX_SCANS || jpeg.blockVisits > MAX_BLOCK_VISITS ? (['TOO_MANY_SCANS'] as const) : []),
    ...(memory > MAX_DECODE_MEMORY ? (['TOO_MUCH_MEMORY'] as const) : []),
  ];
}

/**
 * Lists the segments from SOI to EOI, scans included (ITU-T T.81 annex B); stops early where the structure breaks.
 * Never throws. Entropy-coded data are passed over by `indexOf`: a 1 MB file takes a fraction of a millisecond.
 */
export function listJpegSegments(bytes: Uint8Array): JpegSegments {
  const segments: JpegSegment[] = [];
  let at = 2;
  let end: number | undefined;
  while (at < bytes.length) {
    at = nextMarker(bytes, at);
    const marker = bytes[at + 1];
    if (marker === undefined || marker === 0xd8) break;
    if (marker === 0xd9) {
      end = at + 2;
      break;
    }
    // RSTn and TEM stand alone.
    if ((marker >= 0xd0 && marker <= 0xd7) || marker === 0x01) {
      at += 2;
      continue;
    }
    const length = at + 4 <= bytes.length ? u16(bytes, at + 2) : 0;
    const bodyEnd = at + 2 + length;
    if (length < 2 || bodyEnd > bytes.length) break;
    const segmentEnd = marker === 0xda ? nextMarker(bytes, bodyEnd) : bodyEnd;
    segments.push({ marker, start: at, end: segmentEnd });
    at = segmentEnd;
  }
  return { segments, ...(end !== undefined && { end }), ...cost(bytes, segments) };
}

/** Whether the frame of this marker is coded sequentially with Huffman codes: baseline or extended. */
export const isSequential = (marker: number): boolean => marker === 0xc0 || marker === 0xc1;

/** Offset of the FF of the next marker that is neither stuffed (FF 00), a fill byte (FF FF), nor RSTn; else the length. */
export function nextMarker(bytes: Uint8Array, from: number): number {
  let at = from;
  while (true) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return bytes.length;
    const next = bytes[at + 1];
    if (next === undefined) return bytes.length;
    if (next === 0xff) at += 1;
    else if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2;
    else return at;
  }
}

/** 64 coefficients of 2 bytes a block have to stay in memory when a component is coded in more than one scan. */
function cost(
  bytes: Uint8Array,
  segments: readonly JpegSegment[],
): Pick<JpegSegments, 'scans' | 'blockVisits' | 'coefficientBytes'> {
  const frame = segments.find(
    (s) => s.marker >= 0xc0 && s.marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(s.marker),
  );
  const scans = segments.filter((s) => s.marker === 0xda);
  const blocks = frame ? blocksById(bytes, frame) : new Map<number, number>();
  const progressive = frame?.marker === 0xc2;
  let blockVisits = 0;
  let buffered = progressive;
  for (const scan of scans) {
    const count = bytes[scan.start + 4] ?? 0;
    for (let i = 0; i < count; i++) blockVisits += blocks.get(bytes[scan.start + 5 + 2 * i] ?? -1) ?? 0;
    buffered ||= count < blocks.size;
  }
  const all = [...blocks.values()].reduce((sum, n) => sum + n, 0);
  return { scans: scans.length, blockVisits, coefficientBytes: buffered ? all * 128 : 0 };
}

/** Component id → its blocks, padded to whole MCUs. */
function blocksById(bytes: Uint8Array, frame: JpegSegment): Map<number, number> {
  const blocks = new Map<number, number>();
  if (frame.end - frame.start < 10) return blocks;
  const height = u16(bytes, frame.start + 5);
  const width = u16(bytes, frame.start + 7);
  const ids: number[] = [];
  for (let at = frame.start + 10; at + 3 <= frame.end; at += 3) ids.push(at);
  const h = (at: number): number => Math.max(1, bytes[at + 1]! >> 4);
  const v = (at: number): number => Math.max(1, bytes[at + 1]! & 15);
  const [hMax, vMax] = [Math.max(1, ...ids.map(h)), Math.max(1, ...ids.map(v))];
  for (const at of ids) {
    blocks.set(bytes[at]!, Math.ceil(width / (8 * hMax)) * h(at) * Math.ceil(height / (8 * vMax)) * v(at));
  }
  return blocks;
}

const u16 = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;
