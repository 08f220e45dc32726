import type { Finding } from '../../../../shared/contracts/finding.ts';
import type { PhotoMeasurement, PhotoRules } from '../../../../shared/contracts/photo.ts';
import { grouped } from '../../../../shared/rules/base/bytes.ts';
import { measurementOf, readJpegHeader } from '../../../../shared/rules/files/jpeg-header.ts';
import { judgePhoto, safeBandOf, shownRatio } from '../../../../shared/rules/files/photo.ts';
import {
  type Limit,
  least,
  most,
  photoLimits,
  ratioOff,
} from '../../../../shared/rules/files/photo-limits.ts';
import { between } from '../../../../shared/rules/files/photo-size.ts';

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
  /** As people read it; absent when nothing was measured. */
  readonly found?: string;
  readonly good: boolean;
  /** Shares of the scale, 0–100: where the photo is, where it may be, and where it is safe under both readings of K (Q5). */
  readonly at?: number;
  readonly allowed: Span;
  readonly safe?: Span;
}
type Span = readonly [from: number, to: number];

/** Width, height, ratio and bytes as rulers, with or without a photo. Whether an end passes is the plan's (R17–R19). */
export function rulersOf(m: PhotoMeasurement | undefined, rules: PhotoRules): Ruler[] {
  const { width: w, height: h, bytes } = m ?? {};
  const limits = photoLimits(rules);
  const { low, high } = limits.ratio;
  const [min, max] = [low.at[0] / low.at[1], high.at[0] / high.at[1]];
  const safe = safeBandOf(rules);
  const side = (key: 'width' | 'height', found: number | undefined, limit: Limit): Ruler => {
    // Telephones' pictures have fifty times the least; a scale by factors shows both.
    const scale = byFactors(limit.at / 4, limit.at * 40);
    const seen = found === undefined ? {} : { found: String(found), at: scale(found) };
    const good = found !== undefined && found >= least(limit);
    return { key, ...seen, good, allowed: [scale(limit.at), 100] };
  };
  const ratios = evenly(min - (max - min), max + (max - min));
  const { low: fewest, high: greatest } = limits.bytes;
  const sizes = byFactors(fewest.at / 6, greatest.at * 6);
  return [
    side('width', w, limits.width),
    side('height', h, limits.height),
    {
      key: 'ratio',
      ...(w && h ? { found: shownRatio(w, h, rules), at: ratios(w / h) } : {}),
      good: Boolean(w && h) && ratioOff(w ?? 0, h ?? 0, limits) === undefined,
      allowed: [ratios(min), ratios(max)],
    },
    {
      key: 'bytes',
      ...(bytes === undefined ? {} : { found: grouped(bytes), at: sizes(bytes) }),
      good: bytes !== undefined && bytes >= least(fewest) && bytes <= most(greatest),
      allowed: [sizes(fewest.at), sizes(greatest.at)],
      ...(safe.from <= safe.to ? { safe: [sizes(safe.from), sizes(safe.to)] as const } : {}),
    },
  ];
}

/** Share of a value between two ends, 0–100, kept inside. */
export const evenly = (from: number, to: number) => (value: number) =>
  between(((value - from) / (to - from)) * 100, 0, 100);

/** The same on a scale on which equal factors are equally far apart. */
export const byFactors = (from: number, to: number) => (value: number) =>
  evenly(Math.log(Math.max(from, 1)), Math.log(to))(Math.log(Math.max(value, 1)));
