import type { JpegFault } from '../contracts/photo.ts';

/** Markers of ITU-T T.81 table B.1 that the walk names. */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DQT = 0xdb;
const DNL = 0xdc;
const DRI = 0xdd;
const DHT = 0xc4;

/** A marker segment; an SOS segment includes its entropy-coded data. `end` is exclusive. */
export interface JpegSegment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

export interface JpegComponent {
  readonly id: number;
  readonly h: number;
  readonly v: number;
  readonly table: number;
}

export interface JpegFrame {
  readonly marker: number;
  readonly precision: number;
  /** Pixels as stored, before orientation. */
  readonly width: number;
  readonly height: number;
  readonly components: readonly JpegComponent[];
  readonly progressive: boolean;
}

/** What the bytes say of themselves from SOI to EOI, without decoding. */
export interface JpegStructure {
  readonly segments: readonly JpegSegment[];
  readonly frame?: JpegFrame;
  readonly scans: number;
  /** Sum over the scans of the 8 × 8 blocks that each walks through: the decoder's work. */
  readonly blockVisits: number;
  /** Bytes of coefficients that a decoder must hold at once; 0 for one interleaved sequential scan. */
  readonly coefficientBytes: number;
  /** Offset just after EOI; undefined when there is none. */
  readonly end?: number;
  /** Bytes between segments that belong to none. */
  readonly strayBytes: number;
  /** All reasons found, in file order, without repeats. */
  readonly faults: readonly JpegFault[];
}

/** Decoding bounds: libvips itself refuses more scans; the other two keep time under 2 s and RSS under 256 MB (D1). */
const MAX_SCANS = 100;
const MAX_BLOCK_VISITS = 40e6;
const MAX_COEFFICIENT_BYTES = 120e6;

interface Walk {
  readonly bytes: Uint8Array;
  readonly segments: JpegSegment[];
  readonly faults: Set<JpegFault>;
  readonly huffman: Set<number>;
  readonly quantization: Set<number>;
  frame?: JpegFrame;
  scans: number;
  blockVisits: number;
  buffered: boolean;
  strayBytes: number;
  end?: number;
}

/**
 * Walks every segment of a JPEG to its EOI, scans included (ITU-T T.81 annex B).
 * Never throws; what is wrong is in `faults`. Bytes that do not begin with FF D8 FF give `BAD_SEGMENT`.
 * Reads each byte at most once; a 1 MB file takes well under a millisecond.
 */
export function readJpegStructure(bytes: Uint8Array): JpegStructure {
  const walk: Walk = {
    bytes,
    segments: [],
    faults: new Set(),
    huffman: new Set(),
    quantization: new Set(),
    scans: 0,
    blockVisits: 0,
    buffered: false,
    strayBytes: 0,
  };
  if (bytes[0] !== 0xff || bytes[1] !== SOI) walk.faults.add('BAD_SEGMENT');
  else walkSegments(walk);
  if (walk.end === undefined && walk.faults.size === 0) walk.faults.add('MISSING_EOI');
  if (walk.end !== undefined) {
    if (!walk.frame) walk.faults.add('NO_FRAME');
    else if (walk.scans === 0) walk.faults.add('NO_SCAN');
  }
  const coefficientBytes = walk.frame && walk.buffered ? coefficientMemory(walk.frame) : 0;
  if (walk.scans > MAX_SCANS || walk.blockVisits > MAX_BLOCK_VISITS) walk.faults.add('TOO_MANY_SCANS');
  if (coefficientBytes > MAX_COEFFICIENT_BYTES) walk.faults.add('TOO_MUCH_MEMORY');
  return {
    segments: walk.segments,
    ...(walk.frame && { frame: walk.frame }),
    ...(walk.end !== undefined && { end: walk.end }),
    scans: walk.scans,
    blockVisits: walk.blockVisits,
    coefficientBytes,
    strayBytes: walk.strayBytes,
    faults: [...walk.faults],
  };
}

