import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { planStage } from '../base/plan-stage.ts';
import { addDays } from '../calendar/local-date.ts';
import { find } from './findings.ts';
import { twice } from './twice.ts';

/** The unit's own day (D32) and rolling batches (D39): in order, with room for the publicity inside the unit. */

/** Days of any calendar between two of them hold as many working days, holidays of a week aside. */
const daysFor = (workingDays: number): number => Math.ceil((workingDays * 7) / 5);

function lintReport(plan: Plan, submitBy: string, reportBy: string, field: string): Finding[] {
  const days = planStage(plan, 'UNIT_PUBLICITY')?.minWorkingDays ?? 0;
  const allowed = addDays(submitBy, daysFor(days) + 1);
  return reportBy < allowed ? [find('PLAN_REPORT_SHORT', { field, found: reportBy, allowed })] : [];
}

export function lintBatches(plan: Plan): Finding[] {
  const { batches, unitReview, declare } = plan.windows;
  if (!batches)
    return unitReview ? lintReport(plan, declare.close, unitReview.close, '/windows/unitReview/close') : [];
  const at = '/windows/batches';
  const findings = batches.flatMap((batch, i): Finding[] => {
    const before = batches[i - 1];
    const { submitBy, unitReportBy, session } = batch;
    const order = (['submitBy', 'unitReportBy', 'cutoffDate'] as const).flatMap((key) => {
      const [found, allowed] = [batch[key], before?.[key] ?? ''];
      const late = key === 'cutoffDate' ? found >= allowed : found > allowed;
      return late ? [] : [find('PLAN_BATCH_ORDER', { field: `${at}/${i}/${key}`, found, allowed })];
    });
    const early = session < unitReportBy.slice(0, 7);
    return [
      ...order,
      ...lintReport(plan, submitBy, unitReportBy, `${at}/${i}/unitReportBy`),
      ...(early
        ? [find('PLAN_BATCH_SESSION', { field: `${at}/${i}/session`, found: session, allowed: unitReportBy })]
        : []),
    ];
  });
  const last = batches.at(-1)?.submitBy;
  return [
    ...(unitReview ? [find('PLAN_BATCH_TWO_DAYS', { field: '/windows/unitReview' })] : []),
    ...findings,
    ...(last === declare.close
      ? []
      : [find('PLAN_BATCH_COVER', { field: at, found: last, allowed: declare.close })]),
    ...twice(
      batches.map(({ code }) => code),
      at,
    ),
  ];
}
