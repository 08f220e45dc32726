import { execFileSync } from 'node:child_process';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { samplePdf, samplePhoto, sampleSignature } from '../../../local/demo/sample-files.ts';
import { inspectUpload } from '../../../shared/files/inspect.ts';
import { embeddedScanner } from '../../../shared/files/scan/embedded.ts';
import { photoRules } from './images.ts';

const inspect = (purpose: 'PHOTO' | 'ATTACHMENT', bytes: Uint8Array) =>
  inspectUpload({ purpose, bytes, declared: {}, limits: { photo: photoRules }, scanner: embeddedScanner });

/** Text of a PDF by poppler where it is installed; undefined elsewhere. */
function textOf(pdf: Uint8Array): string | undefined {
  try {
    return execFileSync('pdftotext', ['-', '-'], {
      input: pdf,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

describe('files of the demonstration', () => {
  it.each(['陈思远', '王小明', '李婷', 'applicant-7'])(
    'R13–R19: the portrait of %s is a photo without a remark',
    async (name) => {
      const photo = await samplePhoto(name);
      expect(photo.length).toBeGreaterThan(60_000);
      expect(photo.length).toBeLessThan(200_000);
      const verdict = await inspect('PHOTO', photo);
      expect([verdict.status, verdict.findings]).toEqual(['ACCEPTED', []]);
      expect(verdict.facts).toMatchObject({ width: 413, height: 579, colour: 'RGB' });
    },
  );

  it('the same seed gives the same bytes, another seed another face', async () => {
    const [a, again, b] = await Promise.all([samplePhoto('a'), samplePhoto('a'), samplePhoto('b')]);
    expect(again).toEqual(a);
    expect(b).not.toEqual(a);
    expect((await sampleSignature('a')).strokes).toEqual((await sampleSignature('a')).strokes);
  });

  it('other sizes can be asked for, to be refused (R18, R19)', async () => {
    const verdict = await inspect('PHOTO', await samplePhoto('a', { width: 600, height: 600 }));
    expect(verdict.findings.map((finding) => finding.code)).toContain('PHOTO_RATIO_HIGH');
  });

  it('R57: the PDF is accepted, one page, the same bytes each time, its Chinese text extractable and never markup', async () => {
    const lines = ['兹证明陈思远同志累计学时 96 学时。', '特殊字符 #panic() $x$ *粗* [ ] \\ "引号"'];
    const pdf = samplePdf('学时登记证明', lines, { seal: '杭州示例建设有限公司', date: '2020年9月1日' });
    const verdict = await inspect('ATTACHMENT', pdf);
    expect([verdict.status, verdict.findings, verdict.facts.pages]).toEqual(['ACCEPTED', [], 1]);
    expect(samplePdf('学时登记证明', lines, { seal: '杭州示例建设有限公司', date: '2020年9月1日' })).toEqual(
      pdf,
    );
    const text = textOf(pdf)?.replaceAll(/\s/g, '');
    if (text === undefined) return;
    for (const part of [
      '学时登记证明',
      '兹证明陈思远同志累计学时96学时',
      '#panic()$x$*粗*[]\\',
      '杭州示例建设有限公司',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('R22 R23: the signature is strokes in time order and the picture of them', async () => {
    const { strokes, png, width, height } = await sampleSignature('陈思远');
    expect(strokes.length).toBeGreaterThanOrEqual(8);
    const times = strokes.flat().map((point) => point.t);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(strokes.flat().every((p) => p.x >= 0 && p.x < width && p.y >= 0 && p.y < height)).toBe(true);
    expect((await inspect('ATTACHMENT', png)).status).toBe('ACCEPTED');
    const { data } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
    const dark = data.reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0);
    expect(dark / (width * height)).toBeGreaterThan(0.02);
  });
});
