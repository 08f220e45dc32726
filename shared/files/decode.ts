import sharp from 'sharp';
import type { JpegFault } from '../contracts/photo.ts';

/** Seconds that one decode may take (D1). */
const TIMEOUT_SECONDS = 2;
/** Longer side of the small picture that a full decode leaves behind. */
const SMALL_SIDE = 256;
/** Longer side of a certificate's photo: 2寸 (49 mm) at more than 600 dots an inch. */
const CERTIFICATE_SIDE = 1240;
/** The same at 300 dots an inch, for the form that is printed on paper. */
const FORM_SIDE = 579;

let locked = false;

/**
 * Takes every loader but JPEG and PNG out of libvips, for the whole process: bytes that pass for a JPEG must
 * never reach the SVG, HEIF, TIFF or Ultra HDR code. No cache and one thread, so that memory stays bounded.
 */
function lockLoaders(): void {
  if (locked) return;
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng'] });
  sharp.cache(false);
  sharp.concurrency(1);
  locked = true;
}

/** The end of the queue: decodes run one after another, since each may take most of the memory allowed. */
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}

/** A small sRGB rendering, 3 bytes a pixel, rows from the top, as stored (before orientation). */
export interface SmallPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

export type DecodeFault = Extract<JpegFault, 'SCAN_SHORT' | 'CORRUPT' | 'TIMEOUT'>;

export type Decoded =
  | { readonly ok: true; readonly small: SmallPicture }
  | { readonly ok: false; readonly fault: DecodeFault; readonly detail: string };

/** Size as stored in the header; `maxPixels` is enforced again by libvips. */
export interface DecodeRequest {
  readonly width: number;
  readonly height: number;
  readonly maxPixels: number;
  /** CMYK is left unconverted: converting every pixel would take longer than decoding it. */
  readonly cmyk?: boolean;
  /** The picture may be transparent (PNG); it is laid on white. */
  readonly alpha?: boolean;
}

/**
 * Decodes a JPEG or PNG to its last pixel and keeps a small picture of it (D2). Memory does not grow with the
 * picture: rows stream through. Any warning of the decoder counts as a failure; what is odd and harmless (D12) the
 * cleaned copy does not have any more. Never throws.
 */
export function decodeFully(bytes: Uint8Array, request: DecodeRequest): Promise<Decoded> {
  lockLoaders();
  return inTurn(() => attempt(bytes, request));
}

async function attempt(bytes: Uint8Array, request: DecodeRequest): Promise<Decoded> {
  const scale = Math.min(1, SMALL_SIDE / Math.max(request.width, request.height));
  const width = Math.max(1, Math.round(request.width * scale));
  const height = Math.max(1, Math.round(request.height * scale));
  try {
    // Extracting the whole picture first keeps libvips from shrinking while it loads, which would skip data.
    let pipeline = sharp(bytes, {
      failOn: 'warning',
      limitInputPixels: request.maxPixels,
      sequentialRead: true,
    })
      .timeout({ seconds: TIMEOUT_SECONDS })
      .extract({ left: 0, top: 0, width: request.width, height: request.height })
      .resize(width, height, { fit: 'fill', kernel: 'cubic' });
    if (request.cmyk) pipeline = pipeline.pipelineColourspace('cmyk').toColourspace('cmyk');
    else pipeline = pipeline.toColourspace('srgb');
    if (request.alpha) pipeline = pipeline.flatten({ background: '#ffffff' });
    const { data, info } = await pipeline.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    return { ok: true, small: { width, height, rgb: toRgb(data, info.channels) } };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, fault: faultOf(detail), detail };
  }
}

function faultOf(detail: string): DecodeFault {
  if (/^timeout/.test(detail)) return 'TIMEOUT';
  if (/premature end/i.test(detail)) return 'SCAN_SHORT';
  return 'CORRUPT';
}

/** Three channels from one (grey), three, or four (CMYK as libvips gives it: 0 is no ink). */
function toRgb(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  const pixels = Math.floor(data.length / channels);
  const rgb = new Uint8Array(pixels * 3);
  for (let i = 0; i < pixels; i++) {
    const at = i * channels;
    const key = channels === 4 ? 255 - data[at + 3]! : 255;
    for (let c = 0; c < 3; c++) {
      const value = channels === 4 ? ((255 - data[at + c]!) * key) / 255 : data[at]!;
      rgb[i * 3 + c] = value;
    }
  }
  return rgb;
}

/**
 * The sRGB picture for the certificate (D2): upright, 8 bits, no profile and no metadata.
 * @param cleaned the cleaned copy of an accepted photo; the stored file itself is never re-compressed (§14).
 * @throws Error when the bytes do not decode.
 */
export function renderSrgb(cleaned: Uint8Array, maxPixels: number): Promise<Uint8Array> {
  return rendered(cleaned, maxPixels, CERTIFICATE_SIDE, 95);
}

/** The same for the review form, small enough that two copies of it stay below 300 KB. */
export function renderForForm(cleaned: Uint8Array, maxPixels: number): Promise<Uint8Array> {
  return rendered(cleaned, maxPixels, FORM_SIDE, 85);
}

function rendered(
  cleaned: Uint8Array,
  maxPixels: number,
  side: number,
  quality: number,
): Promise<Uint8Array> {
  lockLoaders();
  return inTurn(() =>
    sharp(cleaned, { failOn: 'truncated', limitInputPixels: maxPixels, autoOrient: true })
      .timeout({ seconds: TIMEOUT_SECONDS })
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .jpeg({ quality, chromaSubsampling: '4:4:4' })
      .toBuffer(),
  );
}
