import type { PhotoRules, Ratio } from '../../contracts/photo.ts';
import { least, photoLimits } from './photo-limits.ts';

/** The sizes that R18 and R19 allow, in whole pixels: what a photo is cropped and scaled to. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The longest side that a JPEG can have. */
const LONGEST = 65_535;

/** Widths allowed at a height, both included (R18, R19); none when `from` is above `to`. */
function widthsAt(height: number, rules: PhotoRules): { from: number; to: number } {
  const { width, ratio } = photoLimits(rules);
  const at = ([num, den]: Ratio) => (height * num) / den;
  const { low, high } = ratio;
  return {
    from: Math.max(least(width), low.included ? Math.ceil(at(low.at)) : Math.floor(at(low.at)) + 1),
    to: high.included ? Math.floor(at(high.at)) : Math.ceil(at(high.at)) - 1,
  };
}

/** The allowed size that every other one exceeds in both sides; infinite when rules allow none. */
export function smallestSize(rules: PhotoRules): Size {
  for (let height = least(photoLimits(rules).height); height <= LONGEST; height++) {
    const { from, to } = widthsAt(height, rules);
    if (from <= to) return { width: from, height };
  }
  return { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY };
}

/** Can a permitted photo be cut out of a picture of this size without inventing a pixel (R18, R19)? */
export function holdsPhoto(picture: Size, rules: PhotoRules): boolean {
  const { width, height } = smallestSize(rules);
  return picture.width >= width && picture.height >= height;
}

/**
 * The allowed size nearest to a height, and at it nearest to a ratio.
 * @param within no side is longer than these
 * @returns undefined when nothing allowed is that small
 */
export function sizeNear(
  height: number,
  ratio: number,
  rules: PhotoRules,
  within: Size = { width: LONGEST, height: LONGEST },
): Size | undefined {
  if (!holdsPhoto(within, rules)) return undefined;
  const lowest = smallestSize(rules).height;
  const wanted = between(Math.round(height), lowest, within.height);
  for (let away = 0; away <= within.height; away++) {
    for (const tall of [wanted - away, wanted + away]) {
      if (tall < lowest || tall > within.height) continue;
      const { from, to } = widthsAt(tall, rules);
      const widest = Math.min(to, within.width);
      if (from <= widest) return { width: between(Math.round(tall * ratio), from, widest), height: tall };
    }
  }
  return undefined;
}

/** The middle of the permitted ratios (R19). */
export function middleRatio(rules: PhotoRules): number {
  const { low, high } = photoLimits(rules).ratio;
  return (low.at[0] / low.at[1] + high.at[0] / high.at[1]) / 2;
}

/** @returns the value, or the end that it lies beyond */
export const between = (value: number, from: number, to: number): number =>
  Math.min(Math.max(value, from), to);
