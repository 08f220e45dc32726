import type { FileKind } from '../../contracts/file-verdict.ts';

/** What a file is by its first bytes (D4): its name and its declared type have no say. */

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Which of the kinds that we take it is. */
export function sniffKind(bytes: Uint8Array): FileKind {
  if (isJpeg(bytes)) return 'JPEG';
  if (PNG.every((byte, i) => bytes[i] === byte)) return 'PNG';
  return pdfStart(bytes) === undefined ? 'OTHER' : 'PDF';
}

export const isJpeg = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/** Offset of `%PDF-` when nothing but white space or a byte-order mark stands before it; otherwise undefined. */
export function pdfStart(bytes: Uint8Array): number | undefined {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < 64 && [0, 9, 10, 12, 13, 32].includes(bytes[at] ?? -1)) at++;
  return latin1(bytes, at, at + 5) === '%PDF-' ? at : undefined;
}

/** First bytes → name, the first that fits. */
const beginnings: readonly (readonly [start: string, name: string])[] = [
  ['\xff\xd8\xff', 'JPEG'],
  ['\x89PNG', 'PNG'],
  ['GIF8', 'GIF'],
  ['BM', 'BMP'],
  ['II*\0', 'TIFF'],
  ['MM\0*', 'TIFF'],
  ['%PDF', 'PDF'],
  ['8BPS', 'PSD'],
  ['\0\0\x01\0', 'ICO'],
  ['\xff\x0a', 'JPEG XL'],
  ['\0\0\0\x0cJXL ', 'JPEG XL'],
  ['\0\0\0\x0cjP  ', 'JPEG 2000'],
  ['\xff\x4f\xff\x51', 'JPEG 2000'],
  ['\xd0\xcf\x11\xe0', 'DOC/XLS/PPT'],
  ['{\\rtf', 'RTF'],
  ['Rar!', 'RAR'],
  ['7z\xbc\xaf', '7Z'],
  ['\x1f\x8b', 'GZIP'],
  ['MZ', 'EXE'],
];

/** What it is called, for people whose file is of another kind than asked for; undefined when unknown. */
export function sniffFormat(bytes: Uint8Array): string | undefined {
  const head = latin1(bytes, 0, 16);
  if (head.startsWith('RIFF')) return head.slice(8, 12) === 'WEBP' ? 'WEBP' : 'RIFF';
  if (head.slice(4, 8) === 'ftyp') return ofBrands(bytes);
  if (head.startsWith('PK\x03\x04')) return ofPackage(bytes);
  const begins = beginnings.find(([start]) => head.startsWith(start));
  if (begins) return begins[1];
  const text = latin1(bytes, 0, 1024).replace(/^\xef\xbb\xbf/, '');
  if (!/^\s*</.test(text)) return undefined;
  if (/<svg[\s>]/i.test(text)) return 'SVG';
  return /<!doctype html|<html[\s>]/i.test(text) ? 'HTML' : 'XML';
}

/** Brands of the first box of an ISO base media file (ISO/IEC 14496-12 §4.3; 23008-12 for HEIF; AV1 image format). */
function ofBrands(bytes: Uint8Array): string {
  const size = Math.min(256, new DataView(bytes.buffer, bytes.byteOffset).getUint32(0));
  const brands: string[] = [];
  for (let at = 8; at + 4 <= Math.min(size, bytes.length); at += 4)
    if (at !== 12) brands.push(latin1(bytes, at, at + 4));
  const has = (...names: string[]) => names.some((name) => brands.includes(name));
  // An AVIF or HEIC may name the general brand of pictures first, and its own after it.
  if (has('avif', 'avis')) return 'AVIF';
  if (has('heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'hevm', 'hevs')) return 'HEIC';
  if (has('mif1', 'msf1')) return 'HEIF';
  if (has('crx ')) return 'CR3';
  return brands[0] === 'qt  ' ? 'MOV' : 'MP4';
}

/** A ZIP by the names in it that stand near its beginning. */
function ofPackage(bytes: Uint8Array): string {
  const text = latin1(bytes, 0, 4096);
  const parts: readonly (readonly [string, string])[] = [
    ['OFD.xml', 'OFD'],
    ['word/', 'DOCX'],
    ['xl/', 'XLSX'],
    ['ppt/', 'PPTX'],
  ];
  return parts.find(([part]) => text.includes(part))?.[1] ?? 'ZIP';
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (const byte of bytes.subarray(start, end)) text += String.fromCharCode(byte);
  return text;
}
