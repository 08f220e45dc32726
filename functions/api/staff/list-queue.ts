import type { Deps } from '../../../shared/acts/base/deps.ts';
import { queuePage } from '../../../shared/acts/desk/list-queue.ts';
import type { QueueName } from '../../../shared/contracts/desks.ts';
import type { Principal } from '../../../shared/contracts/roles.ts';
import { refusal } from '../../../shared/errors.ts';
import { queuesOf } from '../../../shared/rules/desk/queues.ts';
import { coversPlan } from '../../../shared/rules/desk/scope.ts';
import { limitOf } from '../../../shared/store/base/pages.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const listQueue: ApiHandler<'list-queue'> = (deps) => async (request) => {
  const { principal, query, now } = request;
  const stages = queuesOf(principal.role);
  const stage = (query.stage ?? stages[0]) as QueueName;
  if (!stages.includes(stage)) throw unknownStage(query.stage, stages);
  const page = await queuePage(deps.table, stage, desksOf(deps, principal), {
    limit: limitOf(query.limit),
    cursor: query.cursor,
    now,
  });
  return ok({ stage, stages: [...stages], ...page });
};

/** A desk of the road is its own queue; offices and authorities have one for every plan in their scope. */
function desksOf(deps: Deps, principal: Principal): string[] {
  const { role, scope } = principal;
  if (role === 'POINT_CLERK' || role === 'DISTRICT_OFFICER' || role === 'MUNI_UNIT_OFFICER')
    return scope ? [scope] : [];
  return deps.plans
    .list()
    .map((plan) => plan.planCode)
    .filter((code) => coversPlan(principal, code));
}

function unknownStage(found: string | undefined, allowed: readonly string[]) {
  return refusal('INVALID', {
    code: 'QUEUE_STAGE',
    rule: 'R1',
    field: 'stage',
    found: found ?? '',
    allowed: allowed.join(', '),
    zh: '您的待办中没有这个环节。',
    en: 'Your desk has no such queue.',
  });
}
