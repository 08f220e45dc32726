import type { JpegSegment } from '../rules/files/jpeg-segments.ts';
import { hasTag } from './jpeg-clean.ts';

const GPS_IFD = 0x8825;

/** Whether an EXIF block of this JPEG names a place: its first directory points at GPS data (Exif 2.32 §4.6.3). */
export function hasGps(bytes: Uint8Array, segments: readonly JpegSegment[]): boolean {
  return segments.some((s) => s.marker === 0xe1 && hasTag(bytes, s, 'Exif\0\0') && pointsAtGps(bytes, s));
}

function pointsAtGps(bytes: Uint8Array, segment: JpegSegment): boolean {
  const view = new DataView(
    bytes.buffer,
    bytes.byteOffset + segment.start + 10,
    segment.end - segment.start - 10,
  );
  if (view.byteLength < 8) return false;
  const little = view.getUint8(0) === 0x49;
  const ifd = view.getUint32(4, little);
  if (ifd + 2 > view.byteLength) return false;
  const entries = Math.min(view.getUint16(ifd, little), Math.floor((view.byteLength - ifd - 2) / 12));
  for (let i = 0; i < entries; i++) {
    if (view.getUint16(ifd + 2 + 12 * i, little) === GPS_IFD) return true;
  }
  return false;
}
