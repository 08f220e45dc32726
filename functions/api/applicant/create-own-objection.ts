import { createObjection as object } from '../../../shared/acts/publicity/create-objection.ts';
import { anybody } from '../../../shared/contracts/roles.ts';
import { againAfterRace } from '../../../shared/store/base/race.ts';
import { type ApiHandler, created } from '../../http.ts';

/**
 * D22: the same from somebody who is signed in, counted by the account, so that an address which others have used up keeps
 * nobody from objecting. The account is counted and not kept: an objection says of its author what its author says (C15).
 */
export const createOwnObjection: ApiHandler<'create-own-objection'> = (deps) => (request) =>
  againAfterRace(async () => {
    const { body, params, now } = request;
    const by = { actor: anybody, at: now };
    const { receipt, writes } = await object(deps, params.publicityId ?? '', body, by);
    const answer = created(receipt);
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  });
