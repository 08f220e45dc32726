import type { BodyOf } from '../../contracts/api/index.ts';
import type { Principal } from '../../contracts/roles.ts';
import type { SessionRecord } from '../../contracts/session.ts';
import { refuse } from '../../errors.ts';
import type { Write } from '../../store/base/table.ts';
import { confirmCheckIn, openCheckIn, proposeCheckIn, refuseCheckIn } from './check-in.ts';
import { addRecusal, assignGroups, closeCheckIn, removeRecusal } from './hold-meeting.ts';
import { abortSession, closeVote, openVote, sealSession, skipCandidate } from './hold-vote.ts';
import { commitNonce, drawCommittee, replanSession, revealNonce } from './plan-session.ts';
import {
  changeWrites,
  openWork,
  requireSessionVersion,
  type SessionChange,
  type SessionDeps,
  type SessionWork,
} from './session-work.ts';

type Body = BodyOf<'SessionActBody'>;

/**
 * What an act of the office or the supervisor does to a session.
 * @throws {ProblemError} FORBIDDEN, STALE_VERSION, and whatever stands against the act
 */
export async function actOnSession(
  deps: SessionDeps,
  session: SessionRecord,
  { act, version }: Body,
  by: { principal: Principal; now: string },
): Promise<{ writes: Write[] }> {
  // B8: the supervisor has a nonce of his own, and nothing else to do here.
  if (by.principal.role === 'SUPERVISOR' && !act.type.endsWith('_NONCE')) refuse('FORBIDDEN');
  requireSessionVersion(session, version);
  const work = await openWork(deps, session, by.principal, by.now);
  return { writes: changeWrites(deps.table, work, await changeOf(deps, work, act)) };
}

function changeOf(
  deps: SessionDeps,
  work: SessionWork,
  act: Body['act'],
): SessionChange | Promise<SessionChange> {
  switch (act.type) {
    case 'COMMIT_NONCE':
      return commitNonce(work, act.commitment);
    case 'REVEAL_NONCE':
      return revealNonce(work, act.nonce);
    case 'DRAW':
      return drawCommittee(deps, work);
    case 'REPLAN':
      return replanSession(deps, work, act.date);
    case 'OPEN_CHECK_IN':
      return openCheckIn(deps, work);
    case 'PROPOSE_CHECK_IN':
      return proposeCheckIn(work, act);
    case 'CONFIRM_CHECK_IN':
      return confirmCheckIn(work, act);
    case 'REFUSE_CHECK_IN':
      return refuseCheckIn(work, act);
    case 'CLOSE_CHECK_IN':
      return closeCheckIn(work);
    case 'ORDER_RECUSAL':
      return addRecusal(deps, work, act, 'OFFICE');
    case 'REMOVE_RECUSAL':
      return removeRecusal(deps, work, act);
    case 'ASSIGN':
      return assignGroups(deps, work, act.groups);
    case 'OPEN_VOTE':
      return openVote(deps, work, act);
    case 'CLOSE_VOTE':
      return closeVote(deps, work, act.applicationId);
    case 'SKIP':
      return skipCandidate(deps, work, act.applicationId, act.reason);
    case 'ABORT':
      return abortSession(deps, work, act.reason);
    case 'SEAL':
      return sealSession(work);
  }
}
