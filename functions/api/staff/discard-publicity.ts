import { discardPublicity as discard } from '../../../shared/acts/publicity/discard-publicity.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { requirePublicity } from '../../../shared/store/publicities.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D26: whoever looks a prepared list over may discard it, the one who prepared it too. */
export const discardPublicity: ApiHandler<'discard-publicity'> = (deps) => async (request) => {
  const { principal, params, body, now } = request;
  const publicity = await requirePublicity(deps.table, params.publicityId ?? '');
  requirePlanScope(principal, publicity.planCode);
  const by = { actor: actorOf(principal), at: now, reason: body.reason };
  const { next, writes } = discard(deps.table, publicity, by);
  const answer = ok({ id: next.publicityId, at: now });
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
