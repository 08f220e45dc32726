import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { PhotoMeasurement, PhotoRules } from '../../shared/contracts/photo.ts';
import { measurementOf, readJpegHeader } from '../../shared/rules/files/jpeg-header.ts';
import { judgePhoto } from '../../shared/rules/files/photo.ts';
import { compareRatio } from '../../shared/rules/files/photo-limits.ts';

const rules = PhotoRules.parse({
  formats: ['JPEG'],
  bytes: { gt: 30720, lt: 1048576 },
  px: { wGt: 215, hGt: 300 },
  ratio: { min: [65, 100], max: [80, 100] },
  background: { colour: 'WHITE', mode: 'ADVISORY' },
  sizes: [],
});

let photo: Uint8Array;
beforeAll(async () => {
  photo = await sharp({
    create: {
      width: 295,
      height: 413,
      channels: 3,
      background: 'white',
      noise: { type: 'gaussian', mean: 200, sigma: 20 },
    },
  })
    .withMetadata({ orientation: 3 })
    .jpeg({ progressive: true })
    .toBuffer();
});

/** A header reader's answer is consistent and storable, whatever the bytes. */
function expectSane(bytes: Uint8Array): void {
  const header = readJpegHeader(bytes);
  const measured = measurementOf(header, bytes);
  expect(PhotoMeasurement.safeParse(measured).success).toBe(true);
  if (header.end !== undefined) expect(header.end + header.trailingBytes).toBe(bytes.length);
  if (header.jpeg && header.end === undefined) expect(header.faults).not.toEqual([]);
  const verdict = judgePhoto(measured, rules);
  expect(verdict.ok).toBe(verdict.defects.length === 0);
  if (verdict.ok) expect(header).toMatchObject({ jpeg: true, faults: [] });
}

describe('readJpegHeader never throws', () => {
  test('on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => expectSane(bytes)),
      { numRuns: 500 },
    );
  });

  test('on any bytes that begin like a JPEG and are full of markers', () => {
    const byte = fc.oneof(
      fc.constant(0xff),
      fc.integer({ min: 0xc0, max: 0xfe }),
      fc.constantFrom(0, 1, 2, 4, 8, 17),
      fc.nat(255),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 300 }), (rest) =>
        expectSane(Uint8Array.from([0xff, 0xd8, 0xff, ...rest])),
      ),
      { numRuns: 1000 },
    );
  });

  test('on a real photo with bytes changed, cut or put in', () => {
    const edit = fc.record({
      at: fc.nat(),
      cut: fc.nat(40),
      put: fc.uint8Array({ maxLength: 12 }),
      head: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let bytes = photo;
        for (const { at, cut, put, head } of edits) {
          const place = at % (head ? Math.min(700, bytes.length + 1) : bytes.length + 1);
          const parts = [bytes.subarray(0, place), put, bytes.subarray(Math.min(bytes.length, place + cut))];
          bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
        }
        expectSane(bytes);
      }),
      { numRuns: 60 },
    );
  });

  test('in bounded time, on a megabyte made to be slow', () => {
    for (const pattern of [
      [0xff],
      [0xff, 0xd0],
      [0xff, 0x00],
      [0xff, 0xfe, 0, 2],
      [0xff, 0xc4, 0, 3, 0],
      [0xff, 0xda, 0, 2],
    ]) {
      const bytes = new Uint8Array(1_048_576);
      for (let i = 0; i < bytes.length; i++) bytes[i] = pattern[i % pattern.length] ?? 0;
      bytes.set([0xff, 0xd8, 0xff]);
      const started = performance.now();
      readJpegHeader(bytes);
      expect(performance.now() - started).toBeLessThan(500);
    }
  });
});

describe('judgePhoto', () => {
  test('R18 R19: agrees with the rules in exact arithmetic', () => {
    const side = fc.integer({ min: 1, max: 3000 });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 1_100_000 }), (width, height, bytes) => {
        const verdict = judgePhoto({ bytes, jpeg: true, width, height, faults: [] }, rules);
        const codes = new Set(verdict.defects.map((finding) => finding.code));
        const [w, h] = [BigInt(width), BigInt(height)];
        expect(codes.has('PHOTO_WIDTH')).toBe(width <= 215);
        expect(codes.has('PHOTO_HEIGHT')).toBe(height <= 300);
        expect(codes.has('PHOTO_RATIO_LOW')).toBe(100n * w < 65n * h);
        expect(codes.has('PHOTO_RATIO_HIGH')).toBe(100n * w > 80n * h);
        expect(codes.has('PHOTO_BYTES_LOW')).toBe(bytes <= 30_720);
        expect(codes.has('PHOTO_BYTES_HIGH')).toBe(bytes >= 1_048_576);
      }),
    );
  });

  test('whatever the size, the band of Q5 passes under K = 1000 and K = 1024', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30_721, max: 999_999 }), (bytes) => {
        const verdict = judgePhoto({ bytes, jpeg: true, width: 295, height: 413, faults: [] }, rules);
        expect([verdict.ok, verdict.advice]).toEqual([true, []]);
        expect(bytes > 30_000 && bytes < 1_000_000).toBe(true);
      }),
    );
  });

  test('a ratio compared with itself is equal, scaled or not', () => {
    const side = fc.integer({ min: 1, max: 65_535 });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 100 }), (w, h, k) => {
        expect(compareRatio(w * k, h * k, [w, h])).toBe(0);
        expect(compareRatio(w + 1, h, [w, h])).toBe(1);
      }),
    );
  });
});
