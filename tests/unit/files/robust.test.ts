import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileVerdict } from '../../../shared/contracts/file-verdict.ts';
import { inspectUpload } from '../../../shared/files/inspect.ts';
import { inspectPhoto } from '../../../shared/files/inspect-photo.ts';
import { embeddedScanner } from '../../../shared/files/scan/embedded.ts';
import { caseBytes } from '../../fixtures/cases.ts';
import { photoRules, portrait, zipEntry } from './images.ts';
import { objectStream, onePage } from './pdfs.ts';

const samples = {
  baseline: await portrait(120, 160).jpeg({ quality: 60 }).toBuffer(),
  progressive: await portrait(120, 160).jpeg({ quality: 60, progressive: true }).toBuffer(),
  cmyk: await portrait(120, 160).toColourspace('cmyk').jpeg({ quality: 60 }).toBuffer(),
  png: await portrait(60, 80).png().toBuffer(),
  pdf: onePage('/OpenAction 100 0 R', [objectStream(['<< /S /GoTo >>', '<< /Type /Font >>'])]),
  rc4: caseBytes('pdf/owner-rc4-128-v4.pdf'),
  aes: caseBytes('pdf/owner-aes-256.pdf'),
  zip: zipEntry('a.txt', Buffer.from('hello'), 0),
};
const purposes = ['PHOTO', 'ATTACHMENT', 'ARCHIVE'] as const;

async function inspectAll(bytes: Uint8Array): Promise<void> {
  for (const purpose of purposes) {
    const { cleaned, ...verdict } = await inspectUpload({
      purpose,
      bytes,
      declared: {},
      limits: { photo: photoRules },
      scanner: embeddedScanner,
    });
    FileVerdict.parse(verdict);
    const stopped = verdict.findings.some((finding) => finding.severity === 'error');
    expect(verdict.status).toBe(stopped ? 'REFUSED' : 'ACCEPTED');
    if (stopped) expect(cleaned).toBeUndefined();
  }
}

/** Overwrites, cuts, deletes and repeats: what transfer faults and fuzzers do to a file. */
const edit = fc.record({
  kind: fc.constantFrom('flip', 'cut', 'delete', 'repeat'),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  size: fc.integer({ min: 1, max: 64 }),
  value: fc.integer({ min: 0, max: 255 }),
});

function mutate(
  bytes: Buffer,
  edits: readonly { kind: string; at: number; size: number; value: number }[],
): Buffer {
  let out = Buffer.from(bytes);
  for (const { kind, at, size, value } of edits) {
    const start = Math.floor(at * out.length);
    if (kind === 'flip') out.fill(value, start, Math.min(out.length, start + (size % 4) + 1));
    else if (kind === 'cut') out = out.subarray(0, start);
    else if (kind === 'delete') out = Buffer.concat([out.subarray(0, start), out.subarray(start + size)]);
    else out = Buffer.concat([out.subarray(0, start + size), out.subarray(start)]);
  }
  return out;
}

describe('any bytes get a verdict, and nothing throws', () => {
  it('random bytes, also behind the first bytes of each format', async () => {
    const heads = ['', '\xff\xd8\xff', '\x89PNG\r\n\x1a\n', '%PDF-1.7\n', 'PK\x03\x04'].map((h) =>
      Buffer.from(h, 'latin1'),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }), (head, tail) =>
        inspectAll(Buffer.concat([head, tail])),
      ),
      { numRuns: 150 },
    );
  });

  it.each(Object.entries(samples))('mutated %s', async (_, bytes) => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) =>
        inspectAll(mutate(bytes, edits)),
      ),
      { numRuns: 60 },
    );
  });

  it('D3: a cleaned copy judged again has the same pixels and nothing left to clean', async () => {
    const loose = { ...photoRules, bytes: { gt: 0, lt: 1_048_576 }, px: { wGt: 0, hGt: 0 } };
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 2 }), async (edits) => {
        const first = await inspectPhoto(mutate(samples.baseline, edits), { limits: loose });
        if (!first.cleaned) return;
        const second = await inspectPhoto(first.cleaned, { limits: loose });
        expect(second.status).toBe('ACCEPTED');
        expect(Buffer.from(second.cleaned!).equals(first.cleaned)).toBe(true);
        expect(second.facts).toMatchObject({ width: first.facts.width, height: first.facts.height });
      }),
      { numRuns: 100 },
    );
  });
});
