import { encode } from 'uqr';

/** Rows of modules, true = dark, without quiet zone. ISO/IEC 18004 (GB/T 18284). */
export type QrMatrix = readonly (readonly boolean[])[];

/** Quiet zone in modules, as ISO/IEC 18004 §9.1 asks. */
export const quietZone = 4;

/** `M` survives 15 % damage (stamps, folds); `L` 7 %, for long texts that must stay scannable from paper. */
export type QrLevel = 'L' | 'M';

/** The symbol for `text`: the smallest version that holds it at `level`. */
export function qrMatrix(text: string, level: QrLevel): QrMatrix {
  return encode(text, { ecc: level, border: 0 }).data;
}

/** A vector picture of the symbol with its quiet zone: one path, one rectangle a run of dark modules. */
export function qrSvg(matrix: QrMatrix): string {
  const side = matrix.length + 2 * quietZone;
  const runs: string[] = [];
  matrix.forEach((row, y) => {
    for (let x = 0; x < row.length; ) {
      let end = x;
      while (row[end]) end += 1;
      if (end > x) runs.push(`M${x + quietZone} ${y + quietZone}h${end - x}v1h${x - end}z`);
      x = end + 1;
    }
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}">` +
    `<path d="${runs.join('')}"/></svg>`
  );
}

/**
 * The barcode of one copy of the review form (§7.4, C16): what a desk scans on receipt.
 * `ZP1|<application number>|v<version>|<first 16 hex digits of the content's SHA-256>|<copy 1 or 2>`
 */
export function reviewFormBarcode(
  form: { applicationNo: string; version: number; contentSha256: string },
  copy: number,
): string {
  return ['ZP1', form.applicationNo, `v${form.version}`, form.contentSha256.slice(0, 16), copy].join('|');
}

export interface ReviewFormBarcode {
  applicationNo: string;
  version: number;
  sha256Prefix: string;
  copy: number;
}

/** Reads what a scanner returned; null when it is not the barcode of a review form. */
export function parseReviewFormBarcode(text: string): ReviewFormBarcode | null {
  const match = /^ZP1\|([\x21-\x7b\x7d\x7e]{1,64})\|v([1-9]\d{0,3})\|([0-9a-f]{16})\|([12])$/.exec(
    text.trim(),
  );
  if (!match) return null;
  const [, applicationNo, version, sha256Prefix, copy] = match;
  return {
    applicationNo: applicationNo!,
    version: Number(version),
    sha256Prefix: sha256Prefix!,
    copy: Number(copy),
  };
}
