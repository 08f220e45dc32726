import type { FileKind } from '../contracts/file-verdict.ts';
import { pdfStart } from './inspect-pdf.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What a file is by its first bytes. */
export function sniffKind(bytes: Uint8Array): FileKind {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'JPEG';
  if (PNG.every((byte, i) => bytes[i] === byte)) return 'PNG';
  return pdfStart(bytes) === undefined ? 'OTHER' : 'PDF';
}
