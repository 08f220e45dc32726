import type { JpegFault, JpegOddity, PhotoMeasurement } from '../../contracts/photo.ts';
import { isJpeg, sniffFormat } from './formats.ts';
import { costFaults, isSequential, listJpegSegments, nextMarker } from './jpeg-segments.ts';

/** What a JPEG's structure says without decoding a pixel (ITU-T T.81 annex B; EXIF 2.32 §4.6). */
export interface JpegHeader {
  /** The content begins with FF D8 FF (R16). All else is absent when it does not. */
  readonly jpeg: boolean;
  /** Pixels as stored. */
  readonly storedWidth?: number;
  readonly storedHeight?: number;
  /** Pixels after EXIF orientation: what R18 and R19 judge. */
  readonly width?: number;
  readonly height?: number;
  /** EXIF orientation, 1 when there is none (D5: EXIF only). */
  readonly orientation: number;
  readonly precision?: number;
  readonly components?: number;
  readonly progressive: boolean;
  readonly arithmetic: boolean;
  readonly lossless: boolean;
  /** Offset just after the first image's EOI. */
  readonly end?: number;
  readonly trailingBytes: number;
  /** Every reason that shows in the structure (D2), each once; a decoder may find more. */
  readonly faults: readonly JpegFault[];
  /** What is odd and costs no pixel (D12), each once; a decoder may find more. */
  readonly oddities: readonly JpegOddity[];
}

const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const ORIENTATION_TAG = 0x0112;
const SHORT = 3;

interface Walk {
  readonly bytes: Uint8Array;
  readonly faults: Set<JpegFault>;
  readonly oddities: Set<JpegOddity>;
  readonly huffman: Set<number>;
  readonly quantization: Set<number>;
  orientation?: number;
  frame?: Frame;
  scans: number;
  end?: number;
}

interface Frame {
  readonly marker: number;
  readonly precision: number;
  readonly width: number;
  readonly height: number;
  /** Component id → quantization table. */
  readonly tables: ReadonlyMap<number, number>;
  readonly components: number;
}

/**
 * Walks the markers from SOI to the first EOI. Never throws, on any bytes; reads each byte at most once, and entropy-
 * coded data only through `indexOf`, so that a photo of 1 MB takes a fraction of a millisecond.
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  if (!isJpeg(bytes)) {
    return {
      jpeg: false,
      orientation: 1,
      progressive: false,
      arithmetic: false,
      lossless: false,
      trailingBytes: 0,
      faults: [],
      oddities: [],
    };
  }
  const walk: Walk = {
    bytes,
    faults: new Set(),
    oddities: new Set(),
    huffman: new Set(),
    quantization: new Set(),
    scans: 0,
  };
  walkMarkers(walk);
  if (walk.end === undefined && !walk.faults.has('TRUNCATED') && !walk.faults.has('BAD_SEGMENT')) {
    walk.faults.add('MISSING_EOI');
  }
  if (walk.end !== undefined && !walk.frame) walk.faults.add('NO_FRAME');
  if (walk.end !== undefined && walk.frame && walk.scans === 0) walk.faults.add('NO_SCAN');
  return summary(walk);
}

/**
 * The header as the measurement that `judgePhoto` takes, with what decoding would cost where that is too much (D1): all
 * that needs no decoding, the same in the browser and after the upload. What a decoder found may be added to it.
 */
export function measurementOf(
  header: JpegHeader,
  bytes: Uint8Array,
  declared: { declaredType?: string; fileName?: string } = {},
): PhotoMeasurement {
  const other = header.jpeg ? undefined : sniffFormat(bytes);
  return {
    bytes: bytes.length,
    jpeg: header.jpeg,
    faults: [...header.faults, ...(header.jpeg ? costFaults(listJpegSegments(bytes), header) : [])],
    ...(header.oddities.length > 0 ? { oddities: [...header.oddities] } : {}),
    ...(other ? { otherFormat: other } : {}),
    ...(header.width !== undefined && header.height !== undefined
      ? { width: header.width, height: header.height, orientation: header.orientation }
      : {}),
    ...(header.components === undefined ? {} : { components: header.components }),
    ...(header.end === undefined ? {} : { trailingBytes: header.trailingBytes }),
    ...declared,
  };
}

