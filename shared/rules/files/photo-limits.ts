import type { Bilingual } from '../../contracts/finding.ts';
import type { PhotoRules, Ratio } from '../../contracts/photo.ts';

/** The limits of a plan's photo rules, whichever way the plan writes them: 大于 or 不小于, 小于 or 不大于 (R17–R19). */

/** One end of what is allowed: a number of bytes or pixels, or a ratio. */
export interface Limit<T = number> {
  readonly at: T;
  /** What is just at it passes. */
  readonly included: boolean;
}

export interface PhotoLimits {
  readonly bytes: { readonly low: Limit; readonly high: Limit };
  readonly width: Limit;
  readonly height: Limit;
  readonly ratio: { readonly low: Limit<Ratio>; readonly high: Limit<Ratio> };
}

/** The schema holds exactly one of the two. */
const limit = <T>(strict: T | undefined, included: T | undefined): Limit<T> =>
  included === undefined ? { at: strict as T, included: false } : { at: included, included: true };

export const photoLimits = ({ bytes, px, ratio }: PhotoRules): PhotoLimits => ({
  bytes: { low: limit(bytes.gt, bytes.gte), high: limit(bytes.lt, bytes.lte) },
  width: limit(px.wGt, px.wGte),
  height: limit(px.hGt, px.hGte),
  ratio: { low: limit(ratio.gt, ratio.min), high: limit(ratio.lt, ratio.max) },
});

/** The least and the most whole number that passes. */
export const least = ({ at, included }: Limit): number => (included ? at : at + 1);
export const most = ({ at, included }: Limit): number => (included ? at : at - 1);

/** `w:h ≥ num:den` and the like by cross-multiplication (domain-spec §0): -1 below, 0 equal, 1 above. */
export function compareRatio(w: number, h: number, [num, den]: Ratio): number {
  return Math.sign(w * den - h * num);
}

/** Below the least ratio, above the most, or undefined: between them. */
export function ratioOff(w: number, h: number, { ratio: { low, high } }: PhotoLimits) {
  const [under, over] = [compareRatio(w, h, low.at), compareRatio(w, h, high.at)];
  if (under < 0 || (under === 0 && !low.included)) return 'LOW';
  return over > 0 || (over === 0 && !high.included) ? 'HIGH' : undefined;
}

/** `大于 30 KB`, `at least 295`; `allowed` in signs for programs. */
export const lowWords = ({ included }: Limit<unknown>, what: Bilingual): Bilingual =>
  included
    ? { zh: `不小于 ${what.zh}`, en: `at least ${what.en}` }
    : { zh: `大于 ${what.zh}`, en: `more than ${what.en}` };
export const highWords = ({ included }: Limit<unknown>, what: Bilingual): Bilingual =>
  included
    ? { zh: `不大于 ${what.zh}`, en: `at most ${what.en}` }
    : { zh: `小于 ${what.zh}`, en: `less than ${what.en}` };

export const lowSign = ({ at, included }: Limit): string => `${included ? '>=' : '>'}${at}`;
export const highSign = ({ at, included }: Limit): string => `${included ? '<=' : '<'}${at}`;
