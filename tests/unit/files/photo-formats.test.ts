import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspectPhoto, photoForCertificate } from '../../../shared/files/inspect-photo.ts';
import {
  codesOf,
  flatJpeg,
  markerAt,
  patched,
  photoRules,
  portrait,
  withExif,
  withoutSegments,
  zipEntry,
} from './images.ts';

const limits = photoRules;
const baseline = await portrait(413, 579).jpeg({ quality: 92 }).toBuffer();
const progressive = await portrait(413, 579).jpeg({ quality: 92, progressive: true }).toBuffer();
const inspect = (bytes: Uint8Array, fileName = 'photo.jpg', contentType = 'image/jpeg') =>
  inspectPhoto(bytes, { fileName, contentType, limits });
const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();

describe('R16: content decides', () => {
  it('a PNG renamed .jpg is PHOTO_FORMAT and says so', async () => {
    const { status, findings, cleaned } = await inspect(await portrait(413, 579).png().toBuffer());
    expect(status).toBe('REFUSED');
    expect(codesOf(findings)).toContain('PHOTO_FORMAT');
    expect(findings.find((f) => f.code === 'PHOTO_FORMAT')?.found).toBe('PNG');
    expect(cleaned).toBeUndefined();
  });

  it.each(['webp', 'gif', 'tiff', 'avif'] as const)('%s renamed .jpg is PHOTO_FORMAT', async (format) => {
    const bytes = await portrait(413, 579).toFormat(format).toBuffer();
    expect(codesOf((await inspect(bytes)).findings)).toContain('PHOTO_FORMAT');
  });

  it('SVG, HTML, PDF and three magic bytes are refused', async () => {
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', '%PDF-1.7']) {
      expect(codesOf((await inspect(Buffer.from(text))).findings)).toContain('PHOTO_FORMAT');
    }
    const { findings } = await inspect(Uint8Array.of(0xff, 0xd8, 0xff));
    expect(codesOf(findings)).toContain('PHOTO_UNDECODABLE');
  });

  it('D4: other names and types on real JPEG content are accepted, with a note where unusual', async () => {
    for (const [name, type] of [
      ['a.JPG', 'image/jpg'],
      ['a.jpeg', 'image/pjpeg'],
      ['a.jfif', ''],
      ['A.JPE', ''],
    ]) {
      const verdict = await inspect(baseline, name, type);
      expect([name, verdict.status, codesOf(verdict.findings, 'advice')]).toEqual([name, 'ACCEPTED', []]);
    }
    const odd = await inspect(baseline, 'photo.png', 'image/png');
    expect(odd.status).toBe('ACCEPTED');
    expect(codesOf(odd.findings, 'advice')).toEqual(['PHOTO_EXTENSION']);
  });
});

