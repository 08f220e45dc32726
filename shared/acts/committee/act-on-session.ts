import type { BodyOf } from '../../contracts/api/index.ts';
import type { SessionChange, SessionDeps, SessionWork } from '../../store/sessions.ts';
import { addRecusal, assignGroups, checkIn, closeCheckIn, removeRecusal } from './hold-meeting.ts';
import { abortSession, closeVote, openVote, sealSession, skipCandidate } from './hold-vote.ts';
import { commitNonce, drawCommittee, replanSession, revealNonce } from './plan-session.ts';

export type SessionActRequest = BodyOf<'SessionActBody'>['act'];

/** What an act of the office or the supervisor does to a session. @throws {ProblemError} whatever stands against it */
export function performSessionAct(
  deps: SessionDeps,
  work: SessionWork,
  act: SessionActRequest,
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
    case 'CHECK_IN':
      return checkIn(work, act.expertId);
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
