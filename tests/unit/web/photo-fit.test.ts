import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PhotoRules } from '../../../shared/contracts/photo.ts';
import { judgePhoto } from '../../../shared/rules/files/photo.ts';
import { least, photoLimits } from '../../../shared/rules/files/photo-limits.ts';
import { holdsPhoto, type Size, sizeNear, smallestSize } from '../../../shared/rules/files/photo-size.ts';
import { fitPhoto, ladderOf, type Rung, workingSize } from '../../../web/apply/declare/photo/photo-fit.ts';
import {
  farthestZoom,
  firstView,
  frameOf,
  moved,
  reshaped,
  turned,
  type View,
  zoomed,
} from '../../../web/apply/declare/photo/photo-frame.ts';
import { hangzhouEngineer2020 as plan } from '../../fixtures/plans.ts';

const plans = PhotoRules.parse(plan.photo);
/** Bytes: less than 1 MB. */
const greatest = 1_048_575;

/** Rules of any plan: bounds where they may lie, a band of ratios that is not empty. */
const anyRules: fc.Arbitrary<PhotoRules> = fc
  .record({
    gt: fc.integer({ min: 0, max: 60_000 }),
    span: fc.integer({ min: 2, max: 1_500_000 }),
    width: fc.integer({ min: 0, max: 500 }),
    height: fc.integer({ min: 0, max: 500 }),
    min: fc.integer({ min: 40, max: 120 }),
    wide: fc.integer({ min: 1, max: 60 }),
    included: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  })
  .map(({ gt, span, width, height, min, wide, included: [bytes, px, ratio] }) => ({
    ...plans,
    bytes: bytes ? { gte: gt + 1, lte: gt + span } : { gt, lt: gt + span },
    px: px ? { wGte: width + 1, hGt: height } : { wGt: width, hGte: height + 1 },
    ratio: ratio ? { min: [min, 100], max: [min + wide, 100] } : { gt: [min, 100], lt: [min + wide, 100] },
  }));
const rulesOf = fc.oneof({ weight: 3, arbitrary: fc.constant(plans) }, { weight: 2, arbitrary: anyRules });
const side = fc.oneof(fc.integer({ min: 1, max: 1200 }), fc.integer({ min: 1, max: 12_000 }));
const anySize = fc.record({ width: side, height: side });

const defects = ({ width, height }: Size, bytes: number, rules: PhotoRules) =>
  judgePhoto({ bytes, jpeg: true, width, height, faults: [] }, rules).defects.map((one) => one.code);
const permitted = (size: Size, rules: PhotoRules) =>
  defects(size, least(photoLimits(rules).bytes.low), rules).filter((code) => code !== 'PHOTO_PIXELS_HIGH')
    .length === 0;

describe('R18, R19: permitted sizes', () => {
  test('the smallest of the 2020 plan', () => {
    expect(smallestSize(plans)).toEqual({ width: 216, height: 301 });
  });

  test('a picture holds a permitted frame exactly when some permitted size fits into it', () => {
    const small = fc.record({
      width: fc.integer({ min: 1, max: 60 }),
      height: fc.integer({ min: 1, max: 60 }),
    });
    const rules = anyRules.map((one) => ({
      ...one,
      px: { wGt: photoLimits(one).width.at % 40, hGte: 1 + (photoLimits(one).height.at % 40) },
    }));
    fc.assert(
      fc.property(small, rules, (picture, r) => {
        let some = false;
        for (let width = 1; width <= picture.width && !some; width++)
          for (let height = 1; height <= picture.height && !some; height++)
            some = permitted({ width, height }, r);
        expect(holdsPhoto(picture, r)).toBe(some);
      }),
      { numRuns: 60 },
    );
  });

  test('the size near any height and ratio is permitted and inside', () => {
    fc.assert(
      fc.property(
        anySize,
        rulesOf,
        fc.double({ min: 0.2, max: 2, noNaN: true }),
        side,
        (within, rules, ratio, h) => {
          const size = sizeNear(h, ratio, rules, within);
          expect(size !== undefined).toBe(holdsPhoto(within, rules));
          if (!size) return;
          expect(permitted(size, rules)).toBe(true);
          expect(size.width <= within.width && size.height <= within.height).toBe(true);
        },
      ),
    );
  });
});

