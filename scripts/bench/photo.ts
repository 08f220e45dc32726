import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { inspectPhoto } from '../../shared/files/inspect-photo.ts';
import { measurementOf, readJpegHeader } from '../../shared/rules/files/jpeg-header.ts';
import { judgePhoto } from '../../shared/rules/files/photo.ts';
import { flatJpeg, photoRules, portraitOf } from '../../tests/unit/files/images.ts';
import { type Line, line, node, percentile, root, timeEach } from './measure.ts';

const RSS_BUDGET_MIB = 256;

/** The photo's verdict: header rules against ImageMagick, the whole against a bare decode, memory with bombs. */
export async function benchPhoto(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiping-bench-'));
  try {
    const bytes = await portraitOf(900, 1200, 1_000_000);
    const file = join(folder, 'photo.jpg');
    writeFileSync(file, bytes);
    return [await header(bytes, file), await full(bytes), memory(folder, bytes)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function header(bytes: Buffer, file: string): Promise<Line> {
  const ours = await timeEach(300, () => {
    const read = readJpegHeader(bytes);
    judgePhoto(measurementOf(read, bytes, { fileName: 'photo.jpg', declaredType: 'image/jpeg' }), photoRules);
  });
  const identify = spawnSync('identify', ['-version']).status === 0;
  const theirs = identify
    ? await timeEach(10, () => spawnSync('identify', ['-format', '%m %w %h %b %[orientation]', file]), 1)
    : [];
  return line({
    bench: 'photo: verdict, header rules, p50, 1 MB JPEG',
    value: percentile(ours, 0.5),
    unit: 'ms',
    budget: 2,
    atLeast: 20,
    peer: { name: 'ImageMagick identify', value: identify ? percentile(theirs, 0.5) : null },
  });
}

async function full(bytes: Buffer): Promise<Line> {
  // In turns, so that what else the machine does falls on both.
  const [theirs, ours]: [number[], number[]] = [[], []];
  for (let i = 0; i < 40; i++) {
    theirs.push(...(await timeEach(1, () => sharp(bytes).raw().toBuffer(), i === 0 ? 3 : 0)));
    ours.push(...(await timeEach(1, () => inspectPhoto(bytes, { limits: photoRules }), i === 0 ? 3 : 0)));
  }
  return line({
    bench: 'photo: verdict, full decode, background and integrity, p50',
    value: percentile(ours, 0.5),
    unit: 'ms',
    atMostTimesPeer: 1.3,
    peer: { name: 'sharp, bare decode of the same file', value: percentile(theirs, 0.5) },
  });
}

/** Peak of a process of its own that inspects a good photo and bombs. */
function memory(folder: string, good: Buffer): Line {
  const inputs: [string, Buffer][] = [
    ['good', good],
    ['bomb', flatJpeg(16_000, 16_000)],
    ['largest', flatJpeg(4400, 5600)],
  ];
  const named = inputs.map(([name, bytes]) => {
    writeFileSync(join(folder, `${name}.jpg`), bytes);
    return `PHOTO:${join(folder, `${name}.jpg`)}`;
  });
  const printed = execFileSync(node, [join(root, 'tests/unit/files/memory-child.ts'), ...named], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const peaks = (JSON.parse(printed) as { peakMiB: number }[]).map((r) => r.peakMiB);
  return line({
    bench: 'photo: peak memory with a bomb of 256 megapixels and a legal one of 25',
    value: Math.max(...peaks),
    unit: 'MiB RSS',
    budget: RSS_BUDGET_MIB,
  });
}
