import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PhotoRules } from '../../../shared/contracts/photo.ts';
import { compareRatio } from '../../../shared/rules/files/photo.ts';
import { cropFrame, lookAtPhoto, placeOn, rulersOf } from '../../../web/apply/declare/photo/photo-rules.ts';
import { hangzhouEngineer2020 as plan } from '../../fixtures/plans.ts';

const rules = PhotoRules.parse(plan.photo);
const rulers = (width: number, height: number, bytes: number) =>
  Object.fromEntries(
    rulersOf({ bytes, jpeg: true, width, height, faults: [] }, rules).map((r) => [r.key, r.good]),
  );

describe('rulers of the photo page', () => {
  test.each([
    ['R17', 413, 579, 30_720, 'bytes', false],
    ['R17', 413, 579, 30_721, 'bytes', true],
    ['R17', 413, 579, 1_048_575, 'bytes', true],
    ['R17', 413, 579, 1_048_576, 'bytes', false],
    ['R18', 215, 300, 50_000, 'width', false],
    ['R18', 216, 301, 50_000, 'width', true],
    ['R18', 216, 300, 50_000, 'height', false],
    ['R18', 216, 301, 50_000, 'height', true],
    ['R19', 260, 400, 50_000, 'ratio', true],
    ['R19', 259, 400, 50_000, 'ratio', false],
    ['R19', 320, 400, 50_000, 'ratio', true],
    ['R19', 321, 400, 50_000, 'ratio', false],
  ])('%s: %i×%i, %i bytes: the ruler of %s says %s', (_rule, w, h, bytes, key, good) => {
    expect(rulers(w, h, bytes)[key]).toBe(good);
  });

  test('R16: a file that is no JPEG is refused before any upload', () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const look = lookAtPhoto(png, { name: 'photo.jpg', type: 'image/jpeg' }, rules);
    expect(look.ok).toBe(false);
    expect(look.findings.map((f) => f.code)).toContain('PHOTO_FORMAT');
  });

  test('a mark never leaves its scale', () => {
    expect(placeOn(-5, [0, 10])).toBe(0);
    expect(placeOn(50, [0, 10])).toBe(100);
  });
});

describe('crop', () => {
  test('R19: the frame lies inside the picture and has a permitted ratio', () => {
    const side = fc.integer({ min: 400, max: 6000 });
    const at = fc.record({
      x: fc.integer({ min: 0, max: 100 }),
      y: fc.integer({ min: 0, max: 100 }),
      zoom: fc.double({ min: 1, max: 1.5, noNaN: true }),
    });
    fc.assert(
      fc.property(
        side,
        side,
        fc.double({ min: 0.66, max: 0.79, noNaN: true }),
        at,
        (width, height, ratio, place) => {
          const frame = cropFrame({ width, height }, ratio, place);
          expect(frame.left).toBeGreaterThanOrEqual(0);
          expect(frame.top).toBeGreaterThanOrEqual(0);
          expect(frame.left + frame.width).toBeLessThanOrEqual(width);
          expect(frame.top + frame.height).toBeLessThanOrEqual(height);
          expect(compareRatio(frame.width, frame.height, rules.ratio.min)).toBeGreaterThanOrEqual(0);
          expect(compareRatio(frame.width, frame.height, rules.ratio.max)).toBeLessThanOrEqual(0);
        },
      ),
    );
  });
});
