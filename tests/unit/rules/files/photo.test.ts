import { describe, expect, test } from 'vitest';
import { jpegFaults, type PhotoMeasurement, PhotoRules } from '../../../../shared/contracts/photo.ts';
import { grouped } from '../../../../shared/rules/base/bytes.ts';
import { faultWords, judgePhoto, safeBandOf } from '../../../../shared/rules/files/photo.ts';
import { photoVectors } from '../../../fixtures/photo-vectors.ts';

const rules = PhotoRules.parse({
  formats: ['JPEG'],
  bytes: { gt: 30720, lt: 1048576 },
  px: { wGt: 215, hGt: 300 },
  ratio: { min: [65, 100], max: [80, 100] },
  background: { colour: 'WHITE', mode: 'ADVISORY' },
  sizes: ['1寸', '2寸'],
});
const photo = (
  width: number,
  height: number,
  bytes = 50_000,
  more: Partial<PhotoMeasurement> = {},
): PhotoMeasurement => ({
  bytes,
  jpeg: true,
  width,
  height,
  components: 3,
  faults: [],
  fileName: 'photo.jpg',
  declaredType: 'image/jpeg',
  ...more,
});
const defects = (measured: PhotoMeasurement) =>
  judgePhoto(measured, rules).defects.map((finding) => finding.code);
const advice = (measured: PhotoMeasurement) =>
  judgePhoto(measured, rules).advice.map((finding) => finding.code);

describe('§14: photo vectors', () => {
  test.each(photoVectors)('R17-R19: %i×%i, %i bytes → %j', (width, height, bytes, expected) => {
    expect(defects(photo(width, height, bytes))).toEqual(expected);
    expect(judgePhoto(photo(width, height, bytes), rules).ok).toBe(expected.length === 0);
  });

  test('R16: a PNG renamed .jpg fails for its format', () => {
    const png: PhotoMeasurement = {
      bytes: 50_000,
      jpeg: false,
      otherFormat: 'PNG',
      faults: [],
      fileName: 'photo.jpg',
      declaredType: 'image/jpeg',
    };
    expect(defects(png)).toEqual(['PHOTO_FORMAT']);
    expect(judgePhoto(png, rules).defects[0]).toMatchObject({
      found: 'PNG',
      message: { zh: expect.stringContaining('内容是 PNG') },
    });
    expect(advice(png)).toEqual([]);
  });

  test('Q5: the band that is safe under both readings of K', () => {
    expect(safeBandOf(rules)).toEqual({ from: 30_721, to: 999_999 });
    expect(safeBandOf({ ...rules, bytes: { gt: 20_480, lt: 524_288 } })).toEqual({
      from: 20_481,
      to: 511_999,
    });
    expect(safeBandOf({ ...rules, bytes: { gt: 30_000, lt: 1_000_000 } })).toEqual({
      from: 30_001,
      to: 999_999,
    });
    for (const bytes of [30_001, 30_720]) {
      const [low] = judgePhoto(photo(295, 413, bytes), rules).defects;
      expect(low?.message.zh).toContain('30\u00a0721 至 999\u00a0999 字节');
      expect(low?.message.zh).toContain(grouped(bytes));
    }
    expect(advice(photo(295, 413, 999_999))).toEqual([]);
    expect(advice(photo(295, 413, 1_000_000))).toEqual(['PHOTO_BYTES_BAND']);
    expect(advice(photo(295, 413, 1_048_575))).toEqual(['PHOTO_BYTES_BAND']);
    expect(advice(photo(295, 413, 1_048_576))).toEqual([]);
  });
});

