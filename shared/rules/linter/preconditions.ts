import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { planStage } from '../base/plan-stage.ts';
import { rowCodes } from '../declaration/attachments.ts';
import { answered } from '../declaration/preconditions.ts';
import { kindOf } from '../plan/kinds.ts';
import { find } from './findings.ts';
import { twice } from './twice.ts';

/** D39: a plan asks what its kind lives by, and what it asks can be answered. */
export function lintPreconditions(plan: Plan): Finding[] {
  const { preconditions = [], kind = 'REVIEW' } = plan;
  const row = kindOf(plan);
  const unasked = row.asks
    .filter((ask) => !preconditions.some((one) => ask.fits(one, plan)))
    .map((ask) =>
      find('PLAN_KIND_ASKS', {
        field: '/preconditions',
        found: kind,
        words: { kind: row.words, ask: ask.words },
      }),
    );
  const asked = plan.form.fields.some(({ key }) => key === 'preconditions');
  const unanswered = preconditions.some(answered) && !asked;
  const documents = preconditions.flatMap((one, i) => {
    if (one.kind !== 'DOCUMENT') return [];
    // Another condition than that of the table would ask for what it does not, or the other way round.
    const same = plan.attachments.rows.some(
      (r) => rowCodes(r).includes(one.document) && JSON.stringify(r.when) === JSON.stringify(one.when),
    );
    return same
      ? []
      : [find('PLAN_KIND_DOCUMENT', { field: `/preconditions/${i}/document`, found: one.document })];
  });
  const unvoted = preconditions.flatMap((one, i) =>
    one.kind === 'GROUP_CHECK' && !planStage(plan, 'EXPERT_REVIEW')
      ? [
          find('PLAN_STAGE_ALONE', {
            field: `/preconditions/${i}`,
            found: one.kind,
            allowed: 'EXPERT_REVIEW',
          }),
        ]
      : [],
  );
  return [
    ...unasked,
    ...unvoted,
    ...(unanswered ? [find('PLAN_KIND_FIELD', { field: '/form/fields' })] : []),
    ...documents,
    ...twice(codesOf(preconditions), '/preconditions'),
    ...preconditions.flatMap((one, i) => [
      ...(one.kind === 'TITLE' ? twice(codesOf(one.series), `/preconditions/${i}/series`) : []),
      ...(one.kind === 'EXAM' ? twice(codesOf(one.exams), `/preconditions/${i}/exams`) : []),
    ]),
  ];
}

const codesOf = (list: readonly { readonly code: string }[]) => list.map(({ code }) => code);
