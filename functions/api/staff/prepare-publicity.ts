import { preparedList } from '../../../shared/acts/publicity/prepare-publicity.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { requireOwnPlan } from '../../../shared/rules/desk/scope.ts';
import { storeEntries } from '../../../shared/store/publicities.ts';
import { officePublicity } from '../../../shared/views/publicity.ts';
import { type ApiHandler, created } from '../../http.ts';

/** A list in the making (R63, R65): what cannot be listed is said one by one, the rest is stored as white-listed rows. */
export const preparePublicity: ApiHandler<'prepare-publicity'> = (deps) => async (request) => {
  const { principal, body, now } = request;
  requireOwnPlan(principal, body.planCode);
  const { next, entries, writes, context } = await preparedList(deps, body, {
    actor: actorOf(principal),
    publicityId: deps.newId(),
    now,
  });
  const standing = { ...context, objected: new Set<string>() };
  const ids = entries.map((e) => e.applicationId);
  const answer = created(officePublicity(next, ids, context.plan, standing), next.version);
  await storeEntries(deps.table, entries);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
