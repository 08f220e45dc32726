import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeclarationData, ExclusionAnswer } from '../../../../shared/contracts/declaration.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import { addDays, addMonths, dateOfDayNumber } from '../../../../shared/rules/calendar/local-date.ts';
import { checkExclusions, judgeExclusion } from '../../../../shared/rules/declaration/exclusions.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import { plan as base } from './fixture.ts';

const civil = {
  code: 'CIVIL_SERVANT',
  names: { zh: '公务员' },
  ask: { zh: '您是否为公务员？' },
  basis: { zh: '《某规定》第三条' },
  rule: 'L6',
  when: true,
};
const sanction = {
  code: 'SANCTION',
  names: { zh: '处分期内' },
  ask: { zh: '您是否受过处分？' },
  basis: { zh: '《某条例》第二十九条' },
  rule: 'L6',
  when: { eq: ['unitKind', 'PUBLIC_INSTITUTION'] as const },
  lasts: [
    { code: 'DEMERIT', names: { zh: '记过' }, months: 12 },
    { code: 'DEMOTION', names: { zh: '撤职' }, months: 24 },
  ],
};
const plan = {
  ...base,
  form: {
    fields: [
      ...base.form.fields,
      { key: 'exclusions', names: { zh: '不得申报的情形' }, required: true, rule: 'L6' },
    ],
  },
  exclusions: [civil, sanction],
} as Plan;

const today = '2020-09-10';
const found = (exclusions: DeclarationData['exclusions'], unitKind = 'PUBLIC_INSTITUTION', of = plan) =>
  checkExclusions(of, { ...(exclusions ? { exclusions } : {}) }, { unitKind }, today).map(
    (f) => `${f.code} ${f.field}`,
  );

const no = { applies: false };
const since = (kind: string, decidedOn: string): ExclusionAnswer => ({ applies: true, kind, decidedOn });

describe('L6: who may not declare', () => {
  test.each<[string, DeclarationData['exclusions'], string[]]>([
    ['nothing applies', { CIVIL_SERVANT: no, SANCTION: no }, []],
    [
      'a civil servant',
      { CIVIL_SERVANT: { applies: true }, SANCTION: no },
      ['EXCLUDED /data/exclusions/CIVIL_SERVANT/applies'],
    ],
    [
      'the last day of a term',
      { CIVIL_SERVANT: no, SANCTION: since('DEMERIT', '2019-09-11') },
      ['EXCLUDED_UNTIL /data/exclusions/SANCTION/decidedOn'],
    ],
    ['the day on which it is over', { CIVIL_SERVANT: no, SANCTION: since('DEMERIT', '2019-09-10') }, []],
    [
      'the longer term of another kind',
      { CIVIL_SERVANT: no, SANCTION: since('DEMOTION', '2019-09-10') },
      ['EXCLUDED_UNTIL /data/exclusions/SANCTION/decidedOn'],
    ],
    [
      'decided on 29 February',
      { CIVIL_SERVANT: no, SANCTION: since('DEMOTION', '2020-02-29') },
      ['EXCLUDED_UNTIL /data/exclusions/SANCTION/decidedOn'],
    ],
    [
      'a day to come',
      { CIVIL_SERVANT: no, SANCTION: since('DEMERIT', '2020-09-11') },
      ['DATE_FUTURE /data/exclusions/SANCTION/decidedOn'],
    ],
    [
      'kind and day are missing',
      { CIVIL_SERVANT: no, SANCTION: { applies: true } },
      ['FIELD_REQUIRED /data/exclusions/SANCTION/kind', 'FIELD_REQUIRED /data/exclusions/SANCTION/decidedOn'],
    ],
    ['not answered', { CIVIL_SERVANT: no }, ['FIELD_REQUIRED /data/exclusions/SANCTION/applies']],
    [
      'two at once',
      { CIVIL_SERVANT: { applies: true }, SANCTION: since('DEMERIT', '2020-01-01') },
      [
        'EXCLUDED /data/exclusions/CIVIL_SERVANT/applies',
        'EXCLUDED_UNTIL /data/exclusions/SANCTION/decidedOn',
      ],
    ],
  ])('%s', (_, exclusions, expected) => {
    expect(found(exclusions)).toEqual(expected);
  });

  test('only those are asked whom it concerns, and nobody by a plan that asks it of none', () => {
    expect(found({ CIVIL_SERVANT: no }, 'ENTERPRISE_PRIVATE')).toEqual([]);
    expect(found({}, 'ENTERPRISE_PRIVATE', { ...plan, form: base.form })).toEqual([]);
  });

  test('the refusal names the ground, its rule and until when', () => {
    const data = { exclusions: { CIVIL_SERVANT: no, SANCTION: since('DEMERIT', '2020-01-31') } };
    expect(checkExclusions(plan, data, { unitKind: 'PUBLIC_INSTITUTION' }, today)).toMatchObject([
      {
        rule: 'L6',
        allowed: '2021-01-31',
        message: {
          zh: '属于“处分期内”（记过，2020-01-31 决定），依据《某条例》第二十九条，2021-01-31 以前不得申报',
        },
      },
    ]);
  });

  test('a term excludes on each of its days and on none after it', () => {
    const one = plan.exclusions?.[1];
    const day = fc.integer({ min: 10_000, max: 25_000 }).map(dateOfDayNumber);
    fc.assert(
      fc.property(day, fc.nat(900), fc.constantFrom(12, 24), (decidedOn, later, months) => {
        const on = addDays(decidedOn, later);
        const kind = months === 12 ? 'DEMERIT' : 'DEMOTION';
        const excluded = judgeExclusion(one!, { kind, decidedOn }, on, '').length > 0;
        expect(excluded).toBe(on < addMonths(decidedOn, months));
      }),
    );
  });

  test('the linter tells a ground that nobody is asked, and codes that stand twice', () => {
    const lint = (change: Partial<Plan>) =>
      lintPlan({ ...plan, ...change }).map((f) => `${f.code} ${f.field}`);
    expect(lint({})).toEqual([]);
    expect(lint({ form: base.form })).toEqual(['PLAN_FACT_NOT_ASKED /exclusions']);
    expect(lint({ exclusions: [civil, civil] })).toEqual(['PLAN_CODE_TWICE /exclusions']);
    expect(lint({ exclusions: [{ ...civil, when: { eq: ['rank', 1] } }] })).toEqual([
      'PLAN_UNKNOWN_FACT /exclusions/0/when',
    ]);
  });
});