describe('the frame', () => {
  const act = fc.oneof(
    fc.record({
      kind: fc.constant('MOVE' as const),
      dx: fc.integer({ min: -9e3, max: 9e3 }),
      dy: fc.integer({ min: -9e3, max: 9e3 }),
    }),
    fc.record({
      kind: fc.constant('ZOOM' as const),
      factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
      x: fc.double({ min: 0, max: 1, noNaN: true }),
      y: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    fc.record({ kind: fc.constant('RATIO' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ kind: fc.constant('TURN' as const) }),
  );

  test('R18, R19: whatever is dragged, pinched and turned, it is permitted and inside the picture', () => {
    fc.assert(
      fc.property(anySize, rulesOf, fc.array(act, { maxLength: 12 }), (picture, rules, acts) => {
        let view: View = firstView(picture, rules);
        for (const one of acts) {
          if (one.kind === 'MOVE') view = moved(picture, view, rules, one.dx, one.dy);
          if (one.kind === 'ZOOM') view = zoomed(picture, view, rules, one.factor, one);
          if (one.kind === 'TURN') view = firstView(picture, rules, view.turn + 1);
          if (one.kind === 'RATIO') {
            const { low, high } = photoLimits(rules).ratio;
            const [min, max] = [low.at[0] / 100, high.at[0] / 100];
            view = reshaped(picture, view, rules, min + (max - min) * one.share);
          }
          const whole = turned(picture, view.turn);
          const frame = frameOf(picture, view, rules);
          expect(frame !== undefined).toBe(holdsPhoto(whole, rules));
          if (!frame) continue;
          expect(permitted(frame, rules)).toBe(true);
          expect(Math.min(frame.left, frame.top)).toBeGreaterThanOrEqual(0);
          expect(frame.left + frame.width).toBeLessThanOrEqual(whole.width);
          expect(frame.top + frame.height).toBeLessThanOrEqual(whole.height);
          expect(view.zoom).toBeLessThanOrEqual(farthestZoom(picture, view, rules));
        }
      }),
    );
  });

  test.each([
    [
      'a permitted picture is taken whole',
      { width: 413, height: 579 },
      { left: 0, top: 0, width: 413, height: 579 },
    ],
    [
      'a telephone’s upright picture too',
      { width: 3024, height: 4032 },
      { left: 0, top: 0, width: 3024, height: 4032 },
    ],
    [
      'one on its side gives the middle of the band',
      { width: 4000, height: 3000 },
      { left: 913, top: 0, width: 2175, height: 3000 },
    ],
    [
      'a tall one the same, a little above its centre',
      { width: 1080, height: 2400 },
      { left: 0, top: 215, width: 1080, height: 1490 },
    ],
  ])('R19: %s', (_name, picture, frame) => {
    expect(frameOf(picture, firstView(picture, plans), plans)).toEqual(frame);
  });

  test('what is under the fingers stays there', () => {
    const picture = { width: 4000, height: 3000 };
    const view = zoomed(picture, firstView(picture, plans), plans, 2);
    const at = { x: 0.8, y: 0.3 };
    const place = (v: View) => {
      const f = frameOf(picture, v, plans)!;
      return [f.left + f.width * at.x, f.top + f.height * at.y];
    };
    const [before, after] = [place(view), place(zoomed(picture, view, plans, 1.7, at))];
    expect(Math.abs(after[0]! - before[0]!)).toBeLessThan(3);
    expect(Math.abs(after[1]! - before[1]!)).toBeLessThan(3);
  });
});

describe('R17–R19, D1: fitting a frame', () => {
  const frames = fc
    .tuple(rulesOf, fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 9000 }))
    .map(([rules, share, height]) => {
      const { low, high } = photoLimits(rules).ratio;
      const [min, max] = [low.at[0] / 100, high.at[0] / 100];
      return { rules, frame: sizeNear(height, min + (max - min) * share, rules)! };
    });

  test('for every frame and any encoder: a permitted photo whenever an attempt gives one, else the rule', async () => {
    await fc.assert(
      fc.asyncProperty(
        frames,
        fc.func(fc.integer({ min: 1, max: 1_600_000 })),
        async ({ rules, frame }, sizes) => {
          const size = ({ width, height, quality }: Rung) => sizes(width, height, quality);
          const made = await fitPhoto(frame, rules, async (rung) => ({ size: size(rung) }));
          const { rungs } = ladderOf(frame, rules);
          const can = rungs.some((rung) => defects(rung, size(rung), rules).length === 0);
          expect(made.ok).toBe(can);
          expect(made.attempts).toBeLessThanOrEqual(rungs.length);
          if (made.ok) {
            expect(made.encoded.size).toBe(size(made.rung));
            expect(defects(made.rung, made.encoded.size, rules)).toEqual([]);
          } else {
            expect(made.findings).not.toEqual([]);
            expect(made.findings.every((one) => ['R17', 'R18', 'R19', 'D1'].includes(one.rule))).toBe(true);
          }
        },
      ),
    );
  });

  test('Q5: an attempt outside the safe band but inside the plan’s is taken before one that is nearer to it and refused', async () => {
    const made = await fitPhoto({ width: 216, height: 301 }, plans, async ({ quality, height }) => ({
      size: height === 301 && quality === 0.2 ? greatest : 30_720,
    }));
    expect(made.ok && made.encoded.size).toBe(greatest);
  });

  test('an encoder as encoders are: found in few attempts, never stretched, never below the fewest pixels', async () => {
    const bitsPerPixel = fc.double({ min: 0.15, max: 8, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 301, max: 9000 }),
        bitsPerPixel,
        fc.nat(2000),
        async (height, bits, head) => {
          const frame = sizeNear(height, 0.725, plans)!;
          const encode = async ({ width, height: h, quality }: Rung) => ({
            size: Math.round(head + (width * h * bits * (0.1 + 0.9 * quality ** 3)) / 8),
          });
          const made = await fitPhoto(frame, plans, encode);
          if (!made.ok) throw new Error(made.findings.map((one) => one.code).join());
          expect(made.attempts).toBeLessThanOrEqual(9);
          expect(Math.abs(made.rung.width / made.rung.height - frame.width / frame.height)).toBeLessThan(
            0.004,
          );
          expect(made.rung.width > 215 && made.rung.height > 300).toBe(true);
          // Enlarged only where the frame's own pixels in full quality have too few bytes.
          if (made.enlarged) expect((await encode({ ...frame, quality: 1 })).size).toBeLessThan(30_721);
        },
      ),
    );
  });

  test.each([
    ['R18', { width: 166, height: 232 }, ['PHOTO_WIDTH', 'PHOTO_HEIGHT']],
    ['R18', { width: 215, height: 310 }, ['PHOTO_WIDTH']],
    ['R19', { width: 500, height: 400 }, ['PHOTO_RATIO_HIGH']],
  ])('%s: %o is refused before anything is encoded', async (_rule, frame, codes) => {
    const made = await fitPhoto(frame, plans, () => Promise.reject(new Error('encoded')));
    expect(made.ok).toBe(false);
    if (!made.ok) expect(made.findings.map((one) => one.code)).toEqual(codes);
  });

  test('R17: an encoder that can give no more than 30 720 bytes, or no less than 1 048 576, is told so', async () => {
    const frame = { width: 413, height: 579 };
    const codesOf = async (size: number) => {
      const made = await fitPhoto(frame, plans, async () => ({ size }));
      return made.ok ? [] : made.findings.map((one) => one.code);
    };
    expect(await codesOf(30_720)).toEqual(['PHOTO_BYTES_LOW']);
    expect(await codesOf(1_048_576)).toEqual(['PHOTO_BYTES_HIGH']);
    // Outside the band of Q5, but permitted.
    expect(await codesOf(1_048_575)).toEqual([]);
  });
});

describe('the picture that is worked on', () => {
  test('R18: bounded in pixels, and no frame that the picture holds is lost', () => {
    fc.assert(
      fc.property(anySize, rulesOf, (picture, rules) => {
        const size = workingSize(picture, rules);
        expect(size.width <= picture.width && size.height <= picture.height).toBe(true);
        expect(holdsPhoto(size, rules)).toBe(holdsPhoto(picture, rules));
      }),
    );
    expect(workingSize({ width: 3024, height: 4032 }, plans)).toEqual({ width: 3024, height: 4032 });
    const { width, height } = workingSize({ width: 12_000, height: 9000 }, plans);
    expect(width * height).toBeLessThan(12_510_000);
    expect(width / height).toBeCloseTo(4 / 3, 3);
  });
});
