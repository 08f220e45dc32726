import { isSequential, type JpegSegment, type JpegSegments } from '../rules/files/jpeg-segments.ts';

/**
 * A copy of a JPEG that holds what decoding needs, the ICC profile and the orientation, and nothing else (D3):
 * no GPS, no thumbnail, no comment, no maker note, no bytes between segments, nothing after EOI.
 * Segments are copied, never re-encoded, so the pixels decode identically. What is odd and costs no pixel (D12) becomes
 * what it should be: parameters of a sequential scan, the revision of JFIF, an unknown colour transform.
 * @param orientation EXIF orientation 1–8 to keep; written as an EXIF block of this one tag when it is not 1.
 * @returns undefined when the walk found no EOI or no scan: such a file has no cleaned copy.
 */
export function cleanJpeg(
  bytes: Uint8Array,
  structure: JpegSegments,
  orientation: number,
): Uint8Array<ArrayBuffer> | undefined {
  if (structure.end === undefined || structure.scans === 0) return undefined;
  const parts: Uint8Array[] = [Uint8Array.of(0xff, 0xd8)];
  const seen = { jfif: false, adobe: false, scan: false };
  const jfif = structure.segments.find((s) => s.marker === 0xe0 && hasTag(bytes, s, 'JFIF\0'));
  if (jfif) {
    parts.push(bareJfif(bytes, jfif));
    seen.jfif = true;
  }
  if (orientation > 1 && orientation <= 8) parts.push(orientationSegment(orientation));
  const sequential = structure.segments.some((s) => isSequential(s.marker));
  for (const segment of structure.segments) {
    if (segment.marker === 0xda) {
      seen.scan = true;
      if (sequential) {
        const header = plainScanHeader(bytes, segment);
        parts.push(header, bytes.subarray(segment.start + header.length, segment.end));
        continue;
      }
    }
    if (segment.marker === 0xee && !seen.adobe && hasTag(bytes, segment, 'Adobe')) {
      const adobe = bareAdobe(bytes, segment, componentsOf(bytes, structure));
      if (adobe) parts.push(adobe);
      seen.adobe = true;
    } else if (isNeeded(bytes, segment, seen.scan)) {
      parts.push(bytes.subarray(segment.start, segment.end));
    }
  }
  parts.push(Uint8Array.of(0xff, 0xd9));
  return concat(parts);
}

/** Tables, frame and scans (T.81 SOFn, DHT, DQT, DRI, SOS), and ICC profile chunks before the first scan (ICC.1 B.4). */
function isNeeded(bytes: Uint8Array, segment: JpegSegment, afterScan: boolean): boolean {
  const { marker } = segment;
  if (marker === 0xe2) return !afterScan && hasTag(bytes, segment, 'ICC_PROFILE\0');
  if (marker === 0xda || marker === 0xdb || marker === 0xdd) return true;
  return marker >= 0xc0 && marker <= 0xcf;
}

/** Header of a sequential scan with the only parameters that it may have: 0, 63, 0 (T.81 B.2.3). */
function plainScanHeader(bytes: Uint8Array, scan: JpegSegment): Uint8Array {
  const length = 2 + ((bytes[scan.start + 2]! << 8) | bytes[scan.start + 3]!);
  const header = bytes.slice(scan.start, scan.start + length);
  if (length >= 8) header.set([0, 63, 0], length - 3);
  return header;
}

/** JFIF header without its thumbnail: version, density units, densities, 0 × 0 (JFIF 1.02, 16 bytes). */
function bareJfif(bytes: Uint8Array, segment: JpegSegment): Uint8Array {
  const header = new Uint8Array(18);
  header.set([0xff, 0xe0, 0, 16]);
  header.set(bytes.subarray(segment.start + 4, Math.min(segment.end, segment.start + 16)), 4);
  if (header[9] !== 1) header.set([1, 2], 9);
  return header;
}

/** Adobe's APP14 tells YCCK from CMYK and YCbCr from RGB; 12 bytes of it are defined (Adobe TN 5116). */
function bareAdobe(bytes: Uint8Array, segment: JpegSegment, components: number): Uint8Array | undefined {
  if (segment.end - segment.start < 16) return undefined;
  const copy = bytes.slice(segment.start, segment.start + 16);
  copy.set([0, 14], 2);
  // Decoders take what they do not know for YCbCr, or YCCK where there are four components.
  if (copy[15]! > 2) copy[15] = components === 4 ? 2 : 1;
  return copy;
}

/** Components of the frame. */
function componentsOf(bytes: Uint8Array, { segments }: JpegSegments): number {
  const frame = segments.find(({ marker }) => isSequential(marker) || marker === 0xc2);
  return frame ? (bytes[frame.start + 9] ?? 0) : 0;
}

/** APP1 with an EXIF block whose only tag is Orientation (0x0112), big-endian. */
function orientationSegment(orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0];
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8];
  const ifd = [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const body = [...exif, ...tiff, ...ifd];
  return Uint8Array.from([0xff, 0xe1, 0, body.length + 2, ...body]);
}

/** Whether a segment's contents begin with this ASCII identifier. */
export function hasTag(bytes: Uint8Array, segment: JpegSegment, tag: string): boolean {
  if (segment.end - segment.start < 4 + tag.length) return false;
  for (let i = 0; i < tag.length; i++) {
    if (bytes[segment.start + 4 + i] !== tag.charCodeAt(i)) return false;
  }
  return true;
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
