import { describe, expect, it } from 'vitest';
import { inspectPhoto } from '../../../shared/files/inspect-photo.ts';
import { photoVectors } from '../../fixtures/photo-vectors.ts';
import { codesOf, photoRules, portrait, portraitOf, withExif } from './images.ts';

describe('R17 R18 R19: the vectors of §14 as real JPEG files of exactly these bytes', () => {
  it.each(photoVectors)('%i×%i, %i bytes → %j', async (width, height, bytes, codes) => {
    const jpeg = await portraitOf(width, height, bytes);
    expect(jpeg.length).toBe(bytes);
    const verdict = await inspectPhoto(jpeg, {
      fileName: '证件照.jpg',
      contentType: 'image/jpeg',
      limits: photoRules,
    });
    expect(codesOf(verdict.findings)).toEqual(codes);
    expect(verdict.status).toBe(codes.length === 0 ? 'ACCEPTED' : 'REFUSED');
    expect(verdict.facts).toMatchObject({ bytes, width, height, kind: 'JPEG' });
  });

  it('R18: 640×480 stored with EXIF orientation 6 is judged as 480×640', async () => {
    const jpeg = withExif(await portrait(640, 480).jpeg({ quality: 90 }).toBuffer(), 6);
    const verdict = await inspectPhoto(jpeg, { limits: photoRules });
    expect(verdict.facts).toMatchObject({ width: 480, height: 640, orientation: 6 });
    expect(verdict.status).toBe('ACCEPTED');
  });

  it('R14: a photo wrong in every way is told everything at once, with what was measured', async () => {
    const jpeg = await portrait(200, 240).jpeg({ quality: 5 }).toBuffer();
    const { findings } = await inspectPhoto(jpeg, { limits: photoRules });
    expect(codesOf(findings)).toEqual(['PHOTO_BYTES_LOW', 'PHOTO_WIDTH', 'PHOTO_HEIGHT', 'PHOTO_RATIO_HIGH']);
    for (const finding of findings) {
      expect(finding.found).toBeDefined();
      expect(finding.allowed).toBeDefined();
      expect(finding.message.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it('R13: the hash of the original is reported', async () => {
    const jpeg = await portraitOf(295, 413, 80_000);
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(jpeg));
    const { facts } = await inspectPhoto(jpeg, { limits: photoRules });
    expect(facts.sha256).toBe(Buffer.from(digest).toString('hex'));
  });
});

describe('R15: white background is advice', () => {
  const backgrounds: [name: string, colour: number[], white: boolean][] = [
    ['white', [252, 252, 252], true],
    ['slightly warm white', [250, 248, 244], true],
    ['blue', [67, 142, 219], false],
    ['red', [200, 30, 40], false],
    ['light grey', [200, 200, 200], false],
  ];
  it.each(backgrounds)('%s', async (_, colour, white) => {
    const jpeg = await portrait(413, 579, colour).jpeg({ quality: 92 }).toBuffer();
    const verdict = await inspectPhoto(jpeg, { fileName: 'a.jpg', limits: photoRules });
    expect(verdict.status).toBe('ACCEPTED');
    expect(codesOf(verdict.findings, 'advice')).toEqual(white ? [] : ['PHOTO_BACKGROUND']);
  });

  it('the border is looked for around the head, however the file is turned', async () => {
    // Stored lying on its side: the head is at the left edge, the dark shoulders at the right.
    const upright = await portrait(413, 579).png().toBuffer();
    const sharp = (await import('sharp')).default;
    for (const [orientation, degrees] of [
      [6, 270],
      [8, 90],
      [3, 180],
    ] as const) {
      const stored = await sharp(upright).rotate(degrees).jpeg({ quality: 92 }).toBuffer();
      const { facts } = await inspectPhoto(withExif(stored, orientation), { limits: photoRules });
      expect(facts.whiteBorderPermille).toBeGreaterThan(950);
    }
  });
});