describe('D2: what decodes', () => {
  it('progressive is accepted like baseline', async () => {
    const verdict = await inspect(progressive);
    expect([verdict.status, verdict.findings]).toEqual(['ACCEPTED', []]);
  });

  it('CMYK is accepted with advice; its certificate picture is sRGB and still white', async () => {
    const verdict = await inspect(
      await portrait(413, 579).toColourspace('cmyk').jpeg({ quality: 90 }).toBuffer(),
    );
    expect([verdict.status, codesOf(verdict.findings, 'advice')]).toEqual(['ACCEPTED', ['PHOTO_COLOUR']]);
    expect(verdict.facts).toMatchObject({ colour: 'CMYK' });
    expect(verdict.facts.whiteBorderPermille).toBeGreaterThan(950);
    const printed = await photoForCertificate(verdict.cleaned!);
    expect(await sharp(printed).metadata()).toMatchObject({
      space: 'srgb',
      channels: 3,
      width: 413,
      height: 579,
    });
    expect(
      (await sharp(printed).extract({ left: 5, top: 5, width: 1, height: 1 }).raw().toBuffer())[0],
    ).toBeGreaterThan(235);
  });

  it('grey is accepted with advice', async () => {
    const verdict = await inspect(
      await portrait(800, 1120).toColourspace('b-w').jpeg({ quality: 95 }).toBuffer(),
    );
    expect([verdict.status, codesOf(verdict.findings, 'advice')]).toEqual(['ACCEPTED', ['PHOTO_COLOUR']]);
    expect(verdict.facts).toMatchObject({ colour: 'GREY' });
  });

  const sof = markerAt(baseline, 0xc0);
  const dqt = withoutSegments(baseline, 0xdb);
  const eoiOff = baseline.subarray(0, baseline.length - 2);
  const dnl = Buffer.concat([eoiOff, Buffer.from([0xff, 0xdc, 0, 4, 579 >> 8, 579 & 255, 0xff, 0xd9])]);
  const half = baseline.subarray(0, baseline.length >> 1);
  const undecodable: [name: string, bytes: Buffer, words: RegExp][] = [
    ['missing EOI', eoiOff, /结束标记/],
    ['truncated scan', half, /不完整/],
    ['truncated scan closed with an EOI', Buffer.concat([half, Buffer.from([0xff, 0xd9])]), /没有填满/],
    ['a taller size than the scan fills', patched(baseline, [sof + 5, 3], [sof + 6, 0]), /没有填满/],
    ['missing Huffman tables', withoutSegments(baseline, 0xc4), /霍夫曼/],
    ['missing quantization tables', dqt, /量化表/],
    ['12 bits', patched(baseline, [sof + 4, 12]), /8 位/],
    ['arithmetic coding', patched(baseline, [sof + 1, 0xc9]), /算术/],
    ['lossless', patched(baseline, [sof + 1, 0xc3]), /无损/],
    ['hierarchical', patched(baseline, [sof + 1, 0xc5]), /分层/],
    ['a DNL segment', dnl, /高度/],
    ['no height in the header', patched(baseline, [sof + 5, 0], [sof + 6, 0]), /高度/],
  ];
  it.each(undecodable)('%s → PHOTO_UNDECODABLE, in words', async (_, bytes, words) => {
    const { status, findings, cleaned } = await inspect(bytes);
    expect(status).toBe('REFUSED');
    expect(codesOf(findings)).toContain('PHOTO_UNDECODABLE');
    expect(findings.map((finding) => finding.message.zh).join()).toMatch(words);
    expect(cleaned).toBeUndefined();
  });

  it.each([
    ['baseline', baseline],
    ['progressive', progressive],
  ])('a %s file cut at every tenth is refused, never accepted', async (_, jpeg) => {
    for (let tenth = 1; tenth <= 9; tenth++) {
      const cut = jpeg.subarray(0, Math.floor((jpeg.length * tenth) / 10));
      expect(codesOf((await inspect(cut)).findings)).toContain('PHOTO_UNDECODABLE');
    }
  });
});

