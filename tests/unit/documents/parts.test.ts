import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cell,
  chineseDate,
  chinesePeriod,
  chineseScore,
  paragraphs,
  shanghaiDate,
} from '../../../shared/documents/format.ts';
import { packPdf } from '../../../shared/documents/pack.ts';
import { qrMatrix, qrSvg, quietZone } from '../../../shared/documents/qr.ts';
import { typeset } from '../../../shared/documents/typst.ts';
import { pageTexts } from './poppler.ts';
import { readSymbol } from './qr-reader.ts';
import { assets } from './sample.ts';

describe('format', () => {
  test('dates, periods and scores as a Chinese form writes them', () => {
    expect(chineseDate('2020-11-07')).toBe('2020年11月7日');
    expect(chineseDate('2012-07')).toBe('2012年7月');
    expect(chinesePeriod({ from: '2012-07-15', to: '2016-06' })).toBe('2012.07—2016.06');
    expect(chinesePeriod({ from: '2016-07' })).toBe('2016.07—至今');
    expect([10500, 11250, 10499, 5].map(chineseScore)).toEqual(['105.00', '112.50', '104.99', '0.05']);
  });

  test('an instant belongs to its day in Asia/Shanghai', () => {
    expect(shanghaiDate('2020-12-31T15:59:59Z')).toBe('2020-12-31');
    expect(shanghaiDate('2020-12-31T16:00:00Z')).toBe('2021-01-01');
  });

  test('cell: one line; only a run longer than its column gets places to break', () => {
    expect(cell(' 王\n五\t 六 ')).toBe('王 五 六');
    expect(cell('HZ-2020 中', 7)).toBe('HZ-2020 中');
    expect(cell('ABCD中ABC', 3)).toBe('A\u200bB\u200bC\u200bD中ABC');
  });

  test('paragraphs: hand-made indents and blank lines fall away', () => {
    expect(paragraphs('\u3000\u3000一\r\n\r\n  二\u2028三\n')).toEqual(['一', '二', '三']);
  });
});

describe('barcode', () => {
  const barcode = 'ZP1|HZ-CONSTR-ENG-2020-330106-000123K|v3|abababababababab|1';

  test('the symbol holds the text, as an independent reader sees it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][ -~]{0,99}$/), (text) => {
        expect(readSymbol(qrMatrix(text, 'M').map((row) => [...row]))).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  test('the picture has every dark module once and a quiet zone of four', () => {
    const matrix = qrMatrix(barcode, 'M');
    const svg = qrSvg(matrix);
    expect(svg).toContain(`viewBox="0 0 ${matrix.length + 8} ${matrix.length + 8}"`);
    const drawn = matrix.map((row) => row.map(() => 0));
    for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
      for (let i = 0; i < Number(width); i += 1)
        drawn[Number(y) - quietZone]![Number(x) - quietZone + i]! += 1;
    }
    expect(drawn).toEqual(matrix.map((row) => row.map(Number)));
  });
});

describe('packPdf', () => {
  test('a packed file says the same in fewer bytes; packing again changes nothing', async () => {
    const issuingBodies = ['甲局', '乙委'];
    const blank = {
      verificationUrl: 'https://a.cn/',
      verificationShown: 'https://a.cn/',
      longBodies: false,
      photo: true,
      offlineSvg: null,
    };
    const svg = qrSvg(qrMatrix('https://a.cn/', 'M'));
    const names = [
      'documentTitle',
      'platformName',
      'title',
      'name',
      'identityNumberMasked',
      'qualification',
      'level',
      'series',
      'specialty',
      'qualificationDate',
      'passedOn',
      'documentOn',
      'committeeName',
      'documentNo',
      'documentDate',
      'certificateNo',
      'issuedOn',
    ];
    const { portrait } = await import('./sample.ts');
    const plain = await typeset(
      {
        template: 'certificate.typ',
        data: {
          ...blank,
          issuingBodies,
          verificationSvg: svg,
          ...Object.fromEntries(names.map((name) => [name, `值${name}`])),
        },
        files: { 'photo.jpg': await portrait() },
        timestamp: 0,
      },
      assets,
    );
    const packed = packPdf(plain);
    expect(packed.length).toBeLessThan(plain.length * 0.95);
    expect(pageTexts(packed)).toEqual(pageTexts(plain));
    expect(packPdf(packed)).toBe(packed);
  });

  test.each(['', '%PDF-1.7\n%x\nnothing', 'GIF89a'])('what is not such a PDF is handed back: %j', (text) => {
    const bytes = new TextEncoder().encode(text);
    expect(packPdf(bytes)).toBe(bytes);
  });
});
