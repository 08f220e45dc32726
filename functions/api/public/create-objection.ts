import { createObjection as object } from '../../../shared/acts/publicity/create-objection.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { againAfterRace } from '../../../shared/store/base/race.ts';
import { type ApiHandler, created } from '../../http.ts';

export const createObjection: ApiHandler<'create-objection'> = (deps) => (request) =>
  againAfterRace(async () => {
    const { principal, body, params, now } = request;
    const by = { actor: actorOf(principal), at: now };
    const { receipt, writes } = await object(deps, params.publicityId ?? '', body, by);
    const answer = created(receipt);
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  });
