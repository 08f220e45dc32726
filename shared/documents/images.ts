import { DocumentError } from './document-error.ts';

const jpegStart = [0xff, 0xd8, 0xff];
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

/** Throws DOCUMENT_IMAGE_INVALID unless the bytes begin as a JPEG does (R16: content decides, not the name). */
export function assertJpeg(bytes: Uint8Array, field: string): void {
  if (!startsWith(bytes, jpegStart)) {
    throw new DocumentError('DOCUMENT_IMAGE_INVALID', `${field} is not a JPEG`, { fields: [field] });
  }
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