describe('D12: what decoders warn of and costs no pixel', () => {
  const sof = markerAt(baseline, 0xc0);
  const sos = markerAt(baseline, 0xda);
  /** Ss, Se and Ah/Al of the only scan. */
  const scanned = (values: [number, number, number], jpeg = baseline) =>
    patched(jpeg, ...values.map((value, i): [number, number] => [sos + 11 + i, value]));
  const stray = Buffer.concat([baseline.subarray(0, sof), Buffer.from([1, 2, 3]), baseline.subarray(sof)]);
  const inserted = (segment: readonly number[]) =>
    Buffer.concat([baseline.subarray(0, 2), Buffer.from(segment), baseline.subarray(2)]);
  const jfif = inserted([0xff, 0xe0, 0, 16, ...Buffer.from('JFIF\0'), 9, 2, 0, 0, 1, 0, 1, 0, 0]);
  const adobe = inserted([0xff, 0xee, 0, 14, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, 9]);
  const odd: [name: string, bytes: Buffer, found: string][] = [
    ['Ss 1', scanned([1, 63, 0]), 'SCAN_PARAMETERS'],
    ['Se 0', scanned([0, 0, 0]), 'SCAN_PARAMETERS'],
    ['Ah 1', scanned([0, 63, 0x10]), 'SCAN_PARAMETERS'],
    ['Al 1', scanned([0, 63, 0x01]), 'SCAN_PARAMETERS'],
    ['all of them', scanned([63, 1, 0xff]), 'SCAN_PARAMETERS'],
    ['extended sequential, Se 0', patched(scanned([0, 0, 0]), [sof + 1, 0xc1]), 'SCAN_PARAMETERS'],
    ['stray bytes between segments', stray, 'STRAY_BYTES'],
    ['a JFIF revision from the future', jfif, 'SEGMENT'],
    ['an unknown colour transform', adobe, 'SEGMENT'],
  ];
  it.each(odd)(
    '%s is advice; readers get the same pixels, written as they should be',
    async (_, jpeg, found) => {
      const verdict = await inspect(jpeg);
      expect([verdict.status, codesOf(verdict.findings), verdict.findings.map((f) => f.found)]).toEqual([
        'ACCEPTED',
        [],
        [found],
      ]);
      expect(Buffer.from(await pixels(verdict.cleaned!)).equals(await pixels(baseline))).toBe(true);
      await expect(sharp(verdict.cleaned!, { failOn: 'warning' }).raw().toBuffer()).resolves.toBeDefined();
    },
  );

  it('stray bytes between the scans of a progressive file go too; many are a hidden picture', async () => {
    const first = progressive.indexOf(Buffer.from([0xff, 0xda]));
    const next = progressive.indexOf(Buffer.from([0xff, 0xc4]), first);
    const put = (bytes: number) =>
      Buffer.concat([progressive.subarray(0, next), Buffer.alloc(bytes, 7), progressive.subarray(next)]);
    const verdict = await inspect(put(20));
    expect([verdict.status, verdict.findings.map((f) => f.found)]).toEqual(['ACCEPTED', ['STRAY_BYTES']]);
    expect(Buffer.from(await pixels(verdict.cleaned!)).equals(await pixels(progressive))).toBe(true);
    expect(codesOf((await inspect(put(5000))).findings)).toEqual(['PHOTO_UNDECODABLE']);
  });

  it('beside real damage they excuse nothing', async () => {
    const half = baseline.subarray(0, baseline.length >> 1);
    const cut = Buffer.concat([half, Buffer.from([0xff, 0xd9])]);
    const scrambled = Buffer.from(baseline);
    for (let at = sos + 2000; at < sos + 2400; at++) scrambled[at] = at & 0x7f;
    for (const damaged of [half, cut, scrambled]) {
      const odd = scanned([1, 63, 0], damaged);
      const { status, findings } = await inspect(
        Buffer.concat([odd.subarray(0, sof), Buffer.from([7]), odd.subarray(sof)]),
      );
      expect([status, codesOf(findings)]).toEqual(['REFUSED', expect.arrayContaining(['PHOTO_UNDECODABLE'])]);
    }
  });
});