function walkSegments(walk: Walk): void {
  const { bytes } = walk;
  let at = 2;
  while (at < bytes.length) {
    const marker = nextMarker(bytes, at);
    if (marker === undefined) {
      walk.strayBytes += bytes.length - at;
      return;
    }
    walk.strayBytes += marker.stray;
    at = marker.at;
    const code = bytes[at + 1]!;
    if (code === EOI) {
      walk.end = at + 2;
      return;
    }
    // RSTn and TEM stand alone; a second SOI means that another image begins inside this one.
    if ((code >= 0xd0 && code <= 0xd7) || code === 0x01) {
      at += 2;
      continue;
    }
    if (code === SOI) {
      walk.faults.add('BAD_SEGMENT');
      return;
    }
    const length = at + 4 <= bytes.length ? u16(bytes, at + 2) : 0;
    const bodyEnd = at + 2 + length;
    if (at + 4 > bytes.length || bodyEnd > bytes.length) {
      walk.faults.add('TRUNCATED');
      return;
    }
    if (length < 2) {
      walk.faults.add('BAD_SEGMENT');
      return;
    }
    const end = code === SOS ? entropyEnd(bytes, bodyEnd) : bodyEnd;
    if (!readSegment(walk, code, at + 4, bodyEnd)) walk.faults.add('BAD_SEGMENT');
    walk.segments.push({ marker: code, start: at, end });
    at = end;
  }
}

/** Next FF xx at or after `at`, fill bytes skipped (T.81 B.1.1.2); `stray` counts what lies before it. */
function nextMarker(bytes: Uint8Array, at: number): { at: number; stray: number } | undefined {
  let i = at;
  while (true) {
    const ff = bytes.indexOf(0xff, i);
    if (ff < 0) return undefined;
    let last = ff;
    while (bytes[last + 1] === 0xff) last++;
    const code = bytes[last + 1];
    if (code === undefined) return undefined;
    if (code !== 0x00) return { at: last, stray: ff - at };
    i = last + 2;
  }
}

/** First byte after entropy-coded data: the FF of a marker that is neither stuffed (FF 00) nor RSTn. */
function entropyEnd(bytes: Uint8Array, from: number): number {
  let i = from;
  while (true) {
    const ff = bytes.indexOf(0xff, i);
    if (ff < 0) return bytes.length;
    const next = bytes[ff + 1];
    if (next === undefined) return bytes.length;
    if (next === 0x00 || (next >= 0xd0 && next <= 0xd7)) i = ff + 2;
    else if (next === 0xff) i = ff + 1;
    else return ff;
  }
}

/** Takes note of what one segment defines. False when its contents do not fit its length. */
function readSegment(walk: Walk, marker: number, start: number, end: number): boolean {
  switch (marker) {
    case DQT:
      return readQuantization(walk, start, end);
    case DHT:
      return readHuffman(walk, start, end);
    case DNL:
      walk.faults.add('DNL');
      return true;
    case DRI:
      return end - start === 2;
    case SOS:
      return readScan(walk, start, end);
    case 0xcc:
      walk.faults.add('ARITHMETIC');
      return true;
    case 0xf7: // SOF55, JPEG-LS (T.87)
      walk.faults.add('LOSSLESS');
      return true;
    case 0xc8:
      return false;
    default:
      return marker >= 0xc0 && marker <= 0xcf ? readFrame(walk, marker, start, end) : true;
  }
}

function readQuantization(walk: Walk, start: number, end: number): boolean {
  let at = start;
  while (at < end) {
    const head = walk.bytes[at]!;
    at += 1 + (head >> 4 === 0 ? 64 : 128);
    if (head >> 4 > 1 || (head & 15) > 3 || at > end) return false;
    walk.quantization.add(head & 15);
  }
  return true;
}

