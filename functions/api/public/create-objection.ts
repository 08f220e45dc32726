import { createObjection as object } from '../../../shared/acts/publicity/create-objection.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { checkObjector } from '../../../shared/rules/publicity/objection.ts';
import { againAfterRace } from '../../../shared/store/base/race.ts';
import { type ApiHandler, created } from '../../http.ts';

export const createObjection: ApiHandler<'create-objection'> = (deps) => (request) =>
  againAfterRace(async () => {
    const { principal, body, params, now } = request;
    const by = { actor: actorOf(principal), at: now };
    const { objectionId, writes } = await object(deps, params.publicityId ?? '', body, by);
    const answer = created({ id: objectionId, at: now });
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  });

createObjection.alsoWrong = () => async (request) => checkObjector(request.body);