function walkMarkers(walk: Walk): void {
  const { bytes, faults } = walk;
  let at = 2;
  let inScan = false;
  for (;;) {
    const from = at;
    at = nextMarker(bytes, from);
    const marker = bytes[at + 1];
    if (marker === undefined) return;
    // Fill bytes before a marker are as they should be (T.81 B.1.1.2); what else stands there belongs to nothing.
    if (!inScan && bytes.subarray(from, at).some((byte) => byte !== 0xff)) walk.oddities.add('STRAY_BYTES');
    if (marker === 0xd9) {
      walk.end = at + 2;
      return;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2;
      continue;
    }
    // A second SOI means that another picture begins before this one ended.
    if (marker === 0xd8) {
      faults.add('BAD_SEGMENT');
      return;
    }
    if (at + 4 > bytes.length) {
      faults.add('TRUNCATED');
      return;
    }
    const length = u16(bytes, at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) {
      faults.add(length < 2 ? 'BAD_SEGMENT' : 'TRUNCATED');
      return;
    }
    if (!readSegment(walk, marker, at + 4, end)) faults.add('BAD_SEGMENT');
    inScan = marker === 0xda;
    at = end;
  }
}

function readSegment(walk: Walk, marker: number, start: number, end: number): boolean {
  if (marker === 0xda) return readScan(walk, start, end);
  if (marker === 0xdb) return readTables(walk, start, end, 'quantization');
  if (marker === 0xc4) return readTables(walk, start, end, 'huffman');
  if (marker === 0xe1) return readExif(walk, start, end);
  if (marker === 0xe0 && isText(walk.bytes, start, 'JFIF\0') && walk.bytes[start + 5] !== 1)
    walk.oddities.add('SEGMENT');
  if (marker === 0xee && isText(walk.bytes, start, 'Adobe') && (walk.bytes[start + 11] ?? 0) > 2)
    walk.oddities.add('SEGMENT');
  if (marker === 0xdc) walk.faults.add('DNL');
  if (marker === 0xcc) walk.faults.add('ARITHMETIC');
  if (marker === 0xf7) walk.faults.add('LOSSLESS');
  if (marker === 0xde) walk.faults.add('HIERARCHICAL');
  const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc;
  return frame ? readFrame(walk, marker, start, end) : true;
}

const isText = (bytes: Uint8Array, at: number, text: string): boolean =>
  [...text].every((one, i) => bytes[at + i] === one.charCodeAt(0));

function readFrame(walk: Walk, marker: number, start: number, end: number): boolean {
  const { bytes, faults } = walk;
  if (walk.frame) {
    faults.add('TWO_FRAMES');
    return true;
  }
  const components = bytes[start + 5] ?? 0;
  if (end - start < 6 || end - start !== 6 + 3 * components) return false;
  const tables = new Map<number, number>();
  for (let at = start + 6; at < end; at += 3) tables.set(bytes[at] ?? 0, bytes[at + 2] ?? 0);
  const [precision, height, width] = [bytes[start] ?? 0, u16(bytes, start + 1), u16(bytes, start + 3)];
  walk.frame = { marker, precision, width, height, tables, components };
  if (marker >= 0xc9) faults.add('ARITHMETIC');
  if (marker % 4 === 3) faults.add('LOSSLESS');
  if ((marker >= 0xc5 && marker <= 0xc7) || marker >= 0xcd) faults.add('HIERARCHICAL');
  if (precision !== 8) faults.add('PRECISION');
  if (components !== 1 && components !== 3 && components !== 4) faults.add('COMPONENTS');
  if (height === 0) faults.add('DNL');
  return width > 0;
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
  const progressive = frame.marker === 0xc2;
  const firstAc = progressive && (bytes[end - 3] ?? 0) > 0;
  const refinement = progressive && (bytes[end - 1] ?? 0) >> 4 !== 0;
  // A sequential decoder knows what it decodes and passes these three by (T.81 B.2.3); some phones write others.
  const whole = bytes[end - 3] === 0 && bytes[end - 2] === 63 && bytes[end - 1] === 0;
  if (isSequential(frame.marker) && !whole) walk.oddities.add('SCAN_PARAMETERS');
  for (let at = start + 1; at < end - 3; at += 2) {
    const table = frame.tables.get(bytes[at] ?? 0);
    if (table === undefined) return false;
    const ids = bytes[at + 1] ?? 0;
    const needsDc = progressive ? !firstAc && !refinement : true;
    const needsAc = progressive ? firstAc : true;
    if (needsDc && !walk.huffman.has(ids >> 4)) faults.add('MISSING_HUFFMAN');
    if (needsAc && !walk.huffman.has(0x10 | (ids & 15))) faults.add('MISSING_HUFFMAN');
    if (!walk.quantization.has(table)) faults.add('MISSING_QUANTIZATION');
  }
  return true;
}

