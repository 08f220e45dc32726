import type { HolidayCalendar } from '../../contracts/calendar.ts';
import { rowOf, stepsWhere } from '../../contracts/desks.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import type { Plan, PlanStage } from '../../contracts/plan.ts';
import type { DryRunDate } from '../../contracts/plan-dry-run.ts';
import { type Stage, stages, steps } from '../../contracts/stages.ts';
import {
  feeFen,
  formDeadline,
  paymentPeriod,
  publicityDays,
  reviewDeadline,
} from '../application/settings.ts';
import type { Context } from '../base/context.ts';
import { planStage } from '../base/plan-stage.ts';
import { lastDayOf } from '../calendar/deadline.ts';
import { addDays, atTime } from '../calendar/local-date.ts';
import { likelyWorkingDaysBetween, missingNotices } from '../calendar/working-days.ts';
import { openWindow } from '../publicity/window.ts';
import { find } from './findings.ts';

/**
 * A plan's dates as they fall under the calendar that is loaded (G3): what it fixes, and what would follow from it if
 * everybody took as long as they may. What has no limit (the session, the audits of authorities) takes no time here.
 */

export interface Timeline {
  readonly dates: DryRunDate[];
  readonly findings: Finding[];
}

const declaring: Bilingual = { zh: '申报', en: 'Declaring' };

export function timelineOf(plan: Plan, calendar: HolidayCalendar): Timeline {
  const { declare } = plan.windows;
  const dates: DryRunDate[] = [
    dated(declaring, { basis: 'FIXED', from: declare.open, to: declare.close }, calendar),
    ...batchDates(plan, calendar),
  ];
  const findings: Finding[] = [];
  let last = declare.close;
  for (const step of stepsWhere((row) => row.plan)) {
    const stage = rowOf(step).plan as PlanStage;
    const name = stages[steps[step] as Stage];
    if (!planStage(plan, stage) || (stage === 'PAYMENT' && feeFen(plan) === 0)) continue;
    if (stage === 'EXPERT_REVIEW') findings.push(...checkFiling(plan, last));
    const period = periodOf(stage, last, plan, calendar);
    if (!period) continue;
    const words = { zh: name.zh, en: name.en };
    dates.push(dated(words, period, calendar));
    if (period.basis === 'FIXED' && last > period.to)
      findings.push(
        find('DRY_RUN_DATE_LATE', {
          field: period.field,
          found: last,
          allowed: period.to,
          words: { name: words },
        }),
      );
    if (period.to > last) last = period.to;
  }
  const uncovered = dates.filter((one) => one.uncovered && one.basis === 'COUNTED');
  return {
    dates,
    findings: [
      ...findings,
      ...uncovered.map((one) =>
        find('DRY_RUN_CALENDAR', {
          field: '/windows',
          found: one.name.zh,
          allowed: one.uncovered?.from,
          words: { found: one.name },
        }),
      ),
    ],
  };
}

interface Period {
  readonly basis: DryRunDate['basis'];
  readonly from: string;
  readonly to: string;
  readonly field: string;
  /** Of a publicity: those that count. */
  readonly workingDays?: number;
}

/** From the day after what comes before; undefined where the plan sets no limit. */
function periodOf(stage: PlanStage, last: string, plan: Plan, calendar: HolidayCalendar): Period | undefined {
  const from = addDays(last, 1);
  const context: Context = { now: atTime(from, '09:00'), plan, calendar, calendars: [] };
  const counted = (to: string): Period => ({ basis: 'COUNTED', from, to, field: '/windows' });
  const deadline = (key: 'payment' | 'form', closeAt: string): Period => {
    const spec = plan.windows[key];
    return spec.mode === 'FIXED'
      ? { basis: 'FIXED', from, to: spec.close, field: `/windows/${key}/close` }
      : counted(lastDayOf(closeAt));
  };
  switch (stage) {
    case 'UNIT_PUBLICITY':
      // It is over by the unit's own day, where there is one (D32).
      return unitDay(plan) ? undefined : publicity(stage, context, counted);
    case 'PRE_PUBLICITY':
    case 'RESULT_PUBLICITY':
      return publicity(stage, context, counted);
    case 'PAYMENT':
      return deadline('payment', paymentPeriod(context).closeAt);
    case 'PAPER_FORM':
      return deadline('form', formDeadline(context));
    default: {
      const fixed = fixedOf(stage, plan);
      if (fixed) return { basis: 'FIXED', from, ...fixed };
      const limit = reviewDeadline(stage, context);
      return limit === undefined ? undefined : counted(lastDayOf(limit));
    }
  }
}

function publicity(
  stage: Parameters<typeof publicityDays>[1],
  context: Context,
  counted: (to: string) => Period,
): Period {
  const { closeAt, countedDays } = openWindow(context, publicityDays(context.plan, stage));
  return { ...counted(lastDayOf(closeAt)), workingDays: countedDays.length };
}

/** The last day by which units must have reported (D32): the plan's, or that of its last batch. */
const unitDay = ({ windows: { unitReview, batches } }: Plan): string | undefined =>
  unitReview?.close ?? batches?.at(-1)?.unitReportBy;

/** Of each batch (D39), until when people hand in and units report. */
const batchDates = ({ windows: { batches = [], declare } }: Plan, calendar: HolidayCalendar): DryRunDate[] =>
  batches.flatMap(({ names, submitBy, unitReportBy }, i) => {
    const before = batches[i - 1]?.submitBy;
    const from = before === undefined ? declare.open : addDays(before, 1);
    const name = (zh: string, en: string) => ({
      zh: `${names.zh}：${zh}`,
      en: `${names.en ?? names.zh}: ${en}`,
    });
    const days = (start: string, to: string) => ({ basis: 'FIXED' as const, from: start, to });
    return [
      dated(name('个人提交', 'people hand in'), days(from, submitBy), calendar),
      dated(name('单位上报', 'units report'), days(addDays(submitBy, 1), unitReportBy), calendar),
    ];
  });

function fixedOf(stage: PlanStage, { windows }: Plan): { to: string; field: string } | undefined {
  const keys = {
    UNIT_REVIEW: 'unitReview',
    POINT_REVIEW: 'pointReview',
    DISTRICT_REVIEW: 'districtReview',
  } as const;
  const [batch] = (windows.batches ?? []).slice(-1);
  if (stage === 'UNIT_REVIEW' && batch)
    return {
      to: batch.unitReportBy,
      field: `/windows/batches/${(windows.batches ?? []).length - 1}/unitReportBy`,
    };
  const key = stage in keys ? keys[stage as keyof typeof keys] : undefined;
  const close = key && windows[key]?.close;
  return close ? { to: close, field: `/windows/${key}/close` } : undefined;
}

function dated(
  name: Bilingual,
  { basis, from: after, to, workingDays: counted }: Omit<Period, 'field'>,
  calendar: HolidayCalendar,
): DryRunDate {
  // What ends before the latest day of what it follows has its last day alone.
  const from = after < to ? after : to;
  const years = missingNotices(from, to, calendar);
  const [first] = years;
  const workingDays = counted ?? likelyWorkingDaysBetween(from, to, calendar).length;
  if (first === undefined) return { name, basis, from, to, workingDays };
  // A year's notice may rename the last days of the year before (D7).
  const start = `${first - 1}-12-20`;
  return { name, basis, from, to, workingDays, uncovered: { from: start < from ? from : start, years } };
}

function checkFiling({ committee }: Plan, last: string): Finding[] {
  const { validTo } = committee;
  return last <= validTo
    ? []
    : [find('DRY_RUN_FILING', { field: '/committee/validTo', found: last, allowed: validTo })];
}
