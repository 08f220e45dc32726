import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { defaultAttachmentRules } from '../../../shared/contracts/file-verdict.ts';
import { inspectPdf } from '../../../shared/files/inspect-pdf.ts';
import { codesOf } from './images.ts';
import { makePdf, objectStream, onePage } from './pdfs.ts';

const inspect = (bytes: Uint8Array) => inspectPdf(bytes, defaultAttachmentRules, 'R57');
const errors = async (bytes: Uint8Array) => codesOf((await inspect(bytes)).findings);

describe('R57: a sound PDF', () => {
  it('is accepted and its pages are counted', async () => {
    expect(await inspect(onePage())).toMatchObject({ findings: [], pages: 1 });
  });

  it('counts pages kept in object streams', async () => {
    const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';
    const pdf = makePdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [100 0 R 101 0 R] /Count 2 >>',
      objectStream([page, page]),
    ]);
    expect(await inspect(pdf)).toMatchObject({ findings: [], pages: 2 });
  });

  it('counts a page once that an incremental update has changed', async () => {
    const pdf = onePage();
    const update = `3 0 obj\n<< /Type /Page /Parent 2 0 R /Rotate 90 >>\nendobj\n`;
    const table = `xref\n3 1\n${String(pdf.length).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 5 /Root 1 0 R >>\n`;
    const text = `${update}${table}startxref\n${pdf.length + update.length}\n%%EOF\n`;
    expect(await inspect(Buffer.concat([pdf, Buffer.from(text)]))).toMatchObject({ findings: [], pages: 1 });
  });

  it('links, bookmarks, fonts and a normal open action are no active content', async () => {
    const link = '<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://www.chsi.com.cn/) >> >>';
    expect(
      await errors(onePage('/OpenAction [3 0 R /Fit] /Outlines 5 0 R', ['<< /Type /Outlines >>', link])),
    ).toEqual([]);
  });

  it('words in strings, comments and page text are no active content', async () => {
    const text = { dict: '', data: Buffer.from('BT (/JavaScript /Launch) Tj ET /JavaScript') };
    const info = '<< /Title (/JavaScript and \\) /Launch) % /EmbeddedFile\n /X <2f4a53> >>';
    expect(await errors(onePage('', [text, info]))).toEqual([]);
  });

  it('many pages are advice', async () => {
    const page = '<< /Type /Page /Parent 2 0 R >>';
    const pdf = makePdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Count 61 >>',
      ...Array(61).fill(page),
    ]);
    const { findings, pages } = await inspect(pdf);
    expect([codesOf(findings), codesOf(findings, 'advice'), pages]).toEqual([[], ['ATT_PAGES'], 61]);
  });

  it('other data behind the end is advice', async () => {
    const { findings } = await inspect(Buffer.concat([onePage(), Buffer.from('<html>behind</html>')]));
    expect([codesOf(findings), codesOf(findings, 'advice')]).toEqual([[], ['ATT_TRAILING']]);
  });

  it('D3: what follows the end is taken off what readers get, whatever marks it has of its own', async () => {
    for (const tail of ['<html>behind</html>', '\r\nPK\x03\x04', '\n<p>%%EOF', '\nstartxref is a word']) {
      const { findings, cleaned } = await inspect(Buffer.concat([onePage(), Buffer.from(tail)]));
      expect([codesOf(findings), codesOf(findings, 'advice')]).toEqual([[], ['ATT_TRAILING']]);
      expect(
        Buffer.from(cleaned!)
          .subarray(0, -1)
          .equals(onePage().subarray(0, cleaned!.length - 1)),
      ).toBe(true);
      expect(Buffer.from(cleaned!).toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true);
    }
    expect((await inspect(onePage())).cleaned).toBeUndefined();
  });

  it.each<[name: string, damage: (pdf: string) => string]>([
    ['a cross-reference that points nowhere', (pdf) => pdf.replace(/startxref\n\d+/, 'startxref\n7')],
    ['… to the beginning', (pdf) => pdf.replace(/startxref\n\d+/, 'startxref\n0')],
    ['a table of wrong offsets', (pdf) => pdf.replace(/\d{10} 00000 n/g, '0000000003 00000 n')],
    ['a table that is gone', (pdf) => pdf.replace(/xref\n0 [\s\S]*?trailer/, 'trailer')],
    ['no startxref', (pdf) => pdf.replace(/startxref\n\d+\n/, '')],
    ['no end mark', (pdf) => pdf.replace('%%EOF\n', '')],
    ['half an end mark', (pdf) => pdf.replace('%%EOF\n', '%%E')],
    ['a comment before the end mark', (pdf) => pdf.replace('%%EOF', '% made by hand\n%%EOF')],
  ])('%s is repaired by every viewer, and no reason to refuse', async (_, damage) => {
    expect(await errors(Buffer.from(damage(onePage().toString('latin1')), 'latin1'))).toEqual([]);
  });
});

