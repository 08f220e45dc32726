import { describe, expect, test } from 'vitest';
import type { Declaration, DeclarationData } from '../../../../shared/contracts/declaration.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import type { DateFunction, YearNeed } from '../../../../shared/contracts/plan-years.ts';
import { checkYears, yearLines } from '../../../../shared/rules/declaration/years.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import { plan as base, goodData, privateFirm } from './fixture.ts';

const anniversary = {
  appointment: 'ANNIVERSARY',
  title: 'ANNIVERSARY',
  education: 'ANNIVERSARY',
  work: 'ANNIVERSARY',
  age: 'ANNIVERSARY',
} as const;

const asking = (
  need: Omit<YearNeed, 'when' | 'rule'>,
  by: Partial<Record<keyof typeof anniversary, DateFunction>> = {},
) =>
  ({
    ...base,
    windows: { ...base.windows, cutoffDate: '2023-12-31' },
    form: {
      fields: [
        ...base.form.fields,
        { key: 'titles', names: { zh: '现有职称' }, required: false, rule: 'D31' },
      ],
    },
    years: { by: { ...anniversary, ...by }, needs: [{ ...need, when: true, rule: 'D40' }] },
  }) as Plan;

const linesOf = (plan: Plan, data: DeclarationData, birthDate?: string) =>
  yearLines(plan, { data, achievements: [], attachments: [] } as unknown as Declaration, {
    unit: privateFirm,
    applicant: { birthDate },
  }).filter((line) => line.of !== 'APPOINTMENT');

const foundIn = (plan: Plan, data: DeclarationData, birthDate?: string) =>
  checkYears(plan, { data, achievements: [], attachments: [] } as unknown as Declaration, {
    unit: privateFirm,
    applicant: { birthDate },
  });

const engineer = { level: 'MID', name: '工程师', passedAt: '2018-12-20', issuedAt: '2019-03-01' } as const;

describe('D40: years are explained line by line', () => {
  test.each<[string, DateFunction, number, string]>([
    [
      '2018-12-20',
      'YEAR_END',
      5,
      '2018-12-20 取得工程师 → 按年末计算至 2023-12-31 满 5 年；规定需满 5 年：符合',
    ],
    [
      '2018-12-20',
      'ANNIVERSARY',
      6,
      '2018-12-20 取得工程师 → 按周年计算至 2023-12-31 满 5 年；规定需满 6 年：不符合，到 2024-12-20 才满',
    ],
    [
      '2018-12-31',
      'NEXT_YEAR',
      5,
      '2018-12-31 取得工程师 → 自次年 2019-01-01 起计算至 2023-12-31 满 5 年；规定需满 5 年：符合',
    ],
    [
      '2019-01-02',
      'NEXT_YEAR',
      5,
      '2019-01-02 取得工程师 → 自次年 2020-01-01 起计算至 2023-12-31 满 4 年；规定需满 5 年：不符合，到 2024-12-31 才满',
    ],
    [
      '2020-02-29',
      'ANNIVERSARY',
      3,
      '2020-02-29 取得工程师 → 按周年计算至 2023-12-31 满 3 年；规定需满 3 年：符合',
    ],
  ])('title of %s, %s, %i years', (passedAt, title, min, zh) => {
    const plan = asking({ of: 'TITLE', min, level: 'MID' }, { title });
    const data = { titles: [{ ...engineer, passedAt, issuedAt: undefined }] };
    const [line] = linesOf(plan, data);
    expect(line?.text.zh).toBe(zh);
    const found = foundIn(plan, data);
    expect(found.map((f) => [f.code, f.field, f.rule, f.message.zh])).toEqual(
      line?.result === 'MET'
        ? []
        : [['YEARS_NOT_MET', '/data/titles/0/passedAt', 'D40', `年限不符合规定：${zh}`]],
    );
  });

  test('a day that is not told is asked for, with what it is for', () => {
    const plan = asking({ of: 'TITLE', min: 5, level: 'MID' });
    expect(foundIn(plan, {})).toMatchObject([{ code: 'FIELD_REQUIRED', field: '/data/titles' }]);
    const undated = { titles: [{ level: 'MID' as const, name: '工程师' }] };
    expect(foundIn(plan, undated)).toMatchObject([
      { field: '/data/titles/0/passedAt', message: { zh: expect.stringContaining('规定需满 5 年') } },
    ]);
    const low = { titles: [{ ...engineer, level: 'ASSISTANT' as const }] };
    expect(foundIn(plan, low)[0]?.message.zh).toContain('中级以上的现有职称');
  });

  test.each<[string, DeclarationData, string, string | undefined]>([
    ['graduated, then worked', studied('2019-06-30', '2019-07-15'), 'MET', undefined],
    [
      'worked first, studied beside it: from graduation',
      studied('2021-06-30', '2010-07-01'),
      'NOT_MET',
      '2024-06-30',
    ],
    [
      'graduated, worked years later: from the work',
      studied('2015-06-30', '2022-03-01'),
      'NOT_MET',
      '2025-03-01',
    ],
    ['no work told: from graduation', { educations: studied('2020-12-31', '').educations }, 'MET', undefined],
  ])('education, three years: %s', (_, data, result, until) => {
    const [line] = linesOf(asking({ of: 'EDUCATION', min: 3 }), data);
    expect(line?.result).toBe(result);
    if (until) expect(line?.text.zh).toContain(`到 ${until} 才满`);
  });

  test('one education that is enough is enough; another one is told beside it and refuses nothing', () => {
    const plan: Plan = asking({ of: 'EDUCATION', min: 3 });
    const early = studied('2012-06-30', '2012-07-01').educations ?? [];
    const late = studied('2023-06-30', '').educations ?? [];
    const data = { educations: [...late, ...early], work: studied('2012-06-30', '2012-07-01').work };
    expect(linesOf(plan, data).map((line) => line.result)).toEqual(['BESIDE', 'MET']);
    expect(foundIn(plan, data)).toEqual([]);
  });

  test('kinds of education have years of their own', () => {
    const plan: Plan = {
      ...asking({ of: 'EDUCATION', min: 1, educations: ['E1'] }),
      years: {
        by: anniversary,
        needs: [
          { of: 'EDUCATION', min: 1, educations: ['E1'], when: true, rule: 'D40' },
          { of: 'EDUCATION', min: 5, educations: ['E7'], when: true, rule: 'D40' },
        ],
      },
    };
    const [one] = studied('2020-06-30', '').educations ?? [];
    const of = (kind: 'E1' | 'E7' | 'E4') =>
      linesOf(plan, { educations: [{ ...one!, kind }] }).map((l) => l.result);
    expect([of('E1'), of('E7'), of('E4')]).toEqual([['MET'], ['NOT_MET'], []]);
  });

  test.each([
    ['1978-12-31', 'MET'],
    ['1977-12-31', 'NOT_MET'],
    ['1979-01-01', 'MET'],
  ])('an age of at most 45, born %s: %s', (birthDate, result) => {
    const [line] = linesOf(asking({ of: 'AGE', max: 45 }), {}, birthDate);
    expect([line?.result, line?.field]).toEqual([result, '/profile/birthDate']);
  });

  test('the appointment of the decision table is told too, and is refused by its own finding (R49)', () => {
    const lines = yearLines(
      base,
      { data: goodData, achievements: [], attachments: [] } as unknown as Declaration,
      { unit: privateFirm },
    );
    expect(lines).toMatchObject([
      { of: 'APPOINTMENT', result: 'MET', field: '/data/appointment', rule: 'R49' },
    ]);
    expect(lines[0]?.text.zh).toMatch(/起聘任 → 按周年计算至 2020-12-31 满 \d+ 年；规定需满 4 年：符合/);
  });
});

