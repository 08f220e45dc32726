import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type FilePurpose, FileVerdict } from '../../../shared/contracts/file-verdict.ts';
import { inspectUpload } from '../../../shared/files/inspect.ts';
import { EICAR, embeddedScanner } from '../../../shared/files/scan/embedded.ts';
import type { Scanner } from '../../../shared/files/scan/scanner.ts';
import { codesOf, photoRules, portrait, zipEntry } from './images.ts';
import { onePage } from './pdfs.ts';

const jpeg = await portrait(413, 579).jpeg({ quality: 92 }).toBuffer();
const png = await portrait(413, 579).png().toBuffer();
const inspect = (
  purpose: FilePurpose,
  bytes: Uint8Array,
  declared: { fileName?: string; contentType?: string } = {},
  scanner: Scanner = embeddedScanner,
) => inspectUpload({ purpose, bytes, declared, limits: { photo: photoRules }, scanner });
const answering = (status: 'FAILED' | 'UNSUPPORTED'): Scanner => ({ scan: async () => ({ status }) });

describe('one verdict for every upload', () => {
  it('a photo: facts, scan and the cleaned copy', async () => {
    const verdict = await inspect('PHOTO', jpeg, { fileName: 'a.jpg', contentType: 'image/jpeg' });
    expect(verdict).toMatchObject({ purpose: 'PHOTO', status: 'ACCEPTED', findings: [] });
    expect(verdict.facts).toMatchObject({ kind: 'JPEG', width: 413, height: 579, scan: 'CLEAN' });
    expect(verdict.facts.cleaned?.bytes).toBe(verdict.cleaned?.length);
  });

  it('fits its schema, whatever the verdict', async () => {
    for (const bytes of [jpeg, png, onePage(), Buffer.from('?'), Buffer.alloc(0)]) {
      for (const purpose of ['PHOTO', 'ATTACHMENT', 'ARCHIVE'] as const) {
        const { cleaned: _, ...verdict } = await inspect(purpose, bytes);
        expect(FileVerdict.parse(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict);
      }
    }
  });

  it.each(['ATTACHMENT', 'ARCHIVE', 'AUTHORISATION', 'EVIDENCE'] as const)(
    '%s takes PDF, JPEG and PNG by content',
    async (purpose) => {
      expect(await inspect(purpose, onePage())).toMatchObject({
        status: 'ACCEPTED',
        facts: { kind: 'PDF', pages: 1 },
      });
      expect(await inspect(purpose, jpeg)).toMatchObject({ status: 'ACCEPTED', facts: { kind: 'JPEG' } });
      expect(await inspect(purpose, png)).toMatchObject({ status: 'ACCEPTED', facts: { kind: 'PNG' } });
    },
  );

  it('D4: a document renamed .pdf is ATT_FORMAT; a picture renamed .pdf is taken as a picture, with a note', async () => {
    const doc = await inspect('ATTACHMENT', Buffer.from('PK\x03\x04 word'), { fileName: 'a.pdf' });
    expect([doc.status, codesOf(doc.findings)]).toEqual(['REFUSED', ['ATT_FORMAT']]);
    const picture = await inspect('ATTACHMENT', jpeg, { fileName: 'a.pdf' });
    expect([picture.status, codesOf(picture.findings, 'advice')]).toEqual(['ACCEPTED', ['ATT_NAME']]);
  });

  it('R14: an empty photo is told to be empty, and nothing of its format', async () => {
    const { status, findings } = await inspect('PHOTO', Buffer.alloc(0), { fileName: 'a.jpg' });
    expect(status).toBe('REFUSED');
    expect(findings.map((f) => [f.code, f.rule, f.message.zh])).toEqual([
      ['ATT_EMPTY', 'R14', '文件是空的，请重新选择'],
    ]);
  });

  it('an empty and an oversized attachment are told their sizes', async () => {
    expect(codesOf((await inspect('ATTACHMENT', Buffer.alloc(0))).findings)).toContain('ATT_EMPTY');
    const large = Buffer.concat([onePage(), Buffer.alloc(20 * 1024 * 1024)]);
    const { findings } = await inspect('ATTACHMENT', large);
    expect(codesOf(findings)).toEqual(['ATT_BYTES_HIGH']);
    expect(findings[0]).toMatchObject({ found: large.length, allowed: 20 * 1024 * 1024 });
  });
});

describe('R57: malware', () => {
  it('an infected attachment is refused by signature, beside its other findings', async () => {
    const pdf = onePage('/OpenAction << /S /JavaScript >>', [
      { dict: '/Filter /FlateDecode', data: deflateSync(Buffer.from(EICAR)) },
    ]);
    const { status, findings, facts } = await inspect('ATTACHMENT', pdf);
    expect([status, codesOf(findings)]).toEqual(['REFUSED', ['ATT_ACTIVE_CONTENT', 'ATT_NOT_CLEAN']]);
    expect(facts).toMatchObject({ scan: 'INFECTED', signature: 'EICAR-Test-File' });
  });

  it('EICAR in a ZIP behind a sound photo refuses the photo, and no copy is handed out', async () => {
    const verdict = await inspect('PHOTO', Buffer.concat([jpeg, zipEntry('e.com', Buffer.from(EICAR), 0)]));
    expect([verdict.status, codesOf(verdict.findings)]).toEqual(['REFUSED', ['PHOTO_NOT_CLEAN']]);
    expect([verdict.cleaned, verdict.facts.cleaned]).toEqual([undefined, undefined]);
  });

  it('D3: an archive that no scanner can open behind a photo is advice, since readers get the copy without it', async () => {
    const verdict = await inspect('PHOTO', jpeg, {}, answering('UNSUPPORTED'));
    expect([verdict.status, codesOf(verdict.findings, 'advice')]).toEqual(['ACCEPTED', ['PHOTO_NOT_CLEAN']]);
    expect((await inspect('ATTACHMENT', onePage(), {}, answering('UNSUPPORTED'))).status).toBe('REFUSED');
  });

  it('a scan that fails or throws refuses the file and says so', async () => {
    const throwing: Scanner = { scan: () => Promise.reject(new Error('down')) };
    for (const scanner of [answering('FAILED'), throwing]) {
      const verdict = await inspect('ATTACHMENT', onePage(), {}, scanner);
      expect([verdict.status, verdict.facts.scan]).toEqual(['REFUSED', 'FAILED']);
    }
  });
});
