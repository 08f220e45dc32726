import type { Finding } from '../../../../shared/contracts/finding.ts';
import type { PhotoRules } from '../../../../shared/contracts/photo.ts';
import { MAX_PHOTO_PIXELS } from '../../../../shared/rules/files/decode-bounds.ts';
import { judgePhoto, safeBandOf } from '../../../../shared/rules/files/photo.ts';
import { least, most, photoLimits } from '../../../../shared/rules/files/photo-limits.ts';
import { between, type Size, sizeNear, smallestSize } from '../../../../shared/rules/files/photo-size.ts';

/**
 * Finds the size and the quality with which a frame becomes a photo that the rules accept (R17–R19, D1). Nothing here
 * knows how pictures are drawn: an encoder is asked, and the very judge of the upload decides on each attempt.
 */

/** One way to encode the frame. */
export interface Rung extends Size {
  /** As canvases take it: above 0, at most 1. */
  readonly quality: number;
}

export type Fitted<E> =
  | {
      readonly ok: true;
      readonly rung: Rung;
      readonly encoded: E;
      /** More pixels than the frame had: the only way to enough bytes. */
      readonly enlarged: boolean;
      readonly attempts: number;
    }
  | { readonly ok: false; readonly findings: readonly Finding[]; readonly attempts: number };

/** Pixels that a good print of two inches can use several times over; more would only make the file larger. */
const COMFORTABLE_PIXELS = 1_500_000;
/** The most that is drawn: what a telephone's memory bears without thought. */
const MOST_PIXELS = 4_000_000;
const GOOD = 0.92;
/** Before pixels are given up. */
const FAIR = 0.8;
/** When no pixel can be given up. */
const POOR = [0.2, 0.35, 0.5, 0.65, 0.75] as const;
const FINE = [0.86, GOOD, 0.96, 1] as const;
const STEP = 1.25;

/**
 * Every attempt worth making, from the fewest bytes to the most, and the one to begin with: as many pixels as the frame
 * has (up to a comfortable number) in good quality. Below it quality is given up first, then pixels down to the fewest
 * permitted (R18), then quality again. Above it quality rises, then pixels up to the frame's own. A frame whose own pixels
 * satisfy R18 may be enlarged beyond that, for R17 asks for bytes; one that does not satisfy it never gets here.
 */
export function ladderOf(frame: Size, rules: PhotoRules): { rungs: Rung[]; first: number } {
  const ratio = frame.width / frame.height;
  const lowest = smallestSize(rules).height;
  const within = (pixels: number) => Math.max(lowest, Math.sqrt(Math.min(pixels, MAX_PHOTO_PIXELS) / ratio));
  const natural = Math.min(frame.height, within(COMFORTABLE_PIXELS));
  const rungs: Rung[] = [];
  const add = (height: number, quality: number) => {
    const size = sizeNear(height, ratio, rules);
    const last = rungs.at(-1);
    if (size && !(last?.height === size.height && last.quality === quality)) rungs.push({ ...size, quality });
  };
  for (const quality of POOR) add(lowest, quality);
  for (const height of heights(lowest, natural)) add(height, FAIR);
  for (const quality of FINE) add(natural, quality);
  const first = rungs.findLastIndex((rung) => rung.quality === GOOD);
  const own = Math.min(frame.height, within(MOST_PIXELS));
  for (const height of heights(natural, own)) add(height, 1);
  for (const height of heights(own, within(MOST_PIXELS))) add(height, 1);
  return { rungs, first };
}

/** From one height to another in even steps, both included. */
function heights(from: number, to: number): number[] {
  const steps = Math.max(1, Math.ceil(Math.log(to / from) / Math.log(STEP)));
  return Array.from({ length: steps + 1 }, (_, i) => from * (to / from) ** (i / steps));
}

/**
 * Encodes until the judge is content. A good first attempt is the rule; otherwise the search doubles its steps from there
 * and halves them again, which finds the nearest for any encoder that gives more bytes for more pixels and more quality. For
 * one that does not, the remaining attempts are made too: when any of them is permitted, one is found.
 *
 * @param frame what is cut out of the picture, in its own pixels
 * @returns the encoded photo, or what the judge has against the frame or against the attempt that came nearest
 */