describe('D40: the linter', () => {
  const lint = (change: (need: Record<string, unknown>) => void, fields = true) => {
    const plan = structuredClone(asking({ of: 'TITLE', min: 5 })) as Plan;
    change(plan.years!.needs[0] as unknown as Record<string, unknown>);
    if (!fields) plan.form.fields = base.form.fields;
    return lintPlan({ ...plan, windows: base.windows }).map((f) => `${f.code} ${f.field}`);
  };
  test.each<[string, (need: Record<string, unknown>) => void, string]>([
    ['neither least nor most', (n) => delete n.min, 'PLAN_YEARS_EMPTY /years/needs/0'],
    ['more at least than at most', (n) => Object.assign(n, { max: 4 }), 'PLAN_YEARS_ORDER /years/needs/0'],
    [
      'a level of an age',
      (n) => Object.assign(n, { of: 'AGE', level: 'MID' }),
      'PLAN_YEARS_PART /years/needs/0',
    ],
    [
      'a condition on a fact that does not exist',
      (n) => Object.assign(n, { when: { eq: ['rank', 1] } }),
      'PLAN_UNKNOWN_FACT /years/needs/0/when',
    ],
    [
      'for nobody',
      (n) =>
        Object.assign(n, { when: { all: [{ eq: ['track', 'NORMAL'] }, { eq: ['track', 'LANDMARK'] }] } }),
      'PLAN_ROW_NEVER /years/needs/0',
    ],
  ])('%s is told', (_, change, finding) => {
    expect(lint(change)).toEqual([finding]);
  });
  test('a title that the form does not ask is told', () => {
    expect(lint(() => undefined, false)).toEqual(['PLAN_FACT_NOT_ASKED /years/needs/0']);
    expect(lint(() => undefined)).toEqual([]);
  });
});

function studied(graduated: string, work: string): DeclarationData {
  return {
    educations: [{ kind: 'E1', school: '示例大学', level: '本科', graduated }],
    work: [{ period: { from: work }, unitName: '某公司', post: '技术员' }],
  };
}