describe('R14: all defects together, each with what was found and what is asked', () => {
  test('four at once', () => {
    const verdict = judgePhoto(photo(100, 100, 500), rules);
    expect(verdict.defects.map((finding) => [finding.code, finding.found, finding.allowed])).toEqual([
      ['PHOTO_BYTES_LOW', 500, '>30720'],
      ['PHOTO_WIDTH', 100, '>215'],
      ['PHOTO_HEIGHT', 100, '>300'],
      ['PHOTO_RATIO_HIGH', '1', '<=0.8'],
    ]);
    for (const finding of verdict.defects) {
      expect(finding.message.zh).toMatch(/\d/);
      expect(finding.message.en).toMatch(/\d/);
      expect(finding).toMatchObject({ field: 'photo', severity: 'error' });
    }
  });

  test('R19: a ratio just outside never reads as the limit', () => {
    const [low] = judgePhoto(photo(649_999, 1_000_000), rules).defects.filter(
      (finding) => finding.code === 'PHOTO_RATIO_LOW',
    );
    const [high] = judgePhoto(photo(800_001, 1_000_000), rules).defects.filter(
      (finding) => finding.code === 'PHOTO_RATIO_HIGH',
    );
    expect([low?.found, high?.found]).toEqual(['0.6499', '0.8001']);
  });

  test('D1: 25 megapixels pass, one more row does not, whatever else', () => {
    expect(defects(photo(4000, 6250))).not.toContain('PHOTO_PIXELS_HIGH');
    expect(defects(photo(4000, 6251))).toContain('PHOTO_PIXELS_HIGH');
    expect(defects(photo(13_000, 13_000, 968_000))).toEqual(['PHOTO_PIXELS_HIGH', 'PHOTO_RATIO_HIGH']);
  });

  test.each(jpegFaults)('D2: %s is PHOTO_UNDECODABLE, in words', (fault) => {
    const verdict = judgePhoto(photo(295, 413, 50_000, { faults: [fault] }), rules);
    expect(verdict.defects).toMatchObject([{ code: 'PHOTO_UNDECODABLE', found: fault }]);
    expect(verdict.defects[0]?.message.zh).toContain(faultWords[fault].zh);
  });

  test('a file without a readable header is judged on what was measured', () => {
    expect(defects({ bytes: 10, jpeg: true, faults: ['TRUNCATED', 'MISSING_EOI'] })).toEqual([
      'PHOTO_UNDECODABLE',
      'PHOTO_UNDECODABLE',
      'PHOTO_BYTES_LOW',
    ]);
  });
});

describe('D2-D4, R15: what is said and stops nothing', () => {
  test.each(['a.jpg', 'a.JPEG', 'a.Jpe', 'A.JFIF', 'a.b.jpg'])('D4: %s needs no remark', (fileName) => {
    expect(advice(photo(295, 413, 50_000, { fileName }))).toEqual([]);
  });

  test.each(['a.png', 'a', 'jpg', 'a.jpg.txt'])(
    'D4: JPEG content named %s is accepted with a note',
    (fileName) => {
      expect(judgePhoto(photo(295, 413, 50_000, { fileName }), rules).ok).toBe(true);
      expect(advice(photo(295, 413, 50_000, { fileName }))).toEqual(['PHOTO_EXTENSION']);
    },
  );

  test.each([
    ['image/jpeg', []],
    ['IMAGE/JPG', []],
    ['image/pjpeg; charset=x', []],
    ['', []],
    [undefined, []],
    ['application/octet-stream', []],
    ['image/png', []],
    ['image/heic; q=1', []],
    ['text/html', ['PHOTO_DECLARED_TYPE']],
  ])('D4, D13: declared %s → %j', (declaredType, expected) => {
    expect(advice(photo(295, 413, 50_000, { declaredType }))).toEqual(expected);
  });

  test('D2: grey and CMYK are accepted, with advice', () => {
    for (const components of [1, 4]) {
      const verdict = judgePhoto(photo(295, 413, 50_000, { components }), rules);
      expect([verdict.ok, verdict.advice.map((finding) => finding.code)]).toEqual([true, ['PHOTO_COLOUR']]);
    }
  });

  test('D3: bytes after the picture are no defect', () => {
    expect(judgePhoto(photo(295, 413, 50_000, { trailingBytes: 22 }), rules)).toMatchObject({
      ok: true,
      advice: [{ code: 'PHOTO_TRAILING', found: 22 }],
    });
  });

  test('R15 Q6: a background that is not white is a remark for a person', () => {
    expect(advice(photo(295, 413, 50_000, { whiteBorderPermille: 949 }))).toEqual(['PHOTO_BACKGROUND']);
    expect(advice(photo(295, 413, 50_000, { whiteBorderPermille: 950 }))).toEqual([]);
    const off = { ...rules, background: { colour: 'WHITE' as const, mode: 'OFF' as const } };
    expect(judgePhoto(photo(295, 413, 50_000, { whiteBorderPermille: 0 }), off).advice).toEqual([]);
  });
});
