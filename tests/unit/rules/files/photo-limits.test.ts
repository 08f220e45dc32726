import { describe, expect, test } from 'vitest';
import { PhotoRules } from '../../../../shared/contracts/photo.ts';
import { judgedAgain, judgePhoto, ratioWords, safeBandOf } from '../../../../shared/rules/files/photo.ts';
import { smallestSize } from '../../../../shared/rules/files/photo-size.ts';
import { uploadLimits } from '../../../../shared/rules/files/upload-limits.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import { rulersOf } from '../../../../web/apply/declare/photo/photo-rules.ts';
import { hangzhouEngineer2020 as plan } from '../../../fixtures/plans.ts';

/** A plan writes each limit of a photo as its source does, 大于 or 不小于; everybody who judges reads it alike (R17–R19). */

const strict = PhotoRules.parse({
  ...plan.photo,
  bytes: { gt: 30_720, lt: 1_048_576 },
  px: { wGt: 215, hGt: 300 },
  ratio: { gt: [65, 100], lt: [80, 100] },
});
const included = PhotoRules.parse({
  ...plan.photo,
  bytes: { gte: 30_720, lte: 1_048_576 },
  px: { wGte: 215, hGte: 300 },
  ratio: { min: [65, 100], max: [80, 100] },
});

const measured = (width: number, height: number, bytes: number) => ({
  ...{ bytes, width, height },
  jpeg: true,
  faults: [],
});
const verdict = (rules: PhotoRules, ...of: Parameters<typeof measured>) =>
  judgePhoto(measured(...of), rules).defects.map((one) => one.code);

describe('a limit and what is just at it', () => {
  // Whether it passes: just at the limit where the plan excludes it, where it includes it, one beyond, one before.
  test.each<[string, [number, number, number], boolean, boolean]>([
    ['PHOTO_BYTES_LOW', [360, 500, 30_719], false, false],
    ['PHOTO_BYTES_LOW', [360, 500, 30_720], false, true],
    ['PHOTO_BYTES_LOW', [360, 500, 30_721], true, true],
    ['PHOTO_BYTES_HIGH', [360, 500, 1_048_575], true, true],
    ['PHOTO_BYTES_HIGH', [360, 500, 1_048_576], false, true],
    ['PHOTO_BYTES_HIGH', [360, 500, 1_048_577], false, false],
    ['PHOTO_WIDTH', [214, 301, 50_000], false, false],
    ['PHOTO_WIDTH', [215, 301, 50_000], false, true],
    ['PHOTO_WIDTH', [216, 301, 50_000], true, true],
    ['PHOTO_HEIGHT', [220, 299, 50_000], false, false],
    ['PHOTO_HEIGHT', [220, 300, 50_000], false, true],
    ['PHOTO_HEIGHT', [220, 301, 50_000], true, true],
    ['PHOTO_RATIO_LOW', [259, 400, 50_000], false, false],
    ['PHOTO_RATIO_LOW', [260, 400, 50_000], false, true],
    ['PHOTO_RATIO_LOW', [261, 400, 50_000], true, true],
    ['PHOTO_RATIO_HIGH', [319, 400, 50_000], true, true],
    ['PHOTO_RATIO_HIGH', [320, 400, 50_000], false, true],
    ['PHOTO_RATIO_HIGH', [321, 400, 50_000], false, false],
  ])('R17 R18 R19: %s of %j', (code, of, whenStrict, whenIncluded) => {
    expect(!verdict(strict, ...of).includes(code)).toBe(whenStrict);
    expect(!verdict(included, ...of).includes(code)).toBe(whenIncluded);
    for (const rules of [strict, included]) {
      // The page's rulers, the ticket, and a verdict under another version say the same as the judge.
      const [width, height, bytes] = of;
      const key = code.includes('BYTES')
        ? 'bytes'
        : code.includes('RATIO')
          ? 'ratio'
          : code.slice(6).toLowerCase();
      const good = !verdict(rules, ...of).some((one) => one.startsWith(`PHOTO_${key.toUpperCase()}`));
      expect(rulersOf(measured(...of), rules).find((one) => one.key === key)?.good).toBe(good);
      const stored = {
        verdict: 'ACCEPTED' as const,
        facts: { kind: 'JPEG' as const, bytes, width, height, sha256: 'a'.repeat(64) },
        findings: [],
      };
      const again = judgedAgain(stored as never, rules).map((one) => one.code);
      expect(again.includes(code)).toBe(verdict(rules, ...of).includes(code));
      if (key !== 'bytes') continue;
      const upload = {
        purpose: 'PHOTO' as const,
        fileName: 'a.jpg',
        contentType: 'image/jpeg',
        bytes,
        planCode: plan.planCode,
      };
      expect(uploadLimits(upload, { ...plan, photo: rules }).ok).toBe(good);
    }
  });

  test('R14: the words follow the limit', () => {
    const said = (rules: PhotoRules) =>
      judgePhoto(measured(100, 100, 10), rules).defects.map((one) => `${one.allowed} ${one.message.zh}`);
    expect(said(strict)[0]).toMatch(/^>30720 .*须大于 30 KB 且小于 1 MB/);
    expect(said(included)[0]).toMatch(/^>=30720 .*须不小于 30 KB 且不大于 1 MB/);
    expect(said(strict)[1]).toBe('>215 宽为 100 像素，须大于 215 像素');
    expect(said(included)[1]).toBe('>=215 宽为 100 像素，须不小于 215 像素');
    expect(ratioWords(strict)).toEqual({
      zh: '大于 0.65 且小于 0.8',
      en: 'more than 0.65 and less than 0.8',
    });
    expect(ratioWords(included).en).toBe('0.65 to 0.8, both included');
  });

  test('R17 R18: the smallest picture and the safe band stand at the limit where it is included', () => {
    expect([smallestSize(strict), smallestSize(included)]).toEqual([
      { width: 216, height: 301 },
      { width: 215, height: 300 },
    ]);
    expect([safeBandOf(strict), safeBandOf(included)]).toEqual([
      { from: 30_721, to: 999_999 },
      { from: 30_720, to: 1_000_000 },
    ]);
  });

  test.each<[string, Partial<PhotoRules>, string]>([
    ['both ways at once', { bytes: { gt: 1, gte: 1, lt: 9 } }, 'PLAN_SHAPE'],
    ['a limit missing', { px: { wGt: 1 } }, 'PLAN_SHAPE'],
    ['nothing between strict ends', { bytes: { gt: 5, lt: 6 } }, 'PLAN_PHOTO'],
    ['one ratio, and it excluded', { ratio: { gt: [7, 10], max: [70, 100] } }, 'PLAN_PHOTO'],
  ])('G3 R14: %s is found', (_, photo, code) => {
    const found = lintPlan({ ...plan, photo: { ...plan.photo, ...photo } });
    expect(found.map((one) => one.code)).toEqual([code]);
  });

  test('G3: one number of bytes, and one ratio, both included, are a plan’s to ask', () => {
    const photo = {
      ...plan.photo,
      bytes: { gte: 50_000, lte: 50_000 },
      ratio: { min: [7, 10], max: [70, 100] },
    };
    expect(lintPlan({ ...plan, photo })).toEqual([]);
  });
});
