import { pdfStart } from '../../rules/files/formats.ts';
import { inflateBounded } from '../inflate.ts';
import { readPdfObjects } from '../pdf-objects.ts';
import { filtersOf } from '../pdf-streams.ts';
import type { Scanner, ScanResult } from './scanner.ts';

/** The test signature of EICAR (eicar.org), in two halves so that this source file is not itself a match. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const EICAR_BYTES = Buffer.from(EICAR, 'latin1');

/** Bounds of one scan: what all entries and streams may inflate to together, each of them, how many, how deep. */
const MAX_INFLATED = 64 * 1024 * 1024;
const MAX_ENTRY = 4 * 1024 * 1024;
const MAX_PDF_STREAM = 1024 * 1024;
const MAX_PARTS = 2_000;
const MAX_DEPTH = 3;

interface Bounds {
  left: number;
  parts: number;
  /** Something was encrypted, nested too deep or too large to look into. */
  unseen: boolean;
}

/**
 * Scanner for local use and tests: knows EICAR, raw, in ZIP entries (stored, deflated, nested three deep,
 * wherever the ZIP begins) and in deflated PDF streams. An archive that cannot be seen through answers
 * UNSUPPORTED, as GuardDuty does. Inflation is bounded; it is no protection against real malware.
 */
export const embeddedScanner: Scanner = {
  async scan(bytes: Uint8Array): Promise<ScanResult> {
    const bounds: Bounds = { left: MAX_INFLATED, parts: MAX_PARTS, unseen: false };
    try {
      if (await isInfected(bytes, bounds, 0)) return { status: 'INFECTED', signature: 'EICAR-Test-File' };
      return { status: bounds.unseen ? 'UNSUPPORTED' : 'CLEAN' };
    } catch {
      return { status: 'FAILED' };
    }
  },
};

async function isInfected(bytes: Uint8Array, bounds: Bounds, depth: number): Promise<boolean> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.includes(EICAR_BYTES)) return true;
  if (await zipIsInfected(file, bounds, depth)) return true;
  return pdfStart(bytes) !== undefined && (await pdfIsInfected(file, bounds));
}

/** Local file headers wherever they stand (APPNOTE 4.3.7); stored entries were seen as raw bytes already. */
async function zipIsInfected(file: Buffer, bounds: Bounds, depth: number): Promise<boolean> {
  for (let at = file.indexOf('PK\x03\x04'); at >= 0; at = file.indexOf('PK\x03\x04', at + 4)) {
    if (at + 30 > file.length) return false;
    const [flags, method] = [file.readUInt16LE(at + 6), file.readUInt16LE(at + 8)];
    const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
    if (start >= file.length) continue;
    if (flags & 1) bounds.unseen = true;
    else if (method === 8) {
      if (depth >= MAX_DEPTH || bounds.parts-- <= 0) {
        bounds.unseen = true;
        return false;
      }
      const inflated = await inflateBounded(file.subarray(start), 'raw', Math.min(MAX_ENTRY, bounds.left));
      bounds.left -= inflated.data.length;
      bounds.unseen ||= inflated.exceeded;
      if (await isInfected(inflated.data, bounds, depth + 1)) return true;
    }
  }
  return false;
}

/** The beginning of every deflated stream; pictures coded as JPEG and the like were seen as raw bytes. */
async function pdfIsInfected(file: Buffer, bounds: Bounds): Promise<boolean> {
  const { streams, dataOf } = await readPdfObjects(file);
  for (const stream of streams) {
    if (filtersOf(stream.dict)?.[0] !== 'FlateDecode') continue;
    if (bounds.parts-- <= 0 || bounds.left <= 0) return false;
    const max = Math.min(MAX_PDF_STREAM, bounds.left);
    const { data } = await inflateBounded(dataOf(stream), 'zlib', max);
    bounds.left -= data.length;
    if (Buffer.from(data.buffer, data.byteOffset, data.length).includes(EICAR_BYTES)) return true;
  }
  return false;
}
