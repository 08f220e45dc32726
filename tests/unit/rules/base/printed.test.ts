import { describe, expect, test } from 'vitest';
import { schemaOf } from '../../../../shared/contracts/api/index.ts';
import { limits } from '../../../../shared/contracts/limits.ts';
import { checkPrinted, printedData, printedFields } from '../../../../shared/rules/base/printed.ts';

const told = (value: unknown, paths: readonly string[], root?: string) =>
  checkPrinted(value, paths, root).map((f) => [f.code, f.field]);

describe('D15: what people type that is printed', () => {
  test('every text of the data page, each at its field', () => {
    const bullet = '\uf0b7 施工';
    const data = {
      workStatement: bullet,
      educations: [{ school: '浙江大学' }, { school: bullet, major: '👍', level: '本科' }],
      appointment: { title: bullet, unitName: '杭州₂' },
      work: [{ unitName: '公司', post: bullet }],
      recommenders: [{ name: '👍' }],
    };
    expect(told(data, printedData, '/data')).toEqual([
      ['TEXT_UNPRINTABLE', '/data/workStatement'],
      ['TEXT_UNPRINTABLE', '/data/educations/1/school'],
      ['TEXT_UNPRINTABLE', '/data/educations/1/major'],
      ['TEXT_UNPRINTABLE', '/data/appointment/title'],
      ['TEXT_UNPRINTABLE', '/data/work/0/post'],
    ]);
    expect(told({}, printedData)).toEqual([]);
    expect(told({ educations: 3, work: null }, printedData)).toEqual([]);
  });

  test('the fields named are fields of those bodies', () => {
    for (const [body, paths] of Object.entries(printedFields)) {
      const { shape } = schemaOf(body as 'ProfileBody') as unknown as { shape: Record<string, unknown> };
      for (const path of paths) expect(Object.keys(shape)).toContain(path.slice(1));
    }
  });

  test('1,000 lines of one character are 58 pages: refused where they are typed; blank lines are not printed', () => {
    const lines = (count: number, text = '一') => Array.from({ length: count }, () => text).join('\r\n');
    const at = ['/description'];
    expect(told({ description: lines(1000) }, at)).toEqual([['TEXT_LINES', '/description']]);
    expect(told({ description: lines(limits.printedLines) }, at)).toEqual([]);
    expect(told({ description: lines(1000, ' ') + lines(5) }, at)).toEqual([]);
  });
});