/** Table ids are kept as in the segment: class (0 DC, 1 AC) in the high half, destination in the low half. */
function readHuffman(walk: Walk, start: number, end: number): boolean {
  let at = start;
  while (at < end) {
    const head = walk.bytes[at]!;
    if (head >> 4 > 1 || (head & 15) > 3 || at + 17 > end) return false;
    let codes = 0;
    for (let i = 1; i <= 16; i++) codes += walk.bytes[at + i]!;
    at += 17 + codes;
    if (codes > 256 || at > end) return false;
    walk.huffman.add(head);
  }
  return true;
}

function readFrame(walk: Walk, marker: number, start: number, end: number): boolean {
  const { bytes, faults } = walk;
  if (walk.frame) {
    faults.add('TWO_FRAMES');
    return true;
  }
  if (end - start < 6) return false;
  const count = bytes[start + 5]!;
  if (end - start !== 6 + 3 * count) return false;
  const components: JpegComponent[] = [];
  for (let at = start + 6; at < end; at += 3) {
    const sampling = bytes[at + 1]!;
    components.push({ id: bytes[at]!, h: sampling >> 4, v: sampling & 15, table: bytes[at + 2]! });
  }
  const frame: JpegFrame = {
    marker,
    precision: bytes[start]!,
    height: u16(bytes, start + 1),
    width: u16(bytes, start + 3),
    components,
    progressive: marker === 0xc2,
  };
  walk.frame = frame;
  if (marker >= 0xc9) faults.add('ARITHMETIC');
  if (marker === 0xc3 || marker === 0xc7 || marker === 0xcb || marker === 0xcf) faults.add('LOSSLESS');
  if ((marker >= 0xc5 && marker <= 0xc7) || marker >= 0xcd) faults.add('HIERARCHICAL');
  if (frame.precision !== 8) faults.add('PRECISION');
  if (count !== 1 && count !== 3 && count !== 4) faults.add('COMPONENTS');
  // Zero lines means that a DNL segment gives the height later (T.81 B.2.5).
  if (frame.height === 0) faults.add('DNL');
  return frame.width > 0 && components.every((c) => c.h >= 1 && c.h <= 4 && c.v >= 1 && c.v <= 4);
}

function readScan(walk: Walk, start: number, end: number): boolean {
  const { bytes, frame, faults } = walk;
  walk.scans++;
  if (!frame) {
    faults.add('NO_FRAME');
    return true;
  }
  const count = bytes[start] ?? 0;
  if (count < 1 || count > 4 || end - start !== 4 + 2 * count) return false;
  const spectralStart = bytes[end - 3]!;
  const refinement = bytes[end - 1]! >> 4 !== 0;
  for (let at = start + 1; at < end - 3; at += 2) {
    const component = frame.components.find((c) => c.id === bytes[at]);
    if (!component) return false;
    const tables = bytes[at + 1]!;
    const needsDc = frame.progressive ? spectralStart === 0 && !refinement : true;
    const needsAc = frame.progressive ? spectralStart > 0 : true;
    if (needsDc && !walk.huffman.has(tables >> 4)) faults.add('MISSING_HUFFMAN');
    if (needsAc && !walk.huffman.has(0x10 | (tables & 15))) faults.add('MISSING_HUFFMAN');
    if (!walk.quantization.has(component.table)) faults.add('MISSING_QUANTIZATION');
    walk.blockVisits += blocksOf(frame, component);
  }
  if (frame.progressive || count < frame.components.length) walk.buffered = true;
  return true;
}

/** Blocks of one component, padded to whole MCUs. */
function blocksOf(frame: JpegFrame, component: JpegComponent): number {
  const hMax = Math.max(1, ...frame.components.map((c) => c.h));
  const vMax = Math.max(1, ...frame.components.map((c) => c.v));
  return (
    Math.ceil(frame.width / (8 * hMax)) * component.h * (Math.ceil(frame.height / (8 * vMax)) * component.v)
  );
}

/** 64 coefficients of 2 bytes a block. */
function coefficientMemory(frame: JpegFrame): number {
  return frame.components.reduce((sum, c) => sum + blocksOf(frame, c) * 128, 0);
}

const u16 = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;
