import { describe, expect, test } from 'vitest';
import type { HolidayCalendar } from '../../../../shared/contracts/calendar.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import type { AttachmentRow } from '../../../../shared/contracts/plan-attachments.ts';
import type { DryRunReport } from '../../../../shared/contracts/plan-dry-run.ts';
import { dryRun } from '../../../../shared/rules/dryrun/dry-run.ts';
import { hangzhouEngineer2020, nationalCalendars, seasonPlans } from '../../../fixtures/plans.ts';

/** G3: the dry run names each fault that a plan can have before anybody declares under it. */

const calendar = nationalCalendars.at(-1) as HolidayCalendar;

function run(change: (plan: Plan) => void, under = calendar): DryRunReport {
  const document = structuredClone(hangzhouEngineer2020);
  change(document);
  const { planCode, version: planVersion } = document;
  return dryRun({ document, planCode, planVersion, calendar: under });
}

const rowOf = (plan: Plan, code: string): AttachmentRow =>
  plan.attachments.rows.find((row) => row.code === code) as AttachmentRow;
const stage = (plan: Plan, code: string, on: boolean) => {
  for (const one of plan.stages) if (one.code === code) one.on = on;
};
const set = <T extends object>(target: T, changes: Partial<T>) => Object.assign(target, changes);

describe('a fault is named, where it stands', () => {
  test.each<[string, (plan: Plan) => void, string, RegExp | undefined, HolidayCalendar?]>([
    [
      'an entry that an earlier one always catches',
      (plan) => set(rowOf(plan, 'A2'), { kinds: rowOf(plan, 'A2').kinds?.toReversed() ?? [] }),
      'DRY_RUN_ROW_SHADOWED /attachments/rows/8/kinds/1',
      /总是先适用/,
    ],
    [
      'a row that no case meets',
      (plan) =>
        set(rowOf(plan, 'A6'), {
          when: { all: [{ eq: ['track', 'LANDMARK'] }, { eq: ['category', 'SKILLED'] }] },
        }),
      'PLAN_ROW_NEVER /attachments/rows/15',
      /任何情形/,
    ],
    [
      'an attachment that nobody can reach',
      (plan) => {
        plan.attachments.rows = plan.attachments.rows.filter((row) => row.code !== 'A6');
      },
      'PLAN_DOCUMENT_NEVER /attachments/documents/15',
      /任何情形/,
    ],
    [
      'a stage that the stages before it leave unreachable',
      (plan) => {
        plan.stages.splice(8, 0, { code: 'INTERVIEW', on: true });
        stage(plan, 'INTERVIEW', true);
        stage(plan, 'EXPERT_REVIEW', false);
        stage(plan, 'PRE_PUBLICITY', false);
      },
      'DRY_RUN_STATE_NEVER /stages/8',
      /面试答辩/,
    ],
    [
      'a deadline before the one that it follows',
      (plan) => set(plan.windows, { unitReview: { close: '2020-08-01' } }),
      'PLAN_DEADLINE_ORDER /windows/unitReview/close',
      /2020-08-01/,
    ],
    [
      'a calendar that does not cover the dates',
      () => undefined,
      'PLAN_CALENDAR_GAP /windows',
      /2020/,
      { ...calendar, years: [2019] },
    ],
    [
      'a period that may run into days without a notice',
      () => undefined,
      'DRY_RUN_CALENDAR /windows',
      /2020-12-20|2020-12-30/,
      { ...calendar, years: [2019, 2020] },
    ],
    [
      'a specialty that is retired and still in use',
      (plan) => {
        plan.title.specialties.shift();
      },
      'PLAN_REFERENCE /committee/specialties',
      /S01/,
    ],
    [
      'a way with which nobody gets through',
      (plan) => {
        for (const track of plan.tracks)
          if (track.scoring) track.scoring = { ...track.scoring, pass: { gte: 10_000_000 } };
      },
      'DRY_RUN_NOBODY /tracks/1/categories/0',
      /自评分/,
    ],
    [
      'more certificates of recommenders than there are recommenders',
      (plan) => set(rowOf(plan, 'A4b'), { min: 5 }),
      'DRY_RUN_NOBODY /tracks/1/categories/0',
      /推荐人/,
    ],
    [
      'a fixed day that the latest of the days before it leaves behind',
      () => undefined,
      'DRY_RUN_DATE_LATE /windows/form/close',
      /2020-11-20/,
    ],
    [
      'a committee whose filing may be over by the review',
      (plan) => set(plan.committee, { validTo: '2020-12-01' }),
      'DRY_RUN_FILING /committee/validTo',
      /2020-12-01/,
    ],
    [
      'a row that only people can reach whom nobody would think of',
      (plan) =>
        set(rowOf(plan, 'A6'), {
          when: { all: [{ gte: ['ageAtCutoff', 58] }, { eq: ['edu', 'E7'] }, { eq: ['unitKind', 'OTHER'] }] },
        }),
      '',
      undefined,
    ],
    [
      'a version that closes the plan, a title above the usual one, a short statement, a photo of no usual size',
      (plan) => {
        plan.status = 'CLOSED';
        plan.statement.max = 20;
        plan.photo.px = { wGt: 900, hGt: 1200 };
        const at = rowOf(plan, 'A2');
        set(at, { level: [{ need: 'SENIOR', when: true }] });
      },
      '',
      undefined,
    ],
  ])('%s', (_, change, named, words, under) => {
    const { findings, tables } = run(change, under);
    if (!named) {
      expect(findings.filter((one) => one.severity === 'error')).toEqual([]);
      const rows = tables.find((one) => one.table === 'ATTACHMENT_ROWS')?.rows ?? [];
      expect(rows.filter((row) => row.state !== 'REACHED')).toEqual([]);
      return;
    }
    const one = findings.find((f) => `${f.code} ${f.field ?? ''}` === named);
    expect(findings.map((f) => `${f.code} ${f.field ?? ''}`)).toContain(named);
    expect(one?.message.zh).toMatch(words as RegExp);
    expect(one?.message.en).toMatch(/\w/);
  });
});