describe('ATT_ACTIVE_CONTENT', () => {
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
  const hidden: [name: string, pdf: Buffer][] = [
    ['script on opening', onePage('/OpenAction 5 0 R', [script])],
    [
      'script in the names tree',
      onePage('/Names << /JavaScript 5 0 R >>', ['<< /Names [(a) 6 0 R] >>', script]),
    ],
    ['kind of action by reference', onePage('/OpenAction << /S 5 0 R >>', ['/JavaScript'])],
    ['key given twice', onePage('/OpenAction << /S /GoTo /S /Launch >>')],
    ['escaped name', onePage('/OpenAction << /S /J#61vaScript >>')],
    ['program launch', onePage('/OpenAction << /S /Launch /F (cmd.exe) >>')],
    [
      'embedded file',
      onePage('/Names << /EmbeddedFiles 5 0 R >>', [
        '<< /Names [(a) << /F (a) /EF << /F 6 0 R >> >>] >>',
        { dict: '/Type /EmbeddedFile', data: Buffer.from('x') },
      ]),
    ],
    ['a file elsewhere', onePage('/OpenAction << /S /GoToR /F (\\\\\\\\host\\\\share) >>')],
    ['3D annotation', onePage('', ['<< /Type /Annot /Subtype /3D >>'])],
    ['a web address on opening', onePage('/OpenAction << /S /URI /URI (https://a.invalid) >>')],
    ['… by reference', onePage('/OpenAction 5 0 R', ['<< /S /URI /URI (https://a.invalid) >>'])],
    [
      '… after another action',
      onePage('/OpenAction 5 0 R', ['<< /S /GoTo /D [3 0 R /Fit] /Next 6 0 R >>', '<< /S /URI >>']),
    ],
    [
      '… in a list of actions',
      onePage('/OpenAction 5 0 R', ['<< /S /GoTo /Next [7 0 R 6 0 R] >>', '<< /S /URI >>', 'null']),
    ],
    [
      '… in a list by reference',
      onePage('/OpenAction 5 0 R', ['<< /S /GoTo /Next 6 0 R >>', '[ 7 0 R ]', '<< /S /URI >>']),
    ],
    [
      'a web address when a page opens',
      onePage('', ['<< /Type /Page /AA << /O << /S /URI /URI (x) >> >> >>']),
    ],
    ['… by reference to the triggers', onePage('/AA 5 0 R', ['<< /WC 6 0 R >>', '<< /S /URI >>'])],
    ['attachment annotation', onePage('', ['<< /Subtype /FileAttachment /FS << /EF << /F 6 0 R >> >> >>'])],
    ['form submission', onePage('', ['<< /S /SubmitForm /F (https://a.invalid) >>'])],
    ['XFA form', onePage('/AcroForm << /XFA 5 0 R >>')],
    ['rich media', onePage('', ['<< /Subtype /RichMedia >>'])],
    ['inside an object stream', onePage('/OpenAction 100 0 R', [objectStream([script])])],
    [
      'inside an object stream without a type',
      onePage('', [
        { dict: '/N 1 /First 6 /Filter /FlateDecode', data: deflateSync(Buffer.from(`100 0 ${script}`)) },
      ]),
    ],
    [
      'inside a hex-coded, deflated object stream',
      onePage('', [
        objectStream([script], (data) => ({
          filter: '/Filter [/ASCIIHexDecode /FlateDecode]',
          data: Buffer.from(`${deflateSync(data).toString('hex')}>`),
        })),
      ]),
    ],
    [
      'in an uncompressed object hidden in another stream',
      onePage('', [{ dict: '', data: Buffer.from(`junk\n9 0 obj\n${script}\nendobj\n`) }]),
    ],
    [
      'behind a stray keyword inside a dictionary',
      onePage('/X endobj /Y stream /OpenAction << /S /JavaScript >>'),
    ],
    ['behind comments in the object header', onePage('', [`null\nendobj\n9 % a\n0 % b\nobj\n${script}`])],
  ];
  it.each(hidden)('%s', async (_, pdf) => {
    expect(await errors(pdf)).toEqual(['ATT_ACTIVE_CONTENT']);
  });

  it.each([
    ['a script tree without a script', onePage('/Names << /JavaScript << /Names [ ] >> >>')],
    [
      'a tree of embedded files without a file',
      onePage('/Names << /EmbeddedFiles 5 0 R >>', ['<< /Names [] >>']),
    ],
    ['no additional actions', onePage('/AA << >>')],
    [
      'a form without actions',
      onePage('/AcroForm << /Fields [5 0 R] >>', ['<< /FT /Tx /T (a) /XFA null >>']),
    ],
    [
      'a signature',
      onePage('/AcroForm << /SigFlags 3 /Fields [5 0 R] >>', [
        '<< /FT /Sig /V << /Type /Sig /ByteRange [0 1 2 3] >> >>',
      ]),
    ],
    [
      'a link that somebody presses',
      onePage('', ['<< /Subtype /Link /A 6 0 R >>', '<< /S /URI /URI (https://a.invalid) >>']),
    ],
    [
      'opening at a place whose page has such a link',
      onePage('/OpenAction 5 0 R', [
        '<< /S /GoTo /D [3 0 R /Fit] >>',
        '<< /Subtype /Link /A << /S /URI >> >>',
      ]),
    ],
    [
      'printing and turning pages',
      onePage('/OpenAction << /S /Named /N /Print /Next << /S /GoTo /D (a) >> >>'),
    ],
  ])('%s is not active', async (_, pdf) => {
    expect(await errors(pdf)).toEqual([]);
  });

  it('says what was found', async () => {
    const { findings } = await inspect(
      onePage('/OpenAction << /S /JavaScript >> /X << /EF << /F 5 0 R >> >>'),
    );
    expect(findings[0]?.found).toMatch(/JavaScript.*EmbeddedFile/);
  });
});

