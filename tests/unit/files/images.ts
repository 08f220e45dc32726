import sharp, { type Sharp } from 'sharp';
import type { PhotoRules } from '../../../shared/contracts/photo.ts';

/** The photo block of the plan (R15–R19). */
export const photoRules: PhotoRules = {
  bytes: { gt: 30 * 1024, lt: 1024 * 1024 },
  px: { wGt: 215, hGt: 300 },
  ratio: { min: [65, 100], max: [80, 100] },
  background: { mode: 'ADVISORY' },
  sizes: ['1寸', '2寸'],
};

/** A head and shoulders before a plain background, with a little grain; RGB. */
export function portraitPixels(
  width: number,
  height: number,
  background = [250, 250, 250],
  grain = 5,
): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  let seed = width * 31 + height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const head = ((x - width / 2) / (width * 0.24)) ** 2 + ((y - height * 0.42) / (height * 0.22)) ** 2 < 1;
      const body = y > height * 0.68 && Math.abs(x - width / 2) < width * 0.42;
      const colour = head ? [214, 170, 140] : body ? [40, 50, 80] : background;
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      const noise = ((seed >> 12) % (2 * grain + 1)) - grain;
      for (let c = 0; c < 3; c++)
        pixels[(y * width + x) * 3 + c] = Math.max(0, Math.min(255, colour[c]! + noise));
    }
  }
  return pixels;
}

export const portrait = (width: number, height: number, background?: number[], grain?: number): Sharp =>
  sharp(portraitPixels(width, height, background, grain), { raw: { width, height, channels: 3 } });

/** A JPEG portrait of exactly `bytes` bytes: as good a quality as fits, the rest filled with comment segments. */
export async function portraitOf(width: number, height: number, bytes: number): Promise<Buffer> {
  for (const quality of [85, 60, 30, 10]) {
    const jpeg = await portrait(width, height).jpeg({ quality }).toBuffer();
    if (jpeg.length === bytes || jpeg.length + 4 <= bytes) return padTo(jpeg, bytes);
  }
  throw new Error(`${width}×${height} does not fit in ${bytes} bytes`);
}

/** Comment segments after SOI until the file has exactly this many bytes; at least 4 are added. */
export function padTo(jpeg: Buffer, bytes: number): Buffer {
  const parts = [jpeg.subarray(0, 2)];
  let missing = bytes - jpeg.length;
  while (missing > 0) {
    const size = missing <= 65_537 ? missing : Math.min(65_537, missing - 4);
    const comment = Buffer.alloc(size, 0x20);
    comment.writeUInt16BE(0xfffe, 0);
    comment.writeUInt16BE(size - 2, 2);
    parts.push(comment);
    missing -= size;
  }
  return Buffer.concat([...parts, jpeg.subarray(2)]);
}

/**
 * A flat mid-grey baseline JPEG of any size, made by hand in no time: every block is two bits, "same as before" and
 * "no more". 13 000² pixels are 660 KB.
 */
export function flatJpeg(width: number, height: number): Buffer {
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  const oneCode = [1, ...Array<number>(15).fill(0), 0];
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xdb, 0, 67, 0, ...Array<number>(64).fill(16)]),
    Buffer.from([0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0]),
    Buffer.from([0xff, 0xc4, 0, 20, 0x00, ...oneCode, 0xff, 0xc4, 0, 20, 0x10, ...oneCode]),
    Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0x00, 0, 63, 0]),
    Buffer.alloc(Math.ceil(blocks / 4)),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** Offset of the first segment with this marker. */
export function markerAt(jpeg: Uint8Array, marker: number): number {
  let at = 2;
  while (at < jpeg.length && jpeg[at + 1] !== marker) at += 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!);
  return at;
}

/** The file without its segments of this marker; only those before the first scan. */
export function withoutSegments(jpeg: Buffer, marker: number): Buffer {
  const parts = [jpeg.subarray(0, 2)];
  let at = 2;
  while (jpeg[at + 1] !== 0xda) {
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (jpeg[at + 1] !== marker) parts.push(jpeg.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...parts, jpeg.subarray(at)]);
}

/** A copy with these bytes written over, offset by offset. */
export function patched(jpeg: Uint8Array, ...changes: [offset: number, value: number][]): Buffer {
  const copy = Buffer.from(jpeg);
  for (const [offset, value] of changes) copy[offset] = value;
  return copy;
}

/** EXIF APP1 right after SOI: orientation, a GPS directory with a recognisable text, and a thumbnail-like tail. */
export function withExif(jpeg: Buffer, orientation: number, secret = ''): Buffer {
  const ifd = Buffer.alloc(2 + 24 + 4);
  ifd.writeUInt16BE(2, 0);
  ifd.set([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0], 2);
  ifd.set([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8 + ifd.length], 14);
  const gps = Buffer.from([0, 1, 0, 1, 0, 2, 0, 0, 0, 2, 0x4e, 0, 0, 0, 0, 0, 0, 0]);
  const body = Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\b', 'latin1'), ifd, gps, Buffer.from(secret)]);
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** A ZIP of one entry, stored or raw-deflated; no central directory, which no scanner needs. */
export function zipEntry(
  name: string,
  data: Uint8Array,
  method: 0 | 8,
  original: number = data.length,
): Buffer {
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(original, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), data]);
}

export const codesOf = (
  findings: readonly { code: string; severity: string }[],
  severity = 'error',
): string[] => findings.filter((finding) => finding.severity === severity).map((finding) => finding.code);