describe('a plan without a fault', () => {
  test.each(seasonPlans.map((plan) => [plan.planCode, plan] as const))(
    '%s: every row is met, every stage that is on is reached, all of it comes out the same again',
    (_, plan) => {
      const of = { document: plan, planCode: plan.planCode, planVersion: plan.version, calendar };
      const report = dryRun(of);
      expect(report.findings.filter((one) => one.severity === 'error')).toEqual([]);
      expect(report.people).toBeGreaterThan(40);
      expect(report.accepted).toBeGreaterThan(report.people / 2);
      const rows = report.tables.filter((one) => one.table !== 'POINTS').flatMap((one) => one.rows);
      expect(rows.filter((row) => row.state !== 'REACHED')).toEqual([]);
      for (const { stage: code, state } of report.states) expect([code, state]).not.toEqual([code, 'NEVER']);
      expect(report.states.filter((one) => one.state === 'REACHED').length).toBeGreaterThan(15);
      expect(dryRun(of)).toEqual(report);
    },
  );

  test('G4: what a plan switches off is told as that, and nothing else', () => {
    const { states } = run((plan) => {
      stage(plan, 'PAPER_FORM', false);
      stage(plan, 'PAPER_RETURN', false);
      stage(plan, 'UNIT_PUBLICITY', false);
    });
    const off = states.filter((one) => one.state === 'OFF').map((one) => one.stage);
    expect(off).toEqual([
      'UNIT_PUBLICITY',
      'INDUSTRY_REVIEW',
      'FORM_DUE',
      'FORM_IN_TRANSIT',
      'GROUP_CHECK',
      'INTERVIEW',
      'CERTIFIED',
    ]);
  });

  test('D39, D32: each batch has its own days, and the publicity of units is over by theirs', () => {
    const names = { zh: '第一批', en: 'First batch' };
    const { dates, findings } = run((plan) => {
      plan.windows.batches = [
        {
          ...{ code: 'B1', names, submitBy: '2020-09-04', unitReportBy: '2020-09-18' },
          ...{ cutoffDate: '2020-06-30', session: '2020-12' },
        },
        {
          ...{ code: 'B2', names: { zh: '第二批' }, submitBy: '2020-09-25', unitReportBy: '2020-10-16' },
          ...{ cutoffDate: '2020-12-31', session: '2021-01' },
        },
      ];
    });
    expect(findings.filter((one) => one.severity === 'error')).toEqual([]);
    const told = dates.map(({ name, from, to }) => `${name.zh} ${from} ${to}`);
    expect(told.slice(1, 6)).toEqual([
      '第一批：个人提交 2020-08-24 2020-09-04',
      '第一批：单位上报 2020-09-05 2020-09-18',
      '第二批：个人提交 2020-09-05 2020-09-25',
      '第二批：单位上报 2020-09-26 2020-10-16',
      '单位审核中 2020-09-26 2020-10-16',
    ]);
    expect(told.some((one) => one.startsWith('单位公示中'))).toBe(false);
  });

  test('a document that is no plan is told so, and nothing is run', () => {
    const report = dryRun({ document: {}, planCode: 'X', planVersion: 1, calendar });
    expect(report.people).toBe(0);
    expect(report.findings.map((one) => one.code)).toContain('PLAN_SHAPE');
  });
});
