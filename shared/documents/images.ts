import { DocumentError } from './document-error.ts';

const jpegStart = [0xff, 0xd8, 0xff];
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

/**
 * Throws DOCUMENT_IMAGE_INVALID unless the bytes are those of a JPEG (R16: content decides, not the name) of one or
 * three components. A four-component photo passes the photo rules (D2), but PDF/A has no place for it: the caller
 * gives its sRGB rendering. EXIF orientation is honoured in print.
 */
export function assertJpeg(bytes: Uint8Array, field: string): void {
  const components = jpegComponents(bytes);
  if (components === 1 || components === 3) return;
  const reason = components === 4 ? 'is a CMYK JPEG; an sRGB rendering is needed' : 'is not a JPEG';
  throw new DocumentError('DOCUMENT_IMAGE_INVALID', `${field} ${reason}`, { fields: [field] });
}

/** The component count of the first frame header (ISO/IEC 10918-1 B.2.2), or null when there is none. */
function jpegComponents(bytes: Uint8Array): number | null {
  if (!startsWith(bytes, jpegStart)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 10 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return bytes[at + 9]!;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Shapes only. Whatever could fetch, run, write text in another font or grow without bound is refused. */
const svgElements = new Set([
  'svg',
  'g',
  'path',
  'polyline',
  'line',
  'circle',
  'ellipse',
  'rect',
  'title',
  'desc',
]);

/** Throws DOCUMENT_IMAGE_INVALID unless the signature is a PNG, or an SVG made of plain shapes. */
export function assertSignature(picture: { format: 'png' | 'svg'; bytes: Uint8Array }, field: string): void {
  const wellFormed =
    picture.format === 'png'
      ? startsWith(picture.bytes, pngStart)
      : isPlainSvg(new TextDecoder().decode(picture.bytes));
  if (!wellFormed) {
    throw new DocumentError('DOCUMENT_IMAGE_INVALID', `${field} is not a plain ${picture.format} picture`, {
      fields: [field],
    });
  }
}

function isPlainSvg(text: string): boolean {
  const source = text.replace(/^\uFEFF?\s*(<\?xml[^>]*\?>)?\s*/, '');
  if (!source.startsWith('<svg') || /<!|<\?|href|url\s*\(|@import/i.test(source)) return false;
  const elements = source.matchAll(/<\/?\s*([^\s/>]+)/g);
  return [...elements].every(([, name]) => svgElements.has(name!));
}
