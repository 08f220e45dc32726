import { describe, expect, test } from 'vitest';
import { PhotoRules } from '../../../shared/contracts/photo.ts';
import { judgePhoto } from '../../../shared/rules/files/photo.ts';
import { byFactors, evenly, lookAtPhoto, rulersOf } from '../../../web/apply/declare/photo/photo-rules.ts';
import { showBytes } from '../../../web/kit/format.ts';
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
    for (const scale of [evenly(1, 10), byFactors(1, 10)])
      expect([-5, 0, 1, 10, 50].map(scale)).toEqual([0, 0, 0, 100, 100]);
  });

  test('before a photo is chosen they show what is allowed, and the band that is safe (R17, Q5)', () => {
    const open = rulersOf(undefined, rules);
    expect(open.map(({ key, found, at }) => [key, found, at])).toEqual([
      ['width', undefined, undefined],
      ['height', undefined, undefined],
      ['ratio', undefined, undefined],
      ['bytes', undefined, undefined],
    ]);
    const { allowed, safe = [0, 0] } = open[3]!;
    expect(allowed[0] <= safe[0] && safe[0] < safe[1] && safe[1] < allowed[1]).toBe(true);
  });

  test.each([
    ['R19', 9, 7, '1.2858'],
    ['R19', 1286, 1000, '1.286'],
    ['R19', 259, 400, '0.6475'],
    ['R19', 64_999, 100_000, '0.6499'],
    ['R19', 80_001, 100_000, '0.8001'],
    ['R19', 260, 400, '0.65'],
    ['R19', 413, 579, '0.7133'],
    ['R17', 30_720, 0, '30\u00a0720'],
    ['R17', 1_048_576, 0, '1\u00a0048\u00a0576'],
  ])('%s: text and ruler tell one number: %i, %i is %s', (rule, a, b, number) => {
    const m =
      rule === 'R19'
        ? { bytes: 50_000, jpeg: true, width: a, height: b, faults: [] }
        : { bytes: a, jpeg: true, width: 413, height: 579, faults: [] };
    const ruler = rulersOf(m, rules).find((one) => one.key === (rule === 'R19' ? 'ratio' : 'bytes'));
    expect(ruler?.found).toBe(number);
    const said = judgePhoto(m, rules).defects.find((one) => one.rule === rule);
    expect(ruler?.good ? number : said?.message.zh).toContain(number);
  });

  test.each([
    [30_721, '30 KB'],
    [1_048_575, '1023.9 KB'],
    [1_048_576, '1 MB'],
    [10_485_759, '9.9 MB'],
  ])('R17: %i bytes never read as more: %s', (bytes, shown) => {
    expect(showBytes(bytes)).toBe(shown);
  });
});
