import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Answers } from '../../../../shared/contracts/answers.ts';
import { schemaOf } from '../../../../shared/contracts/api/index.ts';
import type { DeclarationData } from '../../../../shared/contracts/declaration.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import type { AskedField } from '../../../../shared/contracts/plan-fields.ts';
import { answersOf, answerText, answerWords } from '../../../../shared/rules/declaration/answer-words.ts';
import {
  checkAnswers,
  newlyAskedFields,
  normaliseMonth,
  withKeptAnswers,
} from '../../../../shared/rules/declaration/answers.ts';
import { changedPaths, checkReturnScope } from '../../../../shared/rules/declaration/return-scope.ts';
import { checkStep } from '../../../../shared/rules/declaration/steps.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import { factsOf } from '../../../../shared/rules/plan/facts.ts';
import { nastyText } from '../../../fixtures/nasty.ts';
import { ningboSenior2021, shaoxingFirstGrading2026 } from '../../../fixtures/plans.ts';
import { plan as engineer, goodContext, goodData, goodDeclaration } from './fixture.ts';

/** Fields that a plan describes (R25): judged, kept and shown by the description alone. */

const names = (zh: string) => ({ zh, en: zh });
const choices = [
  { code: 'A', names: names('甲级') },
  { code: 'B', names: names('乙级') },
  { code: 'C', names: names('丙级') },
];
const fields: AskedField[] = [
  { code: 'text', names: names('文字'), type: 'TEXT', max: 5, required: true },
  { code: 'long', names: names('长文'), type: 'LONG_TEXT', max: 10 },
  {
    code: 'number',
    names: names('数字'),
    type: 'NUMBER',
    unit: names('学时'),
    min: 1,
    max: 100,
    decimals: 1,
    limits: [{ when: { eq: ['specialty', 'S01'] }, min: 10 }],
  },
  { code: 'day', names: names('日期'), type: 'DATE' },
  { code: 'month', names: names('年月'), type: 'MONTH', future: true },
  { code: 'one', names: names('单选'), type: 'CHOICE', choices },
  {
    code: 'some',
    names: names('多选'),
    type: 'CHOICES',
    choices,
    when: { eq: ['asked.yes', true] },
    required: true,
    limits: [{ when: true, min: 2 }],
  },
  {
    code: 'rows',
    names: names('列表'),
    type: 'ROWS',
    max: 2,
    columns: [
      { code: 'year', names: names('年度'), type: 'NUMBER', min: 2000, max: 2100 },
      { code: 'note', names: names('说明'), type: 'TEXT', max: 5, optional: true },
    ],
  },
];
const yes: AskedField = { code: 'yes', names: names('是否'), type: 'YESNO' };
const planWith = (...list: AskedField[]): Plan => ({
  ...engineer,
  form: { ...engineer.form, sections: [{ code: 'S', names: names('其他'), fields: list }] },
});
const plan = planWith(yes, ...fields);
const today = '2020-10-20';
const data = (asked: Answers, more: DeclarationData = {}): DeclarationData => ({ ...more, asked });
const check = (asked: Answers, more?: DeclarationData) => {
  const kept = withKeptAnswers(plan, data(asked, more));
  return checkAnswers(plan, kept, { facts: factsOf({ plan, data: kept }), today });
};
const told = (asked: Answers, more?: DeclarationData) =>
  check({ text: '好', ...asked }, more).map((one) => `${one.code} ${one.field?.replace('/data/asked/', '')}`);

