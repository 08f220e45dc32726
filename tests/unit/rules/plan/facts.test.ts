import { describe, expect, test } from 'vitest';
import type { DeclarationData } from '../../../../shared/contracts/declaration.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import type { Expression } from '../../../../shared/contracts/plan-expression.ts';
import { evaluate } from '../../../../shared/rules/plan/expression.ts';
import { casesWithin, factsOf, unknownFact, valueWords } from '../../../../shared/rules/plan/facts.ts';
import { institution, plan, privateFirm } from '../declaration/fixture.ts';

const casesOf = (of: Plan, conditions: readonly Expression[]) =>
  casesWithin(1000, of, conditions, false) ?? [];

const of = (data: DeclarationData, besides = {}) => factsOf({ plan, data, unit: privateFirm, ...besides });
const cutoff = plan.windows.cutoffDate;

describe('facts of a declaration', () => {
  test('what is not said yet is undefined, what cannot apply is null', () => {
    expect(of({ established: true }).established).toBeNull();
    expect(of({}, { unit: institution }).established).toBeUndefined();
    expect(of({}, { unit: undefined }).established).toBeUndefined();
    expect(of({}, { unit: institution }).unitKind).toBe('PUBLIC_INSTITUTION');
    expect(of({}).workYears).toBeUndefined();
    expect(of({}).graduated).toBeUndefined();
    expect(of({}).ageAtCutoff).toBeUndefined();
  });

  test.each([
    ['1970-12-31', 50],
    ['1971-01-01', 49],
    ['1970-12-30', 50],
  ])('born on %s: %i at the cut-off, the birthday counts', (birthDate, age) => {
    expect(cutoff).toBe('2020-12-31');
    expect(of({}, { applicant: { birthDate } }).ageAtCutoff).toBe(age);
  });

  test('years of work count from the first employment to the cut-off', () => {
    const post = (from: string) => ({ period: { from }, unitName: '某公司', post: '工程师' });
    expect(of({ work: [post('2018-03-01'), post('2010-12-31')] }).workYears).toBe(10);
    expect(of({ work: [post('2011-01-01')] }).workYears).toBe(9);
  });

  test('facts of an achievement are there only with one', () => {
    expect(of({}).collective).toBeUndefined();
    expect(of({}, { achievement: { kind: 'PROJECT', collective: true } })).toMatchObject({
      kind: 'PROJECT',
      collective: true,
    });
  });
});

describe('words', () => {
  test('values in the words of the plan', () => {
    expect(valueWords(plan, 'track', 'NORMAL').zh).toBe(plan.tracks[0]?.names.zh);
    expect(valueWords(plan, 'unitKind', 'NON_PUBLIC').en).toBe('non-public unit');
    expect(valueWords(plan, 'established', null).zh).toBe('不适用');
    expect(valueWords(plan, 'ageAtCutoff', 50)).toEqual({ zh: '50', en: '50' });
  });

  test('an unknown fact says what would tell it: the field of the form, or the source', () => {
    const asking = plan.form.fields.find((f) => f.key === 'educations')?.names.zh;
    expect(unknownFact(plan, 'edu').source.zh).toContain(`“${asking}”`);
    expect(unknownFact(plan, 'unitKind').source.zh).toContain('登记信息');
    expect(unknownFact(plan, 'ageAtCutoff').source.en).toContain('profile');
  });
});

describe('cases for the linter', () => {
  test('numbers are tried at, below and above each boundary', () => {
    const cases = casesOf(plan, [{ all: [{ gte: ['workYears', 5] }, { lt: ['workYears', 10] }] }]);
    expect(cases.map((c) => c.workYears)).toEqual([4, 5, 6, 9, 10, 11]);
  });

  test('dates too', () => {
    expect(casesOf(plan, [{ lt: ['graduated', '2016-01-01'] }]).map((c) => c.graduated)).toEqual([
      '2015-12-31',
      '2016-01-01',
      '2016-01-02',
    ]);
  });

  test('every case decides a condition on facts that exist', () => {
    const when = { any: [{ lte: ['ageAtCutoff', 50] }, { eq: ['established', true] }] } as const;
    for (const facts of casesOf(plan, [when])) expect(evaluate(when, facts).value).toBeDefined();
  });
});
