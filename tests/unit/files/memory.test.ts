import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flatJpeg, markerAt, zipEntry } from './images.ts';
import { objectStream, onePage } from './pdfs.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhiping-memory-'));
afterAll(() => rmSync(folder, { recursive: true }));

const flat = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: '#f8f8f8' }, limitInputPixels: false });
const zeros = (n: number) => deflateRawSync(Buffer.alloc(n), { level: 9 });

/** Flat progressive CMYK, its header patched to a size whose coefficients would take 200 MB. */
async function claimingCmyk(): Promise<Buffer> {
  const jpeg = await flat(440, 560).toColourspace('cmyk').jpeg({ progressive: true }).toBuffer();
  const at = markerAt(jpeg, 0xc2);
  jpeg.writeUInt16BE(5600, at + 5);
  jpeg.writeUInt16BE(4400, at + 7);
  return jpeg;
}

/** A machine under load may need more than the 2 s that a decode is given; this test is about memory. */
const decoded = /^(ACCEPTED|PHOTO_UNDECODABLE|ATT_UNREADABLE)$/;

/** Purpose, how to make the file, and the verdict's codes. */
const inputs: [name: string, purpose: string, make: () => Promise<Buffer> | Buffer, code: RegExp][] = [
  ['bomb', 'PHOTO', () => flatJpeg(13_000, 13_000), /PHOTO_PIXELS_HIGH/],
  [
    'baseline 25 MP 4:4:4',
    'PHOTO',
    () => flat(4400, 5600).jpeg({ chromaSubsampling: '4:4:4' }).toBuffer(),
    decoded,
  ],
  ['progressive 25 MP', 'PHOTO', () => flat(4400, 5600).jpeg({ progressive: true }).toBuffer(), decoded],
  ['progressive CMYK that claims 25 MP', 'PHOTO', claimingCmyk, /PHOTO_UNDECODABLE/],
  ['very wide', 'PHOTO', () => flatJpeg(65_500, 310), /PHOTO_RATIO_HIGH/],
  ['PNG 49 MP', 'ATTACHMENT', () => flat(7000, 7000, 4).png().toBuffer(), decoded],
  [
    'interlaced PNG',
    'ATTACHMENT',
    () => flat(6000, 6000, 4).png({ progressive: true }).toBuffer(),
    /ATT_UNREADABLE/,
  ],
  [
    '20 MB of PDF',
    'ATTACHMENT',
    () => onePage('', [{ dict: '', data: Buffer.alloc(20_000_000, 65) }]),
    /^ACCEPTED$/,
  ],
  [
    'PDF that unpacks to 400 MB',
    'ATTACHMENT',
    () =>
      onePage('', [
        { dict: '/Filter /FlateDecode', data: deflateSync(Buffer.alloc(400_000_000), { level: 1 }) },
      ]),
    /ATT_UNPACKED/,
  ],
  ['PDF bomb', 'ATTACHMENT', () => onePage('', [objectStream([' '.repeat(200_000_000)])]), /ATT_UNREADABLE/],
  [
    'ZIP bomb behind a PDF',
    'ATTACHMENT',
    () => Buffer.concat([onePage(), ...Array(50).fill(zipEntry('z', zeros(50_000_000), 8))]),
    /ATT_NOT_CLEAN/,
  ],
];

const child = fileURLToPath(new URL('./memory-child.ts', import.meta.url));
const run = (files: readonly string[], env: Record<string, string> = {}) =>
  JSON.parse(
    execFileSync(process.execPath, [child, ...files], { encoding: 'utf8', env: { ...process.env, ...env } }),
  ) as {
    codes: string;
    peakMiB: number;
  }[];
const files: string[] = [];
beforeAll(async () => {
  for (const [name, purpose, make] of inputs) {
    const path = join(folder, name.replace(/\W+/g, '-'));
    writeFileSync(path, await make());
    files.push(`${purpose}:${path}`);
  }
}, 60_000);

describe('D1: peak memory of the process, whatever it is given', () => {
  it.each(inputs.map(([name, , , code], i) => [name, code, i] as const))(
    '%s: within 256 MB',
    (_, code, i) => {
      const [result] = run([files[i]!]);
      expect(result?.codes).toMatch(code);
      expect(result?.peakMiB).toBeLessThanOrEqual(256);
    },
  );

  it('all of these twice in one process, with the allocator set as for the deployed function', () => {
    const results = run([...files, ...files], { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '262144' });
    expect(results).toHaveLength(2 * inputs.length);
    expect(results.at(-1)?.peakMiB).toBeLessThanOrEqual(256);
  });
});
