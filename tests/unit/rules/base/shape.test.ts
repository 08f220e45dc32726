import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { schemaOf } from '../../../../shared/contracts/api/index.ts';
import { LocalDate } from '../../../../shared/contracts/calendar.ts';
import { line, prose } from '../../../../shared/contracts/text.ts';
import { find } from '../../../../shared/rules/base/findings.ts';
import { allFindings, salvaged, shapeFindings } from '../../../../shared/rules/base/shape.ts';

const Body = z.object({
  name: line(2, 5),
  note: z.optional(prose(0, 5)),
  day: z.optional(LocalDate),
  kind: z.enum(['A', 'B']),
  count: z.number().check(z.maximum(9)),
  yes: z.boolean(),
  rows: z.optional(z.array(z.object({ title: line(1, 5), from: LocalDate })).check(z.maxLength(2))),
});
const good = { name: '王某', kind: 'A', count: 1, yes: true };

const told = (change: object) => {
  const body = { ...good, ...change };
  const read = z.safeParse(Body, body);
  return read.success ? [] : shapeFindings(read.error.issues, body);
};

describe('R25: a refusal says which is wrong', () => {
  test.each([
    ['missing', { name: undefined }, 'FIELD_REQUIRED', '/name', '请填写此项'],
    ['empty', { name: '' }, 'FIELD_REQUIRED', '/name', '请填写此项'],
    ['null', { yes: null }, 'FIELD_REQUIRED', '/yes', '请填写此项'],
    ['blanks', { name: '\u3000' }, 'TEXT_BLANK', '/name', '此项不能为空：只有空格或不可见字符'],
    ['not a number', { count: '7' }, 'WRONG_TYPE', '/count', '此项应为数字'],
    ['not a text', { name: 7 }, 'WRONG_TYPE', '/name', '此项应为文字'],
    ['not yes or no', { yes: 'yes' }, 'WRONG_TYPE', '/yes', '此项应为“是”或“否”'],
    ['too large', { count: 10 }, 'NUMBER_RANGE', '/count', '数值应≤ 9'],
    ['too short', { name: '王' }, 'TOO_SHORT', '/name', '太短：至少 2 字，现有 1 字'],
    ['too long, by characters', { name: '𠮷'.repeat(6) }, 'TOO_LONG', '/name', '太长：至多 5 字，现有 6 字'],
    ['none of the choices', { kind: 'C' }, 'INVALID_VALUE', '/kind', '不在可选范围内，请重新选择'],
    ['31 February', { day: '2020-02-31' }, 'DATE_NO_SUCH_DAY', '/day', '没有这一天，请核对年月日'],
    ['half a date', { day: '2020-2-' }, 'DATE_INCOMPLETE', '/day', '请填写完整的年、月、日'],
    ['a row', { rows: [{ title: 'a', from: '' }] }, 'FIELD_REQUIRED', '/rows/0/from', '请填写此项'],
    [
      'too many rows',
      { rows: Array(3).fill({ title: 'a', from: '2020-01-01' }) },
      'TOO_LONG',
      '/rows',
      '太长：至多 2 项，现有 3 项',
    ],
    [
      'a character',
      { note: 'a\u202eb' },
      'TEXT_CHARACTER',
      '/note',
      '第 1 行第 2 个字符是书写方向控制符（U+202E），不能使用，请删除',
    ],
  ])('%s', (_, change, code, field, zh) => {
    expect(told(change).map((one) => [one.code, one.field, one.message.zh])).toEqual([[code, field, zh]]);
  });
});

describe('R14: what can be read is judged in the same round', () => {
  test('cleaned members stay, wrong ones go, texts that are missing are empty', () => {
    const body = {
      name: ' 王某\u200b ',
      day: 'x',
      kind: 'C',
      rows: [{ title: ' a ', from: 'x' }, 'no row'],
      strange: 1,
    };
    expect(salvaged(Body, body)).toEqual({
      name: '王某',
      rows: [
        { title: 'a', from: '' },
        { title: '', from: '' },
      ],
    });
    expect(salvaged(schemaOf('ProfileBody'), null)).toEqual({ name: '', idNumber: '', mobile: '' });
  });

  test('a rule adds nothing where the shape is wrong, at the place or inside it', () => {
    const at = (field: string) => find('INVALID_FORMAT', { field });
    const both = allFindings([at('/rows/0/from')], [at('/rows'), at('/rows/0/from'), at('/rows/0/title')]);
    expect(both.map((one) => one.field)).toEqual(['/rows/0/from', '/rows/0/title']);
  });
});
