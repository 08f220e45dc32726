import { createHash } from 'node:crypto';
import type { FileFacts } from '../contracts/file-verdict.ts';
import type { Finding } from '../contracts/finding.ts';
import type { PhotoMeasurement, PhotoRules } from '../contracts/photo.ts';
import { MAX_PHOTO_PIXELS } from '../rules/files/decode-bounds.ts';
import { find } from '../rules/files/findings.ts';
import { sniffKind } from '../rules/files/formats.ts';
import { type JpegHeader, measurementOf, readJpegHeader } from '../rules/files/jpeg-header.ts';
import { listJpegSegments } from '../rules/files/jpeg-segments.ts';
import { judgePhoto } from '../rules/files/photo.ts';
import { whiteBorderPermille } from './background.ts';
import { renderForForm, renderSrgb } from './decode.ts';
import { decodeCopy } from './decode-copy.ts';
import { hasGps } from './exif.ts';
import { cleanJpeg } from './jpeg-clean.ts';

/** What the browser declared of the file, and the rules of the plan. */
export interface DeclaredPhoto {
  readonly fileName?: string;
  readonly contentType?: string;
  readonly limits: PhotoRules;
}

/** The verdict on a photo: every defect and every remark at once (R14). */
export interface PhotoInspection {
  readonly status: 'ACCEPTED' | 'REFUSED';
  readonly findings: readonly Finding[];
  readonly facts: FileFacts;
  /** What readers get (D3): same pixels, without place, thumbnail, comments and what follows EOI. Accepted photos only. */
  readonly cleaned?: Uint8Array<ArrayBuffer>;
}

/**
 * Inspects the bytes of a photo (R13–R19, D1–D5): bytes, header, measured rules, then a full decode with the
 * white-background advice. A photo that is not decodable by its header, or larger than 25 megapixels, is not
 * decoded. Never throws; memory stays under 256 MB for any input.
 */
export async function inspectPhoto(bytes: Uint8Array, declared: DeclaredPhoto): Promise<PhotoInspection> {
  const header = readJpegHeader(bytes);
  const jpeg = header.jpeg ? listJpegSegments(bytes) : undefined;
  const measured: PhotoMeasurement = measurementOf(header, bytes, {
    ...(declared.contentType !== undefined && { declaredType: declared.contentType }),
    ...(declared.fileName !== undefined && { fileName: declared.fileName }),
  });
  const pixels = (header.storedWidth ?? 0) * (header.storedHeight ?? 0);
  let copy = jpeg && measured.faults.length === 0 ? cleanJpeg(bytes, jpeg, header.orientation) : undefined;
  if (copy && pixels > 0 && pixels <= MAX_PHOTO_PIXELS) copy = await decodeInto(measured, copy, header);
  const verdict = judgePhoto(measured, declared.limits);
  const findings = [...verdict.defects, ...verdict.advice];
  if (jpeg && hasGps(bytes, jpeg.segments)) findings.push(find('PHOTO_LOCATION', { field: 'photo' }));
  const cleaned = verdict.ok ? copy : undefined;
  return {
    status: verdict.ok ? 'ACCEPTED' : 'REFUSED',
    findings,
    facts: factsOf(bytes, measured, cleaned),
    ...(cleaned && { cleaned }),
  };
}

/** Adds what only decoding shows: damage, stray bytes behind a scan, and how white the border is; the copy to give out. */
async function decodeInto(
  measured: PhotoMeasurement,
  cleaned: Uint8Array<ArrayBuffer>,
  header: JpegHeader,
): Promise<Uint8Array<ArrayBuffer>> {
  const { decoded, copy, stray } = await decodeCopy(cleaned, {
    width: header.storedWidth ?? 0,
    height: header.storedHeight ?? 0,
    maxPixels: MAX_PHOTO_PIXELS,
    cmyk: header.components === 4,
  });
  if (decoded.ok) measured.whiteBorderPermille = whiteBorderPermille(decoded.small, header.orientation);
  else measured.faults.push(decoded.fault);
  if (stray) measured.oddities = [...new Set([...(measured.oddities ?? []), 'STRAY_BYTES' as const])];
  return copy;
}

function factsOf(bytes: Uint8Array, measured: PhotoMeasurement, cleaned: Uint8Array | undefined): FileFacts {
  const { width, height, orientation, components, whiteBorderPermille: white } = measured;
  return {
    bytes: bytes.length,
    sha256: sha256Hex(bytes),
    kind: sniffKind(bytes),
    ...(width !== undefined && height !== undefined && { width, height }),
    ...(orientation !== undefined && { orientation }),
    ...(components !== undefined && { colour: colourOf(components) }),
    ...(white !== undefined && { whiteBorderPermille: white }),
    ...(cleaned && { cleaned: { bytes: cleaned.length, sha256: sha256Hex(cleaned) } }),
  };
}

/** Colour by the number of components of the frame. */
export const colourOf = (components: number): 'RGB' | 'GREY' | 'CMYK' =>
  components === 1 ? 'GREY' : components === 4 ? 'CMYK' : 'RGB';

/** Lower-case hex SHA-256; of the original it ties the certificate to this very file (R13). */
export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The photo as the certificate prints it (D2): upright sRGB JPEG. An upright colour photo without a profile is
 * given back as it is, byte for byte, since it is sRGB already.
 * @param cleaned the cleaned copy of an accepted photo.
 * @throws Error when the bytes do not decode.
 */
export async function photoForCertificate(cleaned: Uint8Array): Promise<Uint8Array> {
  const header = readJpegHeader(cleaned);
  const { segments } = listJpegSegments(cleaned);
  const plain = header.components === 3 && !segments.some((s) => s.marker === 0xe2 || s.marker === 0xee);
  if (plain && header.orientation === 1) return cleaned;
  return renderSrgb(cleaned, MAX_PHOTO_PIXELS);
}

/** Above it a photo is printed on the form as a smaller rendering. */
const FORM_BYTES = 100 * 1024;

/**
 * The photo as the review form prints it: that of the certificate, or where that is large a rendering at 300 dots an
 * inch (the certificate alone holds the very bytes of R13).
 */
export async function photoForForm(cleaned: Uint8Array): Promise<Uint8Array> {
  const printed = await photoForCertificate(cleaned);
  return printed.length <= FORM_BYTES ? printed : renderForForm(cleaned, MAX_PHOTO_PIXELS);
}
