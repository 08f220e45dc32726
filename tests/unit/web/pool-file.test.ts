import { describe, expect, it } from 'vitest';
import { readPool } from '../../../web/admin/committee/pool-file.ts';
import { readCsv } from '../../../web/kit/csv.ts';
import { decodeText } from '../../../web/kit/text-file.ts';
import { caseBytes } from '../../fixtures/cases.ts';

describe('the pool of experts as a file (L5, B8)', () => {
  const head = 'expertId,name,office,specialty,termFrom,termTo,unitUscc,personId';
  const row = 'e1,张三,CHAIR,S01,2020-01-01,2022-06-30,,';
  const expert = {
    ...{ expertId: 'e1', name: '张三', office: 'CHAIR', specialty: 'S01' },
    ...{ termFrom: '2020-01-01', termTo: '2022-06-30' },
  };

  it('reads CSV in any order of columns, with a byte order mark, and tables pasted from a spreadsheet', () => {
    const read = readPool(`\uFEFF${head}\r\n${row}\r\n\r\n`);
    expect(read).toEqual({ ok: true, experts: [expert] });
    expect(readPool(`${head}\n${row}`.replaceAll(',', '\t'))).toEqual(read);
    expect(
      readPool(`name,expertId,termTo,termFrom,specialty,office\n张三,e1,2022-06-30,2020-01-01,S01,CHAIR`),
    ).toEqual(read);
  });

  it.each(['pool-gbk.csv', 'pool-utf8bom.csv'])('the same expert is read from %s', (file) => {
    expect(readPool(decodeText(caseBytes(file)))).toEqual({
      ok: true,
      experts: [
        {
          ...{ expertId: 'E001', name: '张三', office: 'MEMBER', specialty: 'ARCH' },
          ...{ termFrom: '2026-01-01', termTo: '2028-12-31' },
        },
      ],
    });
  });

  it('quoted cells are read without their quotes', () => {
    const quoted = row
      .split(',')
      .map((cell) => `"${cell}"`)
      .join(',');
    expect(readPool(`"${head.replaceAll(',', '","')}"\n${quoted}\n`)).toEqual({
      ok: true,
      experts: [expert],
    });
  });

  it.each(['2020/1/1', '2020-1-1', '2020.01.01', '2020年1月1日', '２０２０/１/１', '2020/1/1 0:00'])(
    'a day written %s is read',
    (day) => {
      expect(readPool(`${head}\n${row.replace('2020-01-01', day)}`)).toEqual({ ok: true, experts: [expert] });
    },
  );

  it('reads a JSON list', () => {
    const { termFrom: _from, termTo: _to, ...one } = expert;
    expect(readPool(JSON.stringify([{ ...expert, termFrom: '2020/1/1' }]))).toEqual({
      ok: true,
      experts: [expert],
    });
    expect(readPool(JSON.stringify([expert, one]))).toMatchObject({
      ok: false,
      faults: [{ row: 2 }, { row: 2 }],
    });
  });

  it.each([
    ['no head', row, [{ row: 1, why: 'HEAD' }]],
    [
      'an office that does not exist',
      `${head}\n${row}\n${row.replace('CHAIR', 'BOSS').replace('e1', 'e2')}`,
      [{ row: 3, column: 'office', why: 'VALUE' }],
    ],
    [
      'a day that does not exist',
      `${head}\n${row.replace('2022-06-30', '2022/6/31')}`,
      [{ row: 2, column: 'termTo', why: 'VALUE' }],
    ],
    ['an id twice', `${head}\n${row}\n\n${row}`, [{ row: 4, column: 'expertId', why: 'TWICE' }]],
    [
      'a person twice',
      `${head}\n${row}p1\n${row.replace('e1', 'e2')}p1`,
      [{ row: 3, column: 'personId', why: 'TWICE' }],
    ],
    [
      'an id that the spreadsheet rounded',
      `${head}\n${row.replace('e1', '3.30106E+17')}`,
      [{ row: 2, column: 'expertId', why: 'ROUNDED' }],
    ],
    [
      'a credit code likewise',
      `${head}\n${row.replace(',,', ',9.1330E+17,')}`,
      [{ row: 2, column: 'unitUscc', why: 'ROUNDED' }],
    ],
    [
      'everything at once',
      `${head}\n${row.replace('张三', '').replace('CHAIR', '')}\n${row.replace('e1', '1E+5')}`,
      [
        { row: 2, column: 'name', why: 'VALUE' },
        { row: 2, column: 'office', why: 'VALUE' },
        { row: 3, column: 'expertId', why: 'ROUNDED' },
      ],
    ],
    ['nobody', head, [{ row: 1, why: 'HEAD' }]],
    ['broken JSON', '[{', [{ row: 1, why: 'LIST' }]],
    ['a list of something else', '[{}, 1]', [{ row: 2, why: 'LIST' }]],
  ])('names the row and the column that it cannot read: %s', (_, text, faults) => {
    expect(readPool(text)).toEqual({ ok: false, faults });
  });
});

describe('tables saved as text', () => {
  it.each([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a,"b,""x""\n y",c\n', [['a', 'b,"x"\n y', 'c']]],
    ['a\tb,c\n', [['a', 'b,c']]],
    [
      'a,\n,b',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['"open', [['open']]],
    ['"a"b,c', [['ab', 'c']]],
    ['', []],
  ])('RFC 4180: %j', (text, rows) => {
    expect(readCsv(text)).toEqual(rows);
  });

  it.each([
    ['UTF-8', [0xe5, 0xbc, 0xa0]],
    ['UTF-8 with its mark', [0xef, 0xbb, 0xbf, 0xe5, 0xbc, 0xa0]],
    ['UTF-16', [0xff, 0xfe, 0x20, 0x5f]],
    ['UTF-16, big-endian', [0xfe, 0xff, 0x5f, 0x20]],
    ['GBK', [0xd5, 0xc5]],
  ])('%s is read', (_, bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toBe('张');
  });
});
