import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  Declaration,
  DeclarationData,
  DeclaredAchievement,
} from '../../../../shared/contracts/declaration.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import { addDays, dateOfDayNumber } from '../../../../shared/rules/calendar/local-date.ts';
import { checkAttachments, requirementsOf } from '../../../../shared/rules/declaration/attachment-check.ts';
import { evidenceWindow, placeIn } from '../../../../shared/rules/declaration/evidence-window.ts';
import { checkAchievements } from '../../../../shared/rules/declaration/steps.ts';
import { checkYears } from '../../../../shared/rules/declaration/years.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import { requirementViews } from '../../../../shared/views/requirements.ts';
import { plan as base, goodData, privateFirm } from './fixture.ts';

const titles = { key: 'titles', names: { zh: '现有职称' }, required: false, rule: 'D31' };
const withWindow = (window: Plan['achievements']['window']) =>
  ({
    ...base,
    form: { fields: [...base.form.fields, titles] },
    achievements: { ...base.achievements, min: 1, ...(window ? { window } : {}) },
  }) as Plan;

const engineer = { level: 'MID', name: '工程师', passedAt: '2015-12-20', issuedAt: '2016-03-01' } as const;
const held: DeclarationData = { titles: [engineer] };
const item = (from?: string, to?: string, itemId = 'i1'): DeclaredAchievement => ({
  ...{ itemId, version: 1, kind: 'PROJECT', title: '某工程', role: '技术负责人', collective: false },
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
  contributionFileIds: [],
});

describe('D40: the evidence window', () => {
  const since = withWindow({ since: 'TITLE' });
  const years = withWindow({ since: 'YEARS', years: 5 });
  test.each<[string, Plan, DeclarationData, string | undefined, string | undefined, boolean]>([
    ['ended on the day of the title', since, held, '2014-01-01', '2015-12-20', true],
    ['ended the day before', since, held, '2014-01-01', '2015-12-19', false],
    ['still lasting, begun before the title', since, held, '2014-01-01', undefined, false],
    ['still lasting, begun since', since, held, '2017-01-01', undefined, true],
    ['ended on the last day', since, held, '2019-01-01', '2020-12-31', true],
    ['begun before the last day, ends after it', since, held, '2019-01-01', '2021-06-30', true],
    ['begun after the last day', since, held, '2021-01-01', '2021-06-30', false],
    ['without dates', since, held, undefined, undefined, false],
    ['nobody waits for a title that is not held', since, {}, '1999-01-01', '2001-01-01', true],
    ['the first day of five years', years, held, undefined, '2016-01-01', true],
    ['the day before five years', years, held, undefined, '2015-12-31', false],
  ])('%s', (_, plan, data, from, to, counts) => {
    const window = evidenceWindow(plan, data);
    expect(placeIn(window!, item(from, to)).counts).toBe(counts);
  });

  test('by the document where the plan counts from it (C14)', () => {
    const plan: Plan = {
      ...since,
      certificate: { ...since.certificate, qualificationDate: 'DOCUMENT_DATE' },
    };
    expect(evidenceWindow(plan, held)?.from).toBe('2016-03-01');
    expect(evidenceWindow(base, held)).toBeUndefined();
  });

  test('says why, with the window', () => {
    expect(placeIn(evidenceWindow(since, held)!, item('2014-01-01', '2015-01-01')).text.zh).toBe(
      '2015-01-01 完成，早于有效期间，不计入；有效期间：取得工程师以来（2015-12-20 起）至 2020-12-31',
    );
  });

  const archive = Object.fromEntries(
    ['i1', 'i2'].map((id) => [id, { approvedVersion: 1, latestStatus: 'APPROVED' as const }]),
  );
  const found = (plan: Plan, achievements: DeclaredAchievement[], data = held) =>
    checkAchievements(plan, { data, achievements, attachments: [] } as unknown as Declaration, {
      archive,
    }).map((f) => `${f.code} ${f.field} ${f.severity}`);

  test('what lies outside is advice, and is not among those that are needed', () => {
    const old = item('2010-01-01', '2012-01-01');
    const good = item('2016-01-01', '2018-01-01', 'i2');
    expect(found(since, [old, good])).toEqual(['ACHIEVEMENT_OUTSIDE /achievements/0 advice']);
    expect(found(since, [old])).toEqual([
      'ACHIEVEMENT_OUTSIDE /achievements/0 advice',
      'ACHIEVEMENT_REQUIRED /achievements error',
    ]);
    expect(found(base, [old])).toEqual([]);
  });

  test('a title without the day that counts is asked for it', () => {
    const data: DeclarationData = { titles: [{ level: 'MID', name: '工程师' }] };
    const findings = checkYears(
      since,
      { data, achievements: [], attachments: [] } as unknown as Declaration,
      {},
    );
    expect(findings.map((f) => `${f.code} ${f.field}`)).toEqual(['FIELD_REQUIRED /data/titles/0/passedAt']);
  });

  test('a title gained later never lets more in', () => {
    const day = fc.integer({ min: 14_000, max: 18_600 }).map(dateOfDayNumber);
    fc.assert(
      fc.property(day, day, fc.nat(700), (passedAt, to, later) => {
        const at = (on: string) =>
          placeIn(evidenceWindow(since, { titles: [{ ...engineer, passedAt: on }] })!, item(undefined, to));
        if (at(addDays(passedAt, later)).counts) expect(at(passedAt).counts).toBe(true);
      }),
    );
  });
});

