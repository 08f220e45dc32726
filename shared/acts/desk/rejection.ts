import type { Act } from '../../contracts/acts.ts';
import type { BodyOf } from '../../contracts/api/index.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Actor } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { find as findField } from '../../rules/base/findings.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { judgeExclusion } from '../../rules/declaration/exclusions.ts';
import { find } from '../../rules/desk/findings.ts';

/**
 * What refusing an application means. A ground of the plan (L6) is judged as the applicant's own declaration is, and its
 * words are the reason; whatever the desk writes besides comes after them.
 * @throws {ProblemError} INVALID when the plan has no such ground, it is incomplete, or its term is over
 */
export function rejection(
  { reason, remedy, exclusion }: BodyOf<'DecisionBody'>,
  actor: Actor,
  { plan, now }: { readonly plan: Plan; readonly now: string },
): Act {
  if (!exclusion)
    return { name: 'REJECT', actor, ...(reason ? { reason } : {}), ...(remedy ? { remedy } : {}) };
  const ground = plan.exclusions?.find(({ code }) => code === exclusion.code);
  if (!ground) throw new ProblemError('INVALID', [findField('INVALID_VALUE', { field: '/exclusion/code' })]);
  const found = judgeExclusion(ground, exclusion, localDateOf(now), '/exclusion');
  const words = found.find(({ code }) => code === 'EXCLUDED' || code === 'EXCLUDED_UNTIL');
  if (!words) {
    const over = find('EXCLUSION_OVER', { field: '/exclusion/decidedOn', found: exclusion.decidedOn });
    throw new ProblemError('INVALID', found.length > 0 ? found : [over]);
  }
  return {
    name: 'REJECT',
    actor,
    reason: [words.message.zh, reason].filter(Boolean).join('\n'),
    ...(remedy ? { remedy } : {}),
    exclusion: { ...exclusion, ...(typeof words.allowed === 'string' ? { until: words.allowed } : {}) },
  };
}
