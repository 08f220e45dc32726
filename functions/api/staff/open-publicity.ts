import { openingWrites } from '../../../shared/acts/publicity/open-publicity.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { requirePublicity } from '../../../shared/store/publicities.ts';
import { officePublicity } from '../../../shared/views/publicity.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Publishing, by another person than the one who prepared the list (T21, T32): the window starts now (K1). */
export const openPublicity: ApiHandler<'open-publicity'> = (deps) => async (request) => {
  const { principal, params, now } = request;
  const publicity = await requirePublicity(deps.table, params.publicityId ?? '');
  requirePlanScope(principal, publicity.planCode);
  const context = { ...(await deps.plans.contextOf(publicity, now)), alsoAs: principal.alsoAs };
  const opening = await openingWrites(deps, publicity, context, {
    actor: actorOf(principal),
    batchId: deps.newId(),
  });
  const standing = { ...context, objected: new Set<string>() };
  const { next, applicationIds } = opening;
  const answer = ok(officePublicity(next, applicationIds, context.plan, standing), next.version);
  await deps.table.transact([...opening.writes, ...request.remember(answer)]);
  return answer;
};
