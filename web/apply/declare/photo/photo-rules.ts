import type { Finding } from '../../../../shared/contracts/finding.ts';
import type { PhotoMeasurement, PhotoRules } from '../../../../shared/contracts/photo.ts';
import { measurementOf, readJpegHeader } from '../../../../shared/rules/files/jpeg-header.ts';
import { compareRatio, judgePhoto } from '../../../../shared/rules/files/photo.ts';

/** The very rules that the server applies (R16–R19), on the header of the chosen file. */
export interface PhotoLook {
  readonly measured: PhotoMeasurement;
  readonly findings: readonly Finding[];
  readonly ok: boolean;
}

export function lookAtPhoto(
  bytes: Uint8Array,
  file: { name: string; type: string },
  rules: PhotoRules,
): PhotoLook {
  const measured = measurementOf(readJpegHeader(bytes), bytes, {
    ...(file.type ? { declaredType: file.type } : {}),
    fileName: file.name,
  });
  const verdict = judgePhoto(measured, rules);
  return { measured, findings: [...verdict.defects, ...verdict.advice], ok: verdict.ok };
}

export interface Ruler {
  readonly key: 'width' | 'height' | 'ratio' | 'bytes';
  readonly found: number | undefined;
  readonly good: boolean;
  /** Ends of the scale and of the permitted part of it. */
  readonly scale: readonly [from: number, to: number];
  readonly allowed: readonly [from: number, to: number];
}

/** Width, height, ratio and bytes as rulers: where the photo is, and where it may be. Both open ends are strict. */
export function rulersOf(m: PhotoMeasurement, rules: PhotoRules): Ruler[] {
  const { width: w, height: h, bytes } = m;
  const { wGt, hGt } = rules.px;
  const [min, max] = [rules.ratio.min[0] / rules.ratio.min[1], rules.ratio.max[0] / rules.ratio.max[1]];
  const inRatio =
    w !== undefined &&
    h !== undefined &&
    compareRatio(w, h, rules.ratio.min) >= 0 &&
    compareRatio(w, h, rules.ratio.max) <= 0;
  return [
    {
      key: 'width',
      found: w,
      good: w !== undefined && w > wGt,
      scale: [0, wGt * 4],
      allowed: [wGt, wGt * 4],
    },
    {
      key: 'height',
      found: h,
      good: h !== undefined && h > hGt,
      scale: [0, hGt * 4],
      allowed: [hGt, hGt * 4],
    },
    {
      key: 'ratio',
      found: w && h ? w / h : undefined,
      good: inRatio,
      scale: [0.4, 1.05],
      allowed: [min, max],
    },
    {
      key: 'bytes',
      found: bytes,
      good: bytes > rules.bytes.gt && bytes < rules.bytes.lt,
      scale: [0, rules.bytes.lt * 1.3],
      allowed: [rules.bytes.gt, rules.bytes.lt],
    },
  ];
}

/** Share of a value on a scale, 0–100, kept inside. */
export function placeOn(value: number, [from, to]: readonly [number, number]): number {
  return Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100));
}

/** The largest frame of a ratio inside a picture, moved and zoomed; whole pixels. @param x, y 0–100; @param zoom ≥ 1 */
export function cropFrame(
  picture: { width: number; height: number },
  ratio: number,
  { x, y, zoom }: { x: number; y: number; zoom: number },
) {
  const full = picture.width / picture.height > ratio;
  const width = Math.floor((full ? picture.height * ratio : picture.width) / zoom);
  const height = Math.min(picture.height, Math.round(width / ratio));
  return {
    width,
    height,
    left: Math.round(((picture.width - width) * x) / 100),
    top: Math.round(((picture.height - height) * y) / 100),
  };
}
