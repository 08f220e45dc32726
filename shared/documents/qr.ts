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