/** DQT and DHT: notes the table ids. Huffman ids keep the class (0 DC, 1 AC) in the high half. */
function readTables(walk: Walk, start: number, end: number, kind: 'quantization' | 'huffman'): boolean {
  const { bytes } = walk;
  let at = start;
  while (at < end) {
    const head = bytes[at] ?? 0;
    if (head >> 4 > 1 || (head & 15) > 3) return false;
    if (kind === 'quantization') {
      at += 1 + (head >> 4 ? 128 : 64);
      walk.quantization.add(head & 15);
    } else {
      let codes = 0;
      for (let i = 1; i <= 16; i++) codes += bytes[at + i] ?? 0;
      at += 17 + codes;
      walk.huffman.add(head);
    }
  }
  return at === end;
}

/** The first EXIF block's orientation. A broken block is passed over: decoders do the same. */
function readExif(walk: Walk, start: number, end: number): boolean {
  const { bytes } = walk;
  if (walk.orientation !== undefined || EXIF.some((byte, i) => bytes[start + i] !== byte)) return true;
  walk.orientation = 1;
  const tiff = start + EXIF.length;
  const little = bytes[tiff] === 0x49;
  const short = (at: number) => (little ? u16(bytes, at, true) : u16(bytes, at));
  if (tiff + 8 > end || (bytes[tiff] !== 0x49 && bytes[tiff] !== 0x4d) || bytes[tiff + 1] !== bytes[tiff])
    return true;
  if (short(tiff + 2) !== 42) return true;
  const [high, low] = little ? [short(tiff + 6), short(tiff + 4)] : [short(tiff + 4), short(tiff + 6)];
  const ifd = tiff + high * 0x10000 + low;
  if (ifd + 2 > end) return true;
  const entries = Math.min(short(ifd), Math.floor((end - ifd - 2) / 12));
  for (let i = 0, at = ifd + 2; i < entries; i++, at += 12) {
    if (short(at) !== ORIENTATION_TAG || short(at + 2) !== SHORT) continue;
    const value = short(at + 8);
    if (value >= 1 && value <= 8) walk.orientation = value;
    return true;
  }
  return true;
}

function summary(walk: Walk): JpegHeader {
  const { frame, faults, end } = walk;
  const orientation = walk.orientation ?? 1;
  const base = {
    jpeg: true,
    orientation,
    progressive: frame !== undefined && frame.marker % 4 === 2,
    arithmetic: faults.has('ARITHMETIC'),
    lossless: faults.has('LOSSLESS'),
    trailingBytes: end === undefined ? 0 : walk.bytes.length - end,
    faults: [...faults],
    oddities: [...walk.oddities],
    ...(end === undefined ? {} : { end }),
  };
  if (!frame) return base;
  const [width, height] = orientation >= 5 ? [frame.height, frame.width] : [frame.width, frame.height];
  return {
    ...base,
    precision: frame.precision,
    components: frame.components,
    storedWidth: frame.width,
    storedHeight: frame.height,
    ...(frame.width > 0 && frame.height > 0 ? { width, height } : {}),
  };
}

function u16(bytes: Uint8Array, at: number, little = false): number {
  const [a, b] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
  return little ? (b << 8) | a : (a << 8) | b;
}