describe('ATT_ENCRYPTED', () => {
  it('in the trailer', async () => {
    expect(
      await errors(onePage('', ['<< /Filter /Standard /V 2 >>'], { trailer: '/Encrypt 5 0 R' })),
    ).toEqual(['ATT_ENCRYPTED']);
  });

  it('in a cross-reference stream; its scrambled object streams are no second finding', async () => {
    const xref = { dict: '/Type /XRef /Encrypt 6 0 R /W [1 2 1] /Size 7', data: Buffer.alloc(8) };
    const scrambled = {
      dict: '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
      data: Buffer.from('????????'),
    };
    expect(await errors(onePage('', [xref, scrambled]))).toEqual(['ATT_ENCRYPTED']);
  });
});

describe('ATT_UNREADABLE', () => {
  it('a file cut at every tenth', async () => {
    const pdf = onePage('', Array(20).fill('<< /Padding (................................) >>'));
    for (let tenth = 1; tenth <= 9; tenth++) {
      expect(await errors(pdf.subarray(0, Math.floor((pdf.length * tenth) / 10)))).toEqual([
        'ATT_UNREADABLE',
      ]);
    }
  });

  it('a linearized file or an update that was cut off after an earlier %%EOF', async () => {
    const cut = Buffer.concat([onePage(), Buffer.from('3 0 obj\n<< /Type /Page >>\nendobj\nxref\n3 1\n00')]);
    expect(await errors(cut)).toEqual(['ATT_UNREADABLE']);
  });

  it('a linearized file shorter than it says', async () => {
    const linearized = (length: number) => onePage('', [`<< /Linearized 1 /L ${length} >>`]);
    expect(await errors(linearized(9_999))).toEqual(['ATT_UNREADABLE']);
    expect(await errors(linearized(500))).toEqual([]);
  });

  it('no catalog or no page', async () => {
    expect(await errors(makePdf(['<< /Type /Catalog >>']))).toEqual(['ATT_UNREADABLE']);
    expect(await errors(makePdf(['<< /Type /Page >>']))).toEqual(['ATT_UNREADABLE']);
  });

  it('an object stream that is damaged, strangely coded, or larger than the bound', async () => {
    const damaged = {
      dict: '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
      data: Buffer.from('not deflate'),
    };
    const strange = { dict: '/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode', data: Buffer.from('1 0 null') };
    const bomb = objectStream([' '.repeat(40 * 1024 * 1024)]);
    for (const part of [damaged, strange, bomb])
      expect(await errors(onePage('', [part]))).toEqual(['ATT_UNREADABLE']);
  });

  it.each<[name: string, dict: string, data: () => Buffer]>([
    [
      'deflated twice',
      '/Filter [/FlateDecode /FlateDecode]',
      () => deflateSync(deflateSync(Buffer.alloc(40_000_000))),
    ],
    ['run lengths', '/Filter /RL', () => Buffer.alloc(6_000_000, 129)],
  ])('ATT_UNPACKED: more than anybody should open, %s', async (_, dict, make) => {
    const part = { dict, data: make() };
    expect(await errors(onePage('', Array(9).fill(part)))).toEqual(['ATT_UNPACKED']);
  });

  it('a picture of more pixels than any sheet has', async () => {
    const huge = {
      dict: '/Subtype /Image /Width 65535 /Height 65535 /Filter /CCITTFaxDecode',
      data: Buffer.from([0]),
    };
    expect(await errors(onePage('', [huge]))).toEqual(['ATT_UNPACKED']);
  });

  it('nesting made to cost quadratic time ends in a verdict within a second', async () => {
    const start = performance.now();
    expect(await errors(onePage('', ['1 0 obj ('.repeat(200_000)]))).toContain('ATT_UNREADABLE');
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