describe('D40: proof by a third party', () => {
  const [first] = base.attachments.documents;
  const plan: Plan = {
    ...base,
    attachments: {
      documents: [...base.attachments.documents, { ...first!, code: 'T1' }, { ...first!, code: 'T2' }],
      rows: [
        ...base.attachments.rows,
        {
          oneOf: ['T1', 'T2'],
          min: 1,
          when: { eq: ['kind', 'PROJECT'] },
          rules: ['D40'],
          failing: { missing: 'ATT_THIRD_PARTY' },
          forEach: 'achievements',
          proof: 'THIRD_PARTY',
        },
      ],
    },
  };
  const of = (achievements: DeclaredAchievement[], attachments: Declaration['attachments'] = []) => {
    const d = { data: goodData, achievements, attachments, confirmedFileIds: [] } as unknown as Declaration;
    const found = checkAttachments(plan, d, { unit: privateFirm, files: {}, today: '2020-09-10' });
    return found.filter((f) => f.code === 'ATT_THIRD_PARTY');
  };

  test('each project needs one; a paper needs none', () => {
    expect(of([item(), { ...item(), itemId: 'i2', kind: 'PAPER' }]).map((f) => f.field)).toEqual([
      '/attachments/T1|T2@i1',
    ]);
    expect(of([item()])[0]?.message.zh).toContain('业绩“某工程”，须由第三方出具，单位自行出具的不计');
    expect(of([item()], [{ code: 'T2', fileId: 'f1', forAchievement: 'i1' }])).toEqual([]);
    expect(of([item()], [{ code: 'T2', fileId: 'f1', forAchievement: 'i2' }])).toHaveLength(1);
  });

  test('R39: it is no proof of the own part, nor the other way round', () => {
    const collective = { ...item(), collective: true };
    expect(of([{ ...collective, contributionFileIds: ['f9'] }])).toHaveLength(1);
    const archive = { i1: { approvedVersion: 1, latestStatus: 'APPROVED' as const } };
    const d = {
      data: goodData,
      achievements: [collective],
      attachments: [{ code: 'T1', fileId: 'f1', forAchievement: 'i1' }],
    } as unknown as Declaration;
    expect(checkAchievements(plan, d, { archive }).map((f) => f.code)).toContain('ACHIEVEMENT_CONTRIBUTION');
  });

  test('what is asked says that it is a third party’s, and of which achievement', () => {
    const d = { data: goodData, achievements: [item()], attachments: [] } as unknown as Declaration;
    const views = requirementViews(plan, requirementsOf(plan, d, { unit: privateFirm }));
    expect(views.find((view) => view.thirdParty)).toMatchObject({ instance: 'i1', oneOf: ['T1', 'T2'] });
  });

  test('the linter tells a third party’s proof of nothing, and a window whose title nobody is asked', () => {
    const lint = (p: Plan) => lintPlan(p).map((f) => `${f.code} ${f.field}`);
    expect(lint(plan)).toEqual([]);
    const alone = structuredClone(plan) as Plan;
    const row = alone.attachments.rows.at(-1)!;
    delete row.forEach;
    row.when = true;
    expect(lint(alone)).toEqual([
      expect.stringMatching(/^PLAN_PROOF_ALONE \/attachments\/rows\/\d+\/proof$/),
    ]);
    const unasked = { ...plan, achievements: { ...plan.achievements, window: { since: 'TITLE' as const } } };
    expect(lint(unasked)).toEqual(['PLAN_FACT_NOT_ASKED /achievements/window']);
  });
});