export async function fitPhoto<E extends { readonly size: number }>(
  frame: Size,
  rules: PhotoRules,
  encode: (rung: Rung) => Promise<E>,
): Promise<Fitted<E>> {
  const [from, to] = bandOf(rules);
  const judge = ({ width, height }: Size, bytes: number) =>
    judgePhoto({ bytes, jpeg: true, width, height, faults: [] }, rules).defects;
  // Too many pixels are no defect of a frame: it is drawn smaller.
  const unfit = judge(frame, from).filter((one) => one.code !== 'PHOTO_PIXELS_HIGH');
  if (unfit.length > 0) return { ok: false, findings: unfit, attempts: 0 };
  const { rungs, first } = ladderOf(frame, rules);
  const search = searchOf(rungs.length, first);
  let attempts = 0;
  let best: Attempt<E> | undefined;
  for (let next = search.next(); !next.done; ) {
    const rung = rungs[next.value]!;
    const encoded = await encode(rung);
    attempts += 1;
    const findings = judge(rung, encoded.size);
    const off = Math.max(from - encoded.size, encoded.size - to, 0);
    const attempt = { off, away: Math.abs(next.value - first), findings, rung, encoded };
    if (!best || nearer(attempt, best)) best = attempt;
    next = search.next(off === 0 ? 'FITS' : encoded.size < from ? 'LIGHT' : 'HEAVY');
  }
  if (!best || best.findings.length > 0) return { ok: false, findings: best?.findings ?? [], attempts };
  const { rung, encoded } = best;
  return { ok: true, rung, encoded, enlarged: rung.height > frame.height, attempts };
}

interface Attempt<E> {
  /** Bytes outside the band that is aimed at. */
  readonly off: number;
  /** Rungs from the one that would be best. */
  readonly away: number;
  readonly findings: readonly Finding[];
  readonly rung: Rung;
  readonly encoded: E;
}

/** What the judge accepts comes before all that he does not, however near that is to the band. */
function nearer(one: Attempt<unknown>, other: Attempt<unknown>): boolean {
  const [mine, its] = [one, other].map(({ findings, off, away }) => [findings.length > 0 ? 1 : 0, off, away]);
  const at = mine!.findIndex((value, i) => value !== its![i]);
  return at >= 0 && mine![at]! < its![at]!;
}

/** The bytes to aim at: those that pass under both readings of K (Q5), or the plan's own limits where they leave none. */
function bandOf(rules: PhotoRules): readonly [number, number] {
  const { from, to } = safeBandOf(rules);
  const { low, high } = photoLimits(rules).bytes;
  return from <= to ? [from, to] : [least(low), most(high)];
}

/**
 * Which rung to try next, of so many; asks how heavy the last one was. Ends at the fitting one nearest to the first, or when
 * each was tried once.
 */
function* searchOf(count: number, first: number): Generator<number, void, 'LIGHT' | 'HEAVY' | 'FITS'> {
  const tried = new Set<number>();
  let fits = false;
  let [low, high, at] = [-1, count, first];
  for (let step = 1; high - low > 1; step *= 2) {
    tried.add(at);
    const weight = yield at;
    if (weight === 'FITS') {
      if (at === first) return;
      fits = true;
    }
    const raise = weight === 'LIGHT' || (weight === 'FITS' && at < first);
    if (raise) low = at;
    else high = at;
    const open = low < 0 || high === count;
    const galloped = raise ? at + step : at - step;
    at = between(open ? galloped : Math.floor((low + high) / 2), low + 1, high - 1);
  }
  for (let i = 0; i < count && !fits; i++) if (!tried.has(i)) fits = (yield i) === 'FITS';
}

/** Pixels of a picture that are kept to work on; a telephone's camera takes as many. */
const WORKING_PIXELS = 12_500_000;

/**
 * The size at which a picture is opened: its own, or for a very large one as much smaller as memory asks, but never so small
 * that a permitted frame which it holds is lost (R18).
 */
export function workingSize(picture: Size, rules: PhotoRules): Size {
  const { width, height } = picture;
  const least = smallestSize(rules);
  const longest = Math.max(least.width, least.height);
  const scale = Math.max(
    Math.sqrt(WORKING_PIXELS / (width * height)),
    (2 * longest) / Math.min(width, height),
  );
  if (scale >= 1) return picture;
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