describe('D3: what follows or hides', () => {
  const zip = zipEntry('a.txt', Buffer.from('hello hello hello'), 0);

  it('a ZIP behind the picture does not fail it; the cleaned copy ends at EOI', async () => {
    const verdict = await inspect(Buffer.concat([baseline, zip]));
    expect([verdict.status, codesOf(verdict.findings, 'advice')]).toEqual(['ACCEPTED', ['PHOTO_TRAILING']]);
    expect(Buffer.from(verdict.cleaned!).includes('PK\x03\x04')).toBe(false);
    expect([...verdict.cleaned!.subarray(-2)]).toEqual([0xff, 0xd9]);
    expect(Buffer.from(await pixels(verdict.cleaned!)).equals(await pixels(baseline))).toBe(true);
  });

  it('GPS, comments and other applications’ segments go; orientation, profile and pixels stay', async () => {
    const rich = await portrait(579, 413).withIccProfile('p3').jpeg({ quality: 92 }).toBuffer();
    const comment = Buffer.from([0xff, 0xfe, 0, 10, ...Buffer.from('SECRET-2')]);
    const photoshop = Buffer.from([0xff, 0xed, 0, 10, ...Buffer.from('SECRET-3')]);
    const loaded = Buffer.concat([rich.subarray(0, 2), comment, photoshop, rich.subarray(2)]);
    const jpeg = withExif(loaded, 6, 'SECRET-1');
    const verdict = await inspect(jpeg);
    expect(codesOf(verdict.findings, 'advice')).toContain('PHOTO_LOCATION');
    const cleaned = Buffer.from(verdict.cleaned!);
    expect(cleaned.includes('SECRET')).toBe(false);
    const meta = await sharp(cleaned).metadata();
    expect(meta).toMatchObject({ orientation: 6, width: 579, height: 413 });
    expect(meta.icc?.length).toBe((await sharp(rich).metadata()).icc?.length);
    expect(meta.exif?.includes(Buffer.from([0x88, 0x25]))).toBe(false);
    expect((await pixels(cleaned)).equals(await pixels(jpeg))).toBe(true);
    expect(verdict.facts.cleaned?.bytes).toBe(cleaned.length);
  });

  it.each([
    ['progressive', progressive],
    ['baseline', baseline],
  ])(
    'a plain %s file decodes identically after cleaning, and cleaning twice changes nothing',
    async (_, jpeg) => {
      const { cleaned } = await inspect(jpeg);
      expect((await pixels(cleaned!)).equals(await pixels(jpeg))).toBe(true);
      const again = await inspect(cleaned!);
      expect(Buffer.from(again.cleaned!).equals(cleaned!)).toBe(true);
    },
  );

  it('a CMYK file keeps its Adobe segment and so its colours', async () => {
    const cmyk = await portrait(413, 579).toColourspace('cmyk').jpeg({ quality: 90 }).toBuffer();
    const { cleaned } = await inspect(cmyk);
    expect((await pixels(cleaned!)).equals(await pixels(cmyk))).toBe(true);
  });

  it('R13: an upright sRGB photo is printed byte for byte, a turned one upright', async () => {
    const { cleaned } = await inspect(baseline);
    expect(await photoForCertificate(cleaned!)).toBe(cleaned);
    const turned = await inspect(withExif(await portrait(640, 480).jpeg({ quality: 92 }).toBuffer(), 8));
    const printed = await sharp(await photoForCertificate(turned.cleaned!)).metadata();
    expect(printed).toMatchObject({ width: 480, height: 640 });
    expect(printed.orientation ?? 1).toBe(1);
  });
});

describe('D1: large pictures', () => {
  it('13000×13000 flat in under 1 MB is PHOTO_PIXELS_HIGH, told from the header in milliseconds', async () => {
    const bomb = flatJpeg(13_000, 13_000);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    await inspect(baseline);
    const start = performance.now();
    const { findings } = await inspect(bomb);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(codesOf(findings)).toEqual(['PHOTO_PIXELS_HIGH', 'PHOTO_RATIO_HIGH']);
  });

  it('25 megapixels decode; one row more does not get that far', async () => {
    expect(codesOf((await inspect(flatJpeg(4000, 6250))).findings)).toEqual(['PHOTO_RATIO_LOW']);
    const { findings, facts } = await inspect(flatJpeg(4000, 6251));
    expect(codesOf(findings)).toContain('PHOTO_PIXELS_HIGH');
    expect(facts.whiteBorderPermille).toBeUndefined();
  });

  it('more progressive scans than a decoder takes in 2 s are refused before decoding', async () => {
    const flat = { width: 4000, height: 5300, channels: 3 as const, background: '#fff' };
    const jpeg = await sharp({ create: flat }).jpeg({ progressive: true, quality: 40 }).toBuffer();
    const last = jpeg.subarray(jpeg.lastIndexOf(Buffer.from([0xff, 0xda])), -2);
    const crowded = Buffer.concat([jpeg.subarray(0, -2), ...Array(200).fill(last), jpeg.subarray(-2)]);
    const { findings } = await inspect(crowded);
    expect(findings.find((finding) => finding.code === 'PHOTO_UNDECODABLE')?.found).toBe('TOO_MANY_SCANS');
  });
});
