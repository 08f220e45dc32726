import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { defaultAttachmentRules } from '../../../shared/contracts/file-verdict.ts';
import { inspectScan } from '../../../shared/files/inspect-scan.ts';
import { codesOf, markerAt, patched, portrait, withExif, zipEntry } from './images.ts';

const rules = defaultAttachmentRules;
const jpeg = await portrait(800, 1130).jpeg({ quality: 80 }).toBuffer();
const png = await portrait(800, 1130).png().toBuffer();
const zip = zipEntry('a.txt', Buffer.from('hello'), 0);
const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();

describe.each([
  ['JPEG', jpeg],
  ['PNG', png],
] as const)('R57: a %s scan', (kind, bytes) => {
  const inspect = (data: Uint8Array) => inspectScan(data, kind, rules, 'R57');

  it('is accepted by content, and its cleaned copy has the same pixels', async () => {
    const { findings, facts, cleaned } = await inspect(bytes);
    expect([findings, facts]).toEqual([[], { width: 800, height: 1130, orientation: 1, colour: 'RGB' }]);
    expect((await pixels(cleaned!)).equals(await pixels(bytes))).toBe(true);
  });

  it('cut at every tenth is ATT_UNREADABLE', async () => {
    for (let tenth = 1; tenth <= 9; tenth++) {
      const { findings, cleaned } = await inspect(bytes.subarray(0, Math.floor((bytes.length * tenth) / 10)));
      expect(new Set(codesOf(findings))).toEqual(new Set(['ATT_UNREADABLE']));
      expect(cleaned).toBeUndefined();
    }
  });

  it('with an archive behind it is accepted with advice; the copy leaves it out', async () => {
    const { findings, cleaned } = await inspect(Buffer.concat([bytes, zip]));
    expect([codesOf(findings), codesOf(findings, 'advice')]).toEqual([[], ['ATT_TRAILING']]);
    expect(findings[0]?.message.zh).toContain('压缩包');
    expect(Buffer.from(cleaned!).includes(zip)).toBe(false);
  });

  it('larger than 50 megapixels is ATT_PIXELS_HIGH from the header, in milliseconds', async () => {
    const flat = { width: 7100, height: 7100, channels: 3 as const, background: '#fff' };
    const large = await sharp({ create: flat })
      .toFormat(kind === 'PNG' ? 'png' : 'jpeg')
      .toBuffer();
    const start = performance.now();
    expect(codesOf((await inspect(large)).findings)).toEqual(['ATT_PIXELS_HIGH']);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('the cleaned copy of a scan', () => {
  it('keeps the orientation and drops the place', async () => {
    const { facts, cleaned } = await inspectScan(withExif(jpeg, 6, 'SECRET'), 'JPEG', rules, 'R57');
    expect(facts).toMatchObject({ width: 1130, height: 800, orientation: 6 });
    expect(Buffer.from(cleaned!).includes('SECRET')).toBe(false);
    expect((await sharp(cleaned!).metadata()).orientation).toBe(6);
  });

  it('drops text and EXIF chunks of a PNG', async () => {
    const withText = await portrait(100, 100)
      .withExif({ IFD0: { Copyright: 'SECRET' } })
      .png()
      .toBuffer();
    expect(withText.includes('SECRET')).toBe(true);
    const { cleaned } = await inspectScan(withText, 'PNG', rules, 'R57');
    expect(Buffer.from(cleaned!).includes('SECRET')).toBe(false);
  });

  it('D12: an oddly written JPEG is advice', async () => {
    const at = markerAt(jpeg, 0xda);
    const { findings, cleaned } = await inspectScan(patched(jpeg, [at + 11, 1]), 'JPEG', rules, 'R57');
    expect([codesOf(findings), codesOf(findings, 'advice'), !!cleaned]).toEqual([[], ['ATT_ODDITY'], true]);
  });

  it('a damaged PNG chunk is ATT_UNREADABLE', async () => {
    const bad = Buffer.from(png);
    bad[bad.length >> 1]! ^= 0xff;
    expect(codesOf((await inspectScan(bad, 'PNG', rules, 'R57')).findings)).toEqual(['ATT_UNREADABLE']);
  });
});