describe('answers to the fields of a plan', () => {
  test.each<[Answers, string[]]>([
    [{}, []],
    [{ text: '' }, ['FIELD_REQUIRED text']],
    [{ text: '\u3000\u200b' }, ['FIELD_REQUIRED text']],
    [{ text: '一二三四五六' }, ['TOO_LONG text']],
    [{ text: '一二\n三四' }, []],
    [{ text: 7 }, ['WRONG_TYPE text']],
    [{ text: ['a'] }, ['WRONG_TYPE text']],
    [{ long: '一二三四五六七八九十' }, []],
    [{ long: '一二三四五六七八九十百' }, ['TOO_LONG long']],
    [{ number: 1 }, []],
    [{ number: 0.9 }, ['NUMBER_RANGE number']],
    [{ number: 100.1 }, ['NUMBER_RANGE number']],
    [{ number: 2.25 }, ['WRONG_TYPE number']],
    [{ number: '１２.5' }, []],
    [{ number: '十二' }, ['WRONG_TYPE number']],
    [{ day: '2020-10-20' }, []],
    [{ day: '2020-10-21' }, ['DATE_FUTURE day']],
    [{ day: '2020-02-30' }, ['DATE_NO_SUCH_DAY day']],
    [{ day: '2020-2' }, ['DATE_INCOMPLETE day']],
    [{ month: '2030.7' }, []],
    [{ month: '2030年13月' }, ['WRONG_TYPE month']],
    [{ one: 'B' }, []],
    [{ one: 'Z' }, ['INVALID_VALUE one']],
    [{ one: true }, ['INVALID_VALUE one']],
    [{ yes: 'yes' }, ['WRONG_TYPE yes']],
    // Not asked: nothing is required, and what was answered before is nobody's concern.
    [{ yes: false, some: ['Z'] }, []],
    [{ yes: true }, ['FIELD_REQUIRED some']],
    [{ yes: true, some: ['A'] }, ['TOO_SHORT some']],
    [{ yes: true, some: ['A', 'A'] }, ['TOO_SHORT some']],
    [{ yes: true, some: ['A', 'Z'] }, ['INVALID_VALUE some']],
    [{ yes: true, some: ['C', 'A'] }, []],
    [{ rows: [{ year: 2019 }, { year: '2020', note: '合格' }] }, []],
    [{ rows: [{}] }, ['FIELD_REQUIRED rows/0/year']],
    [{ rows: [{ year: 1999, note: '一二三四五六' }] }, ['NUMBER_RANGE rows/0/year', 'TOO_LONG rows/0/note']],
    [{ rows: [{ year: 2019 }, { year: 2019 }, { year: 2019 }] }, ['TOO_LONG rows']],
    [{ rows: [{ year: 2019, other: 1 }] }, ['FIELD_UNKNOWN rows/0/other']],
    [{ rows: ['2019'] }, ['WRONG_TYPE rows/0']],
    [{ other: 1 }, ['FIELD_UNKNOWN other']],
    [
      { number: 500, one: 'Z', rows: [{}] },
      ['NUMBER_RANGE number', 'INVALID_VALUE one', 'FIELD_REQUIRED rows/0/year'],
    ],
  ])('R25: %j', (asked, expected) => {
    expect(told(asked)).toEqual(expected);
  });

  test('R25: a limit holds for those whom it is for', () => {
    expect(told({ number: 9 }, { specialty: 'S02' })).toEqual([]);
    expect(told({ number: 9 }, { specialty: 'S01' })).toEqual(['NUMBER_RANGE number']);
    expect(check({ text: '好', number: 9 }, { specialty: 'S01' })[0]?.message).toEqual({
      zh: '数值应不小于 10 且不大于 100 学时',
      en: 'The number must be at least 10 and at most 100 学时',
    });
  });

  test('R25: everything amiss on the data page comes at once, the plan’s own fields with it', () => {
    const declaration = { ...goodDeclaration, data: data({ one: 'Z' }, { ...goodData, mobile: '138' }) };
    const found = checkStep('DATA', plan, declaration, goodContext).map((one) => one.field);
    expect(found).toEqual(expect.arrayContaining(['/data/mobile', '/data/asked/one', '/data/asked/text']));
  });

  test.each([
    ['2019-07', '2019-07'],
    ['2019.7', '2019-07'],
    ['２０１９/07', '2019-07'],
    ['201907', '2019-07'],
    ['2019年7月', '2019-07'],
    ['7/2019', '7/2019'],
  ])('D14: the month %s is kept as %s', (typed, kept) => {
    expect(normaliseMonth(typed)).toBe(kept);
  });

  test('D14: what is kept is kept again as it is, whatever was typed, and is judged without stumbling', () => {
    const schema = schemaOf('DataStepBody');
    const cell = fc.oneof(
      nastyText(8),
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.constantFrom('A', 'Z', '2019.7', '12'),
    );
    const answer: fc.Arbitrary<Answer> = fc.oneof(
      cell,
      fc.array(
        fc.oneof(fc.constantFrom('A', 'B', 'Z'), fc.dictionary(fc.constantFrom('year', 'note', 'odd'), cell)),
        { maxLength: 3 },
      ),
    );
    const codes = fc.constantFrom('odd', 'yes', ...fields.map((one) => one.code));
    fc.assert(
      fc.property(fc.dictionary(codes, answer), (asked) => {
        const read = schema.safeParse({ asked });
        if (!read.success) return;
        const kept = withKeptAnswers(plan, read.data as DeclarationData);
        expect(withKeptAnswers(plan, kept)).toEqual(kept);
        const again = schema.safeParse(kept);
        expect(again.success && withKeptAnswers(plan, again.data as DeclarationData)).toEqual(kept);
        const declaration = { data: kept, attachments: [] };
        const facts = factsOf({ plan, data: kept });
        for (const { message, field } of checkAnswers(plan, kept, { facts, today })) {
          expect(`${message.zh}${message.en}`).not.toMatch(/\{\w+\}|undefined/);
          expect(field).toMatch(/^\/data\/asked\//);
        }
        for (const section of answersOf(plan, declaration, facts))
          for (const one of section.fields)
            expect(answerText(one.shown).zh).not.toMatch(/undefined|\[object/);
      }),
      { numRuns: 400 },
    );
  });

  test('an answer reads the same everywhere: in the plan’s words', () => {
    const [text] = ['month', 'some', 'rows'].map((code) => {
      const field = fields.find((one) => one.code === code);
      const value: Answers = {
        month: '2019-07',
        some: ['A', 'C'],
        rows: [{ year: 2019, note: '优' }, { year: 2020 }],
      };
      return field && answerText(answerWords(field, value[code])).zh;
    });
    expect(text).toBe('2019年7月');
    const some = fields.find((one) => one.code === 'some') as AskedField;
    expect(answerText(answerWords(some, ['A', 'C']))).toEqual({ zh: '甲级、丙级', en: '甲级, 丙级' });
    const rows = fields.find((one) => one.code === 'rows') as AskedField;
    expect(answerText(answerWords(rows, [{ year: 2019, note: '优' }, { year: 2020 }])).zh).toBe(
      '1. 2019，优\n2. 2020',
    );
  });
});

describe('a field among the rules', () => {
  test('C9: a return opens one field, and what a corrected answer asks anew', () => {
    const before = { ...goodDeclaration, data: data({ yes: false, text: '好' }, goodData) };
    const now = (asked: Answers) => ({ ...goodDeclaration, data: data(asked, goodData) });
    const item = [{ path: '/data/asked/yes', remark: '请核对' }];
    expect(changedPaths(before, now({ yes: true, text: '不好' }))).toEqual([
      '/data/asked/yes',
      '/data/asked/text',
    ]);
    const anew = newlyAskedFields(plan, before.data, now({ yes: true }).data, {});
    expect(anew).toEqual(['some']);
    const next = now({ yes: true, text: '好', some: ['A', 'B'] });
    const outside = (opened: string[]) =>
      checkReturnScope(item, before, next, opened).map((one) => one.field);
    expect(outside(anew.map((code) => `/data/asked/${code}`))).toEqual([]);
    expect(outside([])).toEqual(['/data/asked/some']);
  });

  test('§5: an answer is a fact; a field that is not asked cannot apply', () => {
    const facts = factsOf({ plan, data: data({ yes: false, some: ['A'], number: 5 }) });
    expect(facts).toMatchObject({ 'asked.yes': false, 'asked.some': null, 'asked.number': 5 });
    expect(facts['asked.one']).toBeUndefined();
    expect(factsOf({ plan, data: {} })['asked.some']).toBeUndefined();
  });

  test.each<[string, AskedField[], string]>([
    ['a code twice', [yes, yes], 'PLAN_CODE_TWICE /form/sections'],
    [
      'a condition on a later field',
      [
        { ...yes, when: { eq: ['asked.late', true] } },
        { ...yes, code: 'late' },
      ],
      'PLAN_UNKNOWN_FACT /form/sections/0/fields/0/when',
    ],
    [
      'a condition on a text',
      [fields[0] as AskedField, { ...yes, when: { eq: ['asked.text', 'x'] } }],
      'PLAN_UNKNOWN_FACT /form/sections/0/fields/1/when',
    ],
    [
      'a value that is no choice',
      [fields[5] as AskedField, { ...yes, required: { eq: ['asked.one', 'Z'] } }],
      'PLAN_UNKNOWN_VALUE /form/sections/0/fields/1/required',
    ],
    [
      'limits that nothing meets',
      [{ ...(fields[6] as AskedField), when: true, limits: [{ when: true, min: 4 }] }],
      'PLAN_FIELD_BOUNDS /form/sections/0/fields/0/limits/0',
    ],
    [
      'a file that nobody can upload',
      [{ code: 'file', names: names('文件'), type: 'FILE', document: 'NONE' }],
      'PLAN_REFERENCE /form/sections/0/fields/0/document',
    ],
    [
      'a limit of a text',
      [{ ...(fields[0] as AskedField), limits: [{ when: true, min: 4 }] }],
      'PLAN_FIELD_UNCOUNTED /form/sections/0/fields/0/limits',
    ],
  ])('G3: %s is found', (_, list, expected) => {
    expect(lintPlan(planWith(...list)).map((one) => `${one.code} ${one.field}`)).toContain(expected);
  });

  test('G3: fields that no line of code knows pass the linter, and an attachment may hang on one', () => {
    expect(lintPlan(planWith(yes, ...fields))).toEqual([]);
    for (const one of [ningboSenior2021, shaoxingFirstGrading2026])
      expect(one.form.sections?.length).toBeGreaterThan(0);
    const rows = engineer.attachments.rows.map((row) =>
      row.code === 'A1' ? { ...row, when: { any: [{ eq: ['asked.yes', true] as const }, row.when] } } : row,
    );
    const hanging = { ...planWith(yes), attachments: { ...engineer.attachments, rows } };
    expect(lintPlan(hanging).filter((one) => one.code.startsWith('PLAN_ROW'))).toEqual([]);
  });
});
