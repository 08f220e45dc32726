import { describe, expect, test } from 'vitest';
import type { PreconditionAnswer } from '../../../../shared/contracts/declaration.ts';
import type { Precondition } from '../../../../shared/contracts/plan-procedure.ts';
import { checkPreconditions } from '../../../../shared/rules/declaration/preconditions.ts';
import { hangzhouEngineer2020 } from '../../../fixtures/plans.ts';

/** D39: a title held, an exam passed, judged by the plan's data alone. */

const today = '2020-10-08';
const held: Precondition = {
  code: 'HELD',
  kind: 'TITLE',
  names: { zh: '现有经济系列中级职称', en: 'A mid-level title in economics' },
  when: true,
  rule: 'D39',
  series: [{ code: 'ECON', names: { zh: '经济' } }],
  levels: ['MID', 'ASSOCIATE_SENIOR'],
  elsewhere: true,
};
const exam: Precondition = {
  code: 'EXAM',
  kind: 'EXAM',
  names: { zh: '职称英语', en: 'English exam' },
  when: { eq: ['category', 'ORDINARY'] },
  rule: 'D39',
  exams: [
    { code: 'A', names: { zh: '考试甲' }, pass: 6000 },
    { code: 'B', names: { zh: '考试乙' } },
  ],
  validOn: 'CUTOFF_DATE',
};

const title: PreconditionAnswer = {
  series: 'ECON',
  level: 'MID',
  title: '经济师',
  grantedOn: '2015-06-01',
  grantedBy: '某省人社厅',
  elsewhere: true,
};
const passed: PreconditionAnswer = {
  exam: 'A',
  score: 6000,
  validUntil: '2020-12-31',
  certificateNo: 'K123',
};

function found(one: Precondition, answer: PreconditionAnswer | undefined, category = 'ORDINARY') {
  const plan = structuredClone(hangzhouEngineer2020);
  plan.preconditions = [one];
  const data = { category, ...(answer ? { preconditions: { [one.code]: answer } } : {}) };
  return checkPreconditions(plan, data, { category }, { today }).map(
    ({ code, field = '' }) => `${code} ${field.split('/').at(-1)}`,
  );
}

describe('preconditions (D39)', () => {
  test.each<[string, PreconditionAnswer | undefined, string[]]>([
    ['all as asked', title, []],
    ['the higher of the levels', { ...title, level: 'ASSOCIATE_SENIOR' }, []],
    ['granted today', { ...title, grantedOn: today }, []],
    ['another series', { ...title, series: 'ENG' }, ['PRECONDITION_NOT_MET series']],
    ['a lower level', { ...title, level: 'ASSISTANT' }, ['PRECONDITION_NOT_MET level']],
    ['granted tomorrow', { ...title, grantedOn: '2020-10-09' }, ['PRECONDITION_NOT_MET grantedOn']],
    ['granted here', { ...title, elsewhere: false }, ['PRECONDITION_NOT_MET elsewhere']],
    [
      'nothing said: all that is missing at once',
      undefined,
      ['series', 'level', 'title', 'grantedBy', 'grantedOn', 'elsewhere'].map(
        (p) => `PRECONDITION_MISSING ${p}`,
      ),
    ],
  ])('a title: %s', (_, answer, expected) => {
    expect(found(held, answer)).toEqual(expected);
  });

  test.each<[string, PreconditionAnswer | undefined, string[]]>([
    ['just passed, valid on the very day', passed, []],
    ['one point hundredth short', { ...passed, score: 5999 }, ['PRECONDITION_NOT_MET score']],
    ['an exam without a mark', { ...passed, exam: 'B', score: undefined }, []],
    ['an exam that the plan does not name', { ...passed, exam: 'C' }, ['PRECONDITION_NOT_MET exam']],
    ['run out the day before', { ...passed, validUntil: '2020-12-30' }, ['PRECONDITION_NOT_MET validUntil']],
    [
      'nothing said',
      undefined,
      ['PRECONDITION_MISSING exam', 'PRECONDITION_MISSING validUntil', 'PRECONDITION_MISSING certificateNo'],
    ],
  ])('an exam: %s', (_, answer, expected) => {
    expect(found(exam, answer)).toEqual(expected);
  });

  test('asked only of whom the plan says: nobody else is refused, whatever he typed', () => {
    expect(found(exam, undefined, 'DIRECT')).toEqual([]);
    expect(found(exam, { exam: 'C' }, 'DIRECT')).toEqual([]);
  });
});
