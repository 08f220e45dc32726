import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { inspectPhoto } from '../../../shared/files/inspect-photo.ts';
import { fitPhoto } from '../../../web/apply/declare/photo/photo-fit.ts';
import { firstView, frameOf } from '../../../web/apply/declare/photo/photo-frame.ts';
import { hangzhouEngineer2020 as plan } from '../../fixtures/plans.ts';

/** The helper's search with a real encoder, and the upload's own inspection as the judge of what comes out. */

const limits = plan.photo;
const noise = (sigma: number) => ({ noise: { type: 'gaussian' as const, mean: 190, sigma } });

/** A picture as the browser holds it, upright. */
const picture = (width: number, height: number, more: { noise?: ReturnType<typeof noise>['noise'] } = {}) =>
  sharp({ create: { width, height, channels: 3, background: '#fff', ...more } })
    .raw()
    .toBuffer();

async function helped(source: Buffer, width: number, height: number) {
  const frame = frameOf({ width, height }, firstView({ width, height }, limits), limits);
  if (!frame) throw new Error('no frame');
  const made = await fitPhoto(frame, limits, async ({ quality, ...size }) => {
    const cut = sharp(source, { raw: { width, height, channels: 3 } })
      .extract(frame)
      .resize({ ...size, fit: 'fill' });
    const bytes = await cut
      .jpeg({ quality: Math.round(quality * 100), chromaSubsampling: '4:4:4' })
      .toBuffer();
    return { size: bytes.length, bytes };
  });
  if (!made.ok) throw new Error(made.findings.map((one) => one.code).join());
  const { status, facts } = await inspectPhoto(made.encoded.bytes, { limits });
  return { ...made, status, facts };
}

describe('R14, R17–R19: what the helper makes passes the inspection', () => {
  test.each([
    ['a flat white one of the fewest pixels', 216, 301, {}, true],
    ['a large flat one: its own pixels are enough', 1600, 2200, {}, false],
    ['a telephone’s on its side', 1200, 900, noise(12), false],
    ['one so grainy that it is far over a megabyte', 1000, 1400, noise(90), false],
    ['a wide strip as high as is just permitted', 1500, 301, noise(20), false],
  ])('%s', async (_name, width, height, more, enlarged) => {
    const made = await helped(await picture(width, height, more), width, height);
    expect(made.status).toBe('ACCEPTED');
    expect(made.enlarged).toBe(enlarged);
    expect([made.facts.width, made.facts.height]).toEqual([made.rung.width, made.rung.height]);
  });
});
